import type { Statement } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { PlaceInSight } from '@jianjia/organisations/server';
import type { UncoveredQuery } from '../../contract/index.ts';

/** Kinds of unions that answer for the employers of a place (ruling «Jurisdiction»). */
const BY_PLACE: ReadonlySet<string> = new Set(['city', 'county', 'zone', 'township', 'community', 'federation']);

/** Everything a statement is made of. */
export interface UncoveredWanted {
  readonly query: UncoveredQuery;
  readonly t: PlainDate;
  readonly at: PlaceInSight | null;
}

/** The place of a row in the order of the list. */
export interface Position {
  /** −1 where nothing is reported. */
  readonly employees: number;
  readonly uscc: string;
}

/** One row as it comes from the database. */
export interface UncoveredRow {
  readonly uscc: string;
  readonly name: string;
  readonly division_code: string;
  readonly division_name: string;
  readonly industry_code: string | null;
  readonly industry_name: string | null;
  readonly sector: string;
  readonly employees: number | null;
  readonly established_on: string | null;
  readonly total: number;
}

/**
 * Open employers that no union in being covers, those with most employees first; each with the number of all. They are
 * what the measures count as not unionised (fact-relations.ts): an employer of a dissolved union has none.
 */
export function uncoveredSql(wanted: UncoveredWanted, after: Position | null, limit: number | null): Statement {
  const { found, values } = foundSql(wanted);
  const beyond = after
    ? `where (f.employees < $${values.push(after.employees)}::int or f.employees = $${values.length}::int and f.uscc > $${values.push(after.uscc)}::text collate "C")`
    : '';
  const cut = limit === null ? '' : `limit $${values.push(limit)}`;
  const sql = `with found as materialized (${found}),
    page as (select f.* from found f ${beyond} order by f.employees desc, f.uscc collate "C" ${cut})
    select p.uscc, e.name, e.division_code, d.name as division_name, e.industry_code, i.name as industry_name, e.sector,
      nullif(p.employees, -1) as employees, e.established_on, (select count(*) from found) as total
    from page p
    join employers.employer e on e.uscc = p.uscc
    join kernel.division d on d.code = e.division_code
    left join kernel.industry i on i.code = e.industry_code
    order by p.employees desc, p.uscc collate "C"`;
  return { sql, values };
}

/** How many there are, and nothing else. */
export function countUncoveredSql(wanted: UncoveredWanted): Statement {
  const { found, values } = foundSql(wanted);
  return { sql: `select count(*) as total from (${found}) found`, values };
}

function foundSql({ query, t, at }: UncoveredWanted): { readonly found: string; readonly values: unknown[] } {
  const values: unknown[] = [t];
  const conditions = [
    '(e.established_on is null or e.established_on <= $1::date)',
    '(e.closed_on is null or e.closed_on > $1::date)',
    `(e.union_id is null or not ${live('u')} or u.kind in ('branch', 'group') and not ${WHOLE_IN_BEING})`,
  ];
  if (at) conditions.push(...placeConditions(at, values));
  if (query.division !== undefined) conditions.push(insideSql(values, query.division));
  if (query.industry === 'none') conditions.push('e.industry_code is null');
  else if (query.industry !== undefined) conditions.push(industrySql(values, query.industry));
  if (query.size !== undefined) conditions.push(`w.employees >= $${values.push(query.size)}::int`);
  return {
    values,
    found: `select e.uscc, coalesce(w.employees, -1) as employees
      from employers.employer e
      left join organisations.union u on u.union_id = e.union_id
      left join lateral (
        select w.employees from employers.workforce w
        where w.uscc = e.uscc and w.as_of <= $1::date order by w.as_of desc limit 1
      ) w on true
      where ${conditions.join(' and ')}`,
  };
}

/** The union that a branch or group `u` is a part of is in being, and so is all between them. */
const WHOLE_IN_BEING = `(
    with recursive up(parent_id, kind, live) as (
      select u.parent_id, u.kind, ${live('u')}
      union all
      select p.parent_id, p.kind, ${live('p')}
      from up join organisations.union p on p.union_id = up.parent_id where up.kind in ('branch', 'group')
    ) select bool_and(live) from up)`;

function live(alias: string): string {
  return `(${alias}.founded_on <= $1::date and (${alias}.dissolved_on is null or ${alias}.dissolved_on > $1::date))`;
}

/** A union that answers for no place has none of these; the federation of an industry, those of its industry. */
function placeConditions({ kind, divisionCode, industryCode }: PlaceInSight, values: unknown[]): readonly string[] {
  if (!BY_PLACE.has(kind)) return ['false'];
  const inside = insideSql(values, divisionCode);
  if (kind !== 'federation' || industryCode === null) return [inside];
  return [inside, industrySql(values, industryCode)];
}

function insideSql(values: unknown[], division: string): string {
  return `e.division_code in (select v.code from kernel.division_descent v where v.ancestor = $${values.push(division)})`;
}

function industrySql(values: unknown[], industry: string): string {
  return `e.industry_code in (
    with recursive inside(code) as (
      select $${values.push(industry)}::text
      union all
      select i.code from inside s join kernel.industry i on i.parent = s.code
    ) select code from inside)`;
}
