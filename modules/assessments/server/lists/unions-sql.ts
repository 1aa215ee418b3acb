import { type Statement, Values } from '@jianjia/db';
import { belowSql, type PlaceInSight } from '@jianjia/organisations/server';
import { sqlText, verdictLetters, type Verdict } from '@jianjia/rules';
import type { ListVerdict, UnionListQuery } from '../../contract/index.ts';
import type { PlannedTrack } from '../../domain/plan.ts';
import { KeptSql } from '../sql/kept.ts';
import { live } from '../sql/tree.ts';
import type { ChosenIndicator, ListDays, Selection } from './selection.ts';

/** The place of a row in the order of a list; what `next` says. */
export interface Position {
  readonly place: number;
  readonly code: string;
  readonly scheme: string;
}

/** Everything a statement is made of. */
export interface ListWanted {
  readonly query: UnionListQuery;
  readonly days: ListDays;
  readonly selection: Selection;
  readonly at: PlaceInSight | null;
  readonly district: PlaceInSight | null;
}

/** Which rows of the list: one page, or, without a limit, all. */
export interface Slice {
  readonly after: Position | null;
  readonly limit: number | null;
}

/** One row as it comes from the database. */
export interface ListedRow {
  readonly place: number;
  readonly union_code: string;
  readonly name: string;
  readonly kind: string;
  readonly founded_on: string;
  readonly dissolved_on: string | null;
  readonly scheme: string;
  readonly track: string | null;
  readonly verdicts: string | null;
  readonly numbers: readonly (number | null)[] | null;
  readonly reached: boolean | null;
  readonly above: readonly string[] | null;
  readonly district: string | null;
  readonly total: number;
}

/**
 * The rows of a list in their order, each with the number of all. What is found is first kept by key and place, so that
 * counting and sorting carry no numbers along; only the rows of the slice are looked up again.
 */
export function unionListSql(wanted: ListWanted, { after, limit }: Slice): Statement {
  const values = new Values();
  const t = values.add(wanted.days.t);
  const found = wanted.selection.of === 'results' ? resultsSql(wanted, t, values) : unionsSql(wanted, values);
  const { sort, order } = wanted.query;
  const codeOrder = sort === 'code' ? order : 'asc';
  const beyond = after === null ? '' : `where ${beyondSql(after, order, codeOrder, values)}`;
  const cut = limit === null ? '' : `limit ${values.add(limit)}`;
  const sorted = (alias: string) =>
    `order by ${alias}.place ${order}, ${alias}.union_code collate "C" ${codeOrder}, ${alias}.scheme collate "C" ${codeOrder}`;
  const sql = `with found as materialized (${found}),
    page as (select f.* from found f ${beyond} ${sorted('f')} ${cut})
    select p.place, p.union_code, u.name, u.kind, u.founded_on, u.dissolved_on, p.scheme, r.track, r.verdicts, r.numbers,
      r.reached, chain.above, case when u.kind in ('county', 'zone') then u.name else chain.district end as district,
      (select count(*) from found) as total
    from page p
    join organisations.union u on u.union_id = p.union_id
    left join assessments.result r on r.union_id = p.union_id and r.as_of = ${t}::date and r.scheme = p.scheme
    left join lateral (${CHAIN}) chain on true
    ${sorted('p')}`;
  return { sql, values: values.list };
}

/** The unions above one, from the top; and the county or zone among them that is nearest. */
const CHAIN = `
  with recursive up(parent_id, name, kind, height) as (
    select a.parent_id, a.name, a.kind, 1 from organisations.union a where a.union_id = u.parent_id
    union all
    select a.parent_id, a.name, a.kind, up.height + 1
    from up join organisations.union a on a.union_id = up.parent_id
  )
  select array_agg(name order by height desc) as above,
    (array_agg(name order by height) filter (where kind in ('county', 'zone')))[1] as district
  from up`;

/** Places may be equal, codes and schemes together are not. */
function beyondSql(
  { place, code, scheme }: Position,
  order: 'asc' | 'desc',
  codeOrder: 'asc' | 'desc',
  values: Values,
): string {
  const at = `${values.add(place)}::float8`;
  const than = (direction: 'asc' | 'desc') => (direction === 'asc' ? '>' : '<');
  const key = `(f.union_code collate "C", f.scheme collate "C") ${than(codeOrder)} (${values.add(code)}::text, ${values.add(scheme)}::text)`;
  return `(f.place ${than(order)} ${at} or f.place = ${at} and ${key})`;
}

