import { sectionList, sqlText, type ScoringColumn } from '@jianjia/rules';
import type { Plan, PlannedTrack } from '../../domain/plan.ts';
import type { PlannedScoring } from '../../domain/scoring.ts';
import { measureColumns, numberColumns, parameterColumns } from './judge.ts';

/** A track with a scoring sheet. */
export interface ScoredTrack extends PlannedTrack {
  readonly scoring: PlannedScoring;
}

/** The scored tracks of a plan by scheme. */
export function scoredTracks(plan: Plan): ReadonlyMap<string, readonly ScoredTrack[]> {
  const scored = plan.tracks.flatMap(({ scoring, ...planned }) => (scoring ? [{ ...planned, scoring }] : []));
  return Map.groupBy(scored, ({ scheme }) => scheme.id);
}

/** Names of a scheme's relations in the order of its scored tracks; ids of tracks may not be identifiers. */
export function relationName(
  what: 'input' | 'points' | 'scores',
  tracks: readonly ScoredTrack[],
  track: string,
): string {
  return `scoring_${what}_${tracks.findIndex((one) => one.track.id === track)}`;
}

/** `scoring_tree`: the union tree without branches and groups, which belong to their union. */
export const SCORING_TREE = [
  `create temporary table scoring_tree on commit drop as
    with recursive up(union_id, above) as (
      select union_id, parent_id from organisations.union where kind not in ('branch', 'group')
      union all
      select up.union_id, u.parent_id from up join organisations.union u on u.union_id = up.above
      where u.kind in ('branch', 'group')
    )
    select up.union_id, up.above as parent_id from up left join organisations.union u on u.union_id = up.above
    where up.above is null or u.kind not in ('branch', 'group')`,
  'analyze scoring_tree',
] as const;

/**
 * The input relation of a track from its kept results, of all unions, whether judged now or before. Verdicts are single
 * bytes after the numbers: 350 criteria then fit into one row of a table.
 */
export function inputSql(
  plan: Plan,
  planned: ScoredTrack,
  columns: readonly ScoringColumn[],
  name: string,
  t: string,
): string {
  const sources = inputSources(plan, planned);
  const ordered = columns.toSorted((left, right) => Number(isVerdict(left)) - Number(isVerdict(right)));
  const terms = ordered.map(
    (column) =>
      `${sources.get(column.name) ?? 'null'}::${isVerdict(column) ? '"char"' : column.type} as ${column.name}`,
  );
  return `create temporary table ${name} on commit drop as
    select ${terms.join(', ')}
    from (
      select union_id, verdicts, parts, numbers || '{}'::float8[] as numbers
      from assessments.result
      where as_of = date ${sqlText(t)} and scheme = ${sqlText(planned.scheme.id)} and track = ${sqlText(planned.track.id)}
      offset 0
    ) r
    join organisations.union u on u.union_id = r.union_id
    left join scoring_tree t on t.union_id = r.union_id`;
}

const isVerdict = ({ name }: ScoringColumn) => name.startsWith('v_');

/** Where every column of the input relation comes from. Nobody is drawn for a sample yet: no register says who is. */
function inputSources(plan: Plan, planned: ScoredTrack): ReadonlyMap<string, string> {
  const { scoring } = planned;
  const kept = numberColumns(plan, planned);
  const number = (column: string) => `r.numbers[${kept.indexOf(column) + 1}]`;
  const day = (column: string) => `(date '1970-01-01' + (${number(column)})::int)`;
  const sources = new Map([
    ['union_id', 'r.union_id'],
    ['parent_id', 't.parent_id'],
    ['kind', 'u.kind'],
    ['sampled', 'false'],
  ]);
  const value = (measure: PlannedScoring['classMeasure'], n: string, d: string) => {
    if (!measure) return;
    const { numerator, denominator } = measureColumns(planned, measure);
    const known = `${number(numerator)} >= 0`;
    sources.set(n, `case when ${known} then ${number(numerator)} end`);
    sources.set(d, `case when ${known} then ${denominator ? number(denominator) : '1'} end`);
  };
  value(scoring.classMeasure, 'class_n', 'class_d');
  scoring.plan.parameters.forEach((parameter, k) => {
    const { p, q } = parameterColumns(plan, planned.scheme.id, parameter);
    sources.set(`p_${k}_n`, number(p)).set(`p_${k}_d`, number(q));
  });
  for (const { input, letter, measure } of scoring.inputs) {
    const { index, lookBack, judged } = input;
    sources.set(`v_${index}`, `upper(substr(r.${letter.among}, ${letter.at + 1}, 1))`);
    value(measure, `n_${index}`, `d_${index}`);
    if (lookBack) for (const column of [`l_${index}`, `u_${index}`]) sources.set(column, day(column));
    if (judged)
      scoring.plan.scoring.columns.forEach((_, k) => sources.set(`j_${index}_${k}`, number(`j_${index}_${k}`)));
  }
  return sources;
}

/** Keeps what the scoring statements found for a track. */
export function keepScoresSql(planned: ScoredTrack, points: string, scores: string, t: string): string {
  const { plan } = planned.scoring;
  const sections = sectionList(plan.scoring.sections).map(
    ({ id }, k) => [id, `s.s_${k}_low`, `s.s_${k}_high`] as const,
  );
  const items = plan.items
    .filter(({ scoring }) => scoring.rule)
    .map(({ id, main }) => [id, `p.l_${main}`, `p.h_${main}`] as const);
  return `insert into assessments.score
      (union_id, as_of, scheme, track, low, high, class, level, possible, sections, items)
    select s.union_id, date ${sqlText(t)}, ${sqlText(planned.scheme.id)}, ${sqlText(planned.track.id)},
      s.low::int8, s.high::int8, s.class, s.level, s.possible, ${ranges(sections)}, ${ranges(items)}
    from ${scores} s join ${points} p on p.union_id = s.union_id`;
}

/** id → [low, high] as one object; a function takes at most a hundred arguments. */
function ranges(entries: readonly (readonly [string, string, string])[]): string {
  const pairs = entries.map(([id, low, high]) => `${sqlText(id)}, jsonb_build_array((${low})::int8, (${high})::int8)`);
  const objects = Array.from({ length: Math.ceil(pairs.length / 45) }, (_, k) => pairs.slice(k * 45, k * 45 + 45));
  return objects.length === 0
    ? `'{}'::jsonb`
    : objects.map((part) => `jsonb_build_object(${part.join(', ')})`).join(' || ');
}

/** A union reaches a standard with levels when one of them is certain. */
export function reachedByScoreSql({ scheme, track }: ScoredTrack, t: string): string {
  return `update assessments.result r set reached = s.level is not null
    from assessments.score s
    where r.as_of = date ${sqlText(t)} and r.scheme = ${sqlText(scheme.id)} and r.track = ${sqlText(track.id)}
      and s.union_id = r.union_id and s.as_of = r.as_of and s.scheme = r.scheme
      and r.reached is distinct from (s.level is not null)`;
}
