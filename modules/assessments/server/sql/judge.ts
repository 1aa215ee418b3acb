import {
  clauseSql,
  measureSql,
  sqlText,
  toSql,
  type Reference,
  type SqlTerm,
  type VerdictEnvironment,
} from '@jianjia/rules';
import type { Plan, PlannedTrack } from '../../domain/plan.ts';
import { columnEnvironment } from './gather.ts';
import { subjectColumn } from './subject.ts';

/** Column names for a parameter's value `p / q` in the table `subject_parameter`. */
export function parameterColumns(plan: Plan, scheme: string, parameter: string): { readonly p: string; readonly q: string } {
  const index = plan.parameters.findIndex((entry) => entry.key === `${scheme}.${parameter}`);
  return { p: `q.p${index}`, q: `q.q${index}` };
}

/** How the formulas of one track are spelled over `subject s`, its parameters `q` and its judgements `j`. */
export function trackEnvironment(plan: Plan, planned: PlannedTrack, t: string): VerdictEnvironment {
  const columns = columnEnvironment(plan.unionColumns, t, 'unions', 's.');
  const env: VerdictEnvironment = {
    t,
    reference: (reference) =>
      reference.name in plan.unionColumns ? columns.reference(reference) : measureTerm(plan, reference, env),
    fact: (scope, reference) => ({ sql: `s.${subjectColumn(scope, plan.factOf(reference))}`, type: 'number' }),
    parameter: (id) => parameterColumns(plan, planned.scheme.id, id),
    judgements: 'j.judged',
    judgementKeys: (indicator) => judgementKeys(planned.scheme.id, indicator),
  };
  return env;
}

/** A judgement may name the indicator by its path, or by the path inside the scheme. */
export function judgementKeys(scheme: string, indicator: string): readonly string[] {
  const inside = indicator.slice(scheme.length + 1);
  return [indicator, inside, inside.slice(inside.indexOf('.') + 1)];
}

/** A measure inside a condition: its value, empty while unknown. */
function measureTerm(plan: Plan, reference: Reference, env: VerdictEnvironment): SqlTerm {
  const measure = plan.catalogue.get(reference);
  const { known, numerator, denominator } = measureSql(measure, env);
  if (measure.kind === 'yesno') return { sql: `(case when ${known} then ${numerator} = 1 end)`, type: 'boolean' };
  const value = measure.denominator ? `${numerator} / ${denominator}` : numerator;
  return { sql: `(case when ${known} then ${value} end)`, type: 'number' };
}

/**
 * `subject_parameter`: the parameters in force for each union at t, `p / q`: what the nearest superior union set, else
 * what the scheme prints, else null.
 */
export function parameterSql(plan: Plan, t: string): string {
  const columns = plan.parameters.map(({ scheme, parameter }, index) => {
    const printed = parameter.values.findLast((entry) => entry.from <= t && (entry.until === undefined || entry.until >= t));
    const set = (part: string) => `(
      with recursive up(union_id, parent_id) as (
        select u.union_id, u.parent_id from organisations.union u where u.union_id = s.owner_id
        union all
        select u.union_id, u.parent_id from up join organisations.union u on u.union_id = up.parent_id
      )
      select v.${part} from up join set_parameter v on v.union_id = up.union_id
      where v.scheme = ${sqlText(scheme)} and v.parameter = ${sqlText(parameter.id)} limit 1)`;
    const value = (part: 'p' | 'q') =>
      `coalesce(case when exists (select from set_parameter) then ${set(part)} end, ${printed ? printed.value[part] : 'null'})::float8 as ${part}${index}`;
    return `${value('p')}, ${value('q')}`;
  });
  return `create temporary table subject_parameter on commit drop as
    select s.owner_id${columns.map((sql) => `, ${sql}`).join('')} from subject s`;
}

/** `judged`: per union and scheme the latest judgement of every indicator on or before t, as one object. */
export function judgedSql(t: string): string {
  return `create temporary table judged on commit drop as
    select union_id, scheme, jsonb_object_agg(indicator, verdict) as judged
    from (
      select distinct on (union_id, scheme, indicator) union_id, scheme, indicator, verdict
      from assessments.judgement
      where judged_on <= date '${t}' and union_id in (select owner_id from subject)
      order by union_id, scheme, indicator, judged_on desc
    ) latest
    group by union_id, scheme`;
}

/** Inserts the results of one track: the unions it fits, one letter per indicator. */
export function trackSql(plan: Plan, planned: PlannedTrack, t: string): string {
  const env = trackEnvironment(plan, planned, t);
  const { scheme, track, items } = planned;
  const letters = items.map(({ clause }) => clauseSql(clause, env));
  const pattern = items.map(({ item }) => (item.mandatory ? '[mn]' : '.')).join('');
  const usesParameters = plan.parameters.some((entry) => entry.scheme === scheme.id);
  return `insert into assessments.result (union_id, as_of, scheme, version, track, verdicts, reached)
    select owner_id, date '${t}', ${sqlText(scheme.id)}, ${sqlText(scheme.version)}, ${sqlText(track.id)}, verdicts,
      verdicts ~ '^${pattern}$' and strpos(verdicts, 'm') > 0
    from (
      select s.owner_id, array_to_string(array[${letters.join(',\n')}]::text[], '') as verdicts
      from subject s
      ${usesParameters ? 'join subject_parameter q on q.owner_id = s.owner_id' : ''}
      left join judged j on j.union_id = s.owner_id and j.scheme = ${sqlText(scheme.id)}
      where ${toSql(planned.fits, env).sql}
      offset 0
    ) judged_track`;
}