function resultsSql(wanted: ListWanted, t: string, values: Values): string {
  const { query, selection, days } = wanted;
  const { chosen, tracks } = selection;
  const conditions = [`r.as_of = ${t}::date`, ...unionConditions(wanted, values)];
  if (query.scheme !== undefined || chosen) conditions.push(trackCondition(query, chosen, values));
  if (query.reached !== undefined) conditions.push(query.reached === 'true' ? 'r.reached' : 'not r.reached');
  if (chosen) conditions.push(...indicatorConditions(query, chosen));
  let earlier = '';
  if (query.flipped !== undefined) {
    const since = values.add(days.since);
    earlier = `join assessments.result e on e.union_id = r.union_id and e.as_of = ${since}::date and e.scheme = r.scheme`;
    conditions.push(query.flipped === 'gained' ? 'r.reached and not e.reached' : 'e.reached and not r.reached');
  }
  return `select r.union_id, r.scheme, u.union_code, ${placeSql(query, chosen, tracks)} as place
    from assessments.result r join organisations.union u on u.union_id = r.union_id ${earlier}
    where ${conditions.join(' and ')}`;
}

/** Unions founded or dissolved; branches and groups are parts of theirs and no unions of their own. */
function unionsSql(wanted: ListWanted, values: Values): string {
  const { query, days } = wanted;
  const conditions = [`u.kind not in ('branch', 'group')`, ...unionConditions(wanted, values)];
  if (query.founded_since !== undefined) conditions.push(`u.founded_on > ${values.add(query.founded_since)}::date`);
  if (query.dissolved_since === undefined) {
    conditions.push(live(days.t, 'u'));
  } else {
    const [since, t] = [values.add(query.dissolved_since), values.add(days.t)];
    conditions.push(`u.dissolved_on > ${since}::date and u.dissolved_on <= ${t}::date`);
  }
  return `select u.union_id, '' as scheme, u.union_code, 0::float8 as place
    from organisations.union u where ${conditions.join(' and ')}`;
}

function unionConditions({ query, at, district }: ListWanted, values: Values): readonly string[] {
  const conditions: string[] = [];
  for (const place of [at, district]) {
    if (place) conditions.push(belowSql(place, 'u.union_id', values.add(place.unionId)));
  }
  if (query.kind !== undefined) conditions.push(`u.kind = ${values.add(query.kind)}`);
  if (query.industry === 'none') conditions.push('u.industry_code is null');
  else if (query.industry !== undefined) {
    conditions.push(`u.industry_code in (${sectionSql(values.add(query.industry))})`);
  }
  return conditions;
}

/** The codes of GB/T 4754 in one section. */
function sectionSql(section: string): string {
  return `with recursive inside(code) as (
      select ${section}::text
      union all
      select i.code from inside s join kernel.industry i on i.parent = s.code
    ) select code from inside`;
}

function trackCondition(query: UnionListQuery, chosen: ChosenIndicator | null, values: Values): string {
  const scheme = chosen?.planned.scheme.id ?? query.scheme;
  const track = chosen?.planned.track.id ?? query.track;
  const ofScheme = `r.scheme = ${values.add(scheme)}`;
  return track === undefined ? ofScheme : `${ofScheme} and r.track = ${values.add(track)}`;
}

const HELD: readonly Verdict[] = ['unmet', 'unknown', 'pending'];

/** The letters of a wanted verdict. */
function lettersOf(verdict: ListVerdict): string {
  const verdicts = verdict === 'held' ? HELD : [verdict];
  return verdicts.map((one) => sqlText(verdictLetters[one])).join(', ');
}

function indicatorConditions({ verdict, only }: UnionListQuery, chosen: ChosenIndicator): readonly string[] {
  const kept = new KeptSql(chosen.planned);
  const letter = kept.letter(chosen.index);
  const conditions: string[] = [];
  if (verdict !== undefined) conditions.push(`${letter} in (${lettersOf(verdict)})`);
  if (only === 'true') {
    // A union that reaches its standard by points has nothing to be freed from.
    const alone = `not r.reached and ${letter} in (${lettersOf('held')}) and ${kept.missing()} = 1`;
    conditions.push(chosen.item.item.mandatory ? alone : 'false');
  }
  return conditions;
}

/** What the list is sorted by, as a number; values that are not known come last either way. */
function placeSql(
  { sort, order }: UnionListQuery,
  chosen: ChosenIndicator | null,
  tracks: readonly PlannedTrack[],
): string {
  if (sort === 'missing') return `(${missingSql(tracks)})::float8`;
  if (sort === 'value' && chosen) {
    const value = new KeptSql(chosen.planned).value(chosen.item.clause, chosen.index);
    // Values are never negative.
    return `coalesce(${value}, ${order === 'asc' ? `'infinity'` : '-1'}::float8)`;
  }
  return '0::float8';
}

function missingSql(tracks: readonly PlannedTrack[]): string {
  const cases = tracks.map(
    (planned) =>
      `when r.scheme = ${sqlText(planned.scheme.id)} and r.track = ${sqlText(planned.track.id)} then ${new KeptSql(planned).missing()}`,
  );
  return cases.length === 0 ? '0' : `case ${cases.join(' ')} else 0 end`;
}

/** How many rows the list has, and nothing else. */
export function countUnionsSql(wanted: ListWanted): Statement {
  const values = new Values();
  const t = values.add(wanted.days.t);
  const found = wanted.selection.of === 'results' ? resultsSql(wanted, t, values) : unionsSql(wanted, values);
  return { sql: `select count(*) as total from (${found}) found`, values: values.list };
}
