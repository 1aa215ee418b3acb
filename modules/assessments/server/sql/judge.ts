import {
  clauseSql,
  measureSql,
  sqlText,
  toSql,
  type Measure,
  type SqlEnvironment,
  type SqlTerm,
  type VerdictEnvironment,
} from '@jianjia/rules';
import type { Plan, PlannedTrack } from '../../domain/plan.ts';
import { scoringNumbers } from '../../domain/scoring.ts';
import { columnEnvironment } from './gather.ts';
import { judgementKeys } from './judgement-keys.ts';
import { scoringAdditions } from './scoring-columns.ts';
import { subjectColumn } from './subject.ts';

/** Column names for a parameter's value `p / q` in the table `subject_parameter`. */
export function parameterColumns(
  plan: Plan,
  scheme: string,
  parameter: string,
): { readonly p: string; readonly q: string } {
  const index = plan.parameters.findIndex((entry) => entry.key === `${scheme}.${parameter}`);
  return { p: `p${index}`, q: `q${index}` };
}

/** Formulas over `subject s`: columns of the union and facts by scope. */
function subjectEnvironment(plan: Plan, t: string): SqlEnvironment {
  return {
    ...columnEnvironment(plan.unionColumns, t, 'unions', 's.'),
    fact: (scope, reference) => ({ sql: `s.${subjectColumn(scope, plan.factOf(reference))}`, type: 'number' }),
  };
}

/** The measures of a track as columns n0, d0, n1 …: each is computed once, however many items use it. */
export function measureColumns(
  planned: PlannedTrack,
  measure: Measure,
): { readonly numerator: string; readonly denominator: string | null } {
  const index = planned.measures.findIndex((candidate) => candidate.id === measure.id);
  return { numerator: `n${index}`, denominator: measure.denominator ? `d${index}` : null };
}

/** Clauses over the measures' columns, the union's columns, its parameters and its judgements. */
export function clauseEnvironment(plan: Plan, planned: PlannedTrack, t: string): VerdictEnvironment {
  const columns = columnEnvironment(plan.unionColumns, t, 'unions');
  const measure = (wanted: Measure) => measureColumns(planned, wanted);
  return {
    ...columns,
    reference: (reference) =>
      reference.name in plan.unionColumns
        ? columns.reference(reference)
        : measureTerm(plan.catalogue.get(reference), measure),
    measure,
    parameter: (id) => parameterColumns(plan, planned.scheme.id, id),
    judgements: 'judged',
    judgementKeys: (indicator) => judgementKeys(planned.scheme.id, indicator),
  };
}

/** A measure inside a condition: its value, empty while unknown. */
function measureTerm(measure: Measure, columns: VerdictEnvironment['measure']): SqlTerm {
  const { numerator, denominator } = columns(measure);
  if (measure.kind === 'yesno')
    return { sql: `(case when ${numerator} >= 0 then ${numerator} = 1 end)`, type: 'boolean' };
  const value = denominator ? `${numerator} / ${denominator}` : numerator;
  return { sql: `(case when ${numerator} >= 0 then ${value} end)`, type: 'number' };
}

/**
 * `subject_parameter`: the parameters in force for each union at t, `p / q`: what the nearest superior union set, else
 * what the scheme prints, else null.
 */
export function parameterSql(plan: Plan, t: string): string {
  const columns = plan.parameters.map(({ scheme, parameter }, index) => {
    const printed = parameter.values.findLast(
      (entry) => entry.from <= t && (entry.until === undefined || entry.until >= t),
    );
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

/**
 * The numbers kept with a result, in order: numerator and, for ratios, denominator of every measure of the track, then
 * p and q of every parameter of the scheme, then what scoring reads beside them. domain/results.ts reads them back.
 */
export function numberColumns(plan: Plan, planned: PlannedTrack): readonly string[] {
  const measures = planned.measures.flatMap((measure) => {
    const { numerator, denominator } = measureColumns(planned, measure);
    return denominator ? [numerator, denominator] : [numerator];
  });
  const parameters = planned.scheme.parameters.flatMap((parameter) => {
    const { p, q } = parameterColumns(plan, planned.scheme.id, parameter.id);
    return [p, q];
  });
  return [...measures, ...parameters, ...(planned.scoring ? scoringNumbers(planned.scoring) : [])];
}

/** The letters as one text; `concat` takes at most a hundred parts. */
function concatenated(letters: readonly string[]): string {
  const parts = Array.from({ length: Math.ceil(letters.length / 90) }, (_, index) =>
    letters.slice(index * 90, index * 90 + 90),
  );
  return parts.map((part) => `concat(${part.join(',\n')})`).join(' || ');
}

/** A union reaches its standard when every applicable mandatory indicator is met, and any at all. */
export function reachedSql({ items }: PlannedTrack): string {
  const mandatory = items.reduce(
    (text, { item }, index) => (item.mandatory ? text : `overlay(${text} placing 'n' from ${index + 1} for 1)`),
    'verdicts',
  );
  const none = ['u', 'k', 'p'].map((letter) => `strpos(${mandatory}, '${letter}') = 0`);
  return `${none.join(' and ')} and strpos(verdicts, 'm') > 0`;
}

/** Inserts the results of one track: for the unions it fits one letter per indicator, and the measures' numbers. */
export function trackSql(plan: Plan, planned: PlannedTrack, t: string): string {
  const { scheme, track, items, measures, scoring } = planned;
  const subject = subjectEnvironment(plan, t);
  const clause = clauseEnvironment(plan, planned, t);
  const letters = items.map((item) => clauseSql(item.clause, clause));
  const scored = scoring ? scoringAdditions(plan, planned, scoring, t, subject, clause) : null;
  const parts = scored && scored.letters.length > 0 ? concatenated(scored.letters) : `''`;
  const numbers = measures.map((measure, index) => {
    const sql = measureSql(measure, subject);
    return `${sql.numerator} as n${index}${sql.denominator ? `, ${sql.denominator} as d${index}` : ''}`;
  });
  const parameters = plan.parameters.flatMap((entry, index) =>
    entry.scheme === scheme.id ? [`q.p${index}`, `q.q${index}`] : [],
  );
  const columns = [
    's.owner_id',
    'j.judged',
    ...Object.keys(plan.unionColumns).map((column) => `s.${column}`),
    ...parameters,
    ...numbers,
    ...(scored?.numbers ?? []),
  ];
  return `insert into assessments.result (union_id, as_of, scheme, version, track, verdicts, reached, numbers${scored ? ', parts' : ''})
    select owner_id, date '${t}', ${sqlText(scheme.id)}, ${sqlText(scheme.version)}, ${sqlText(track.id)}, verdicts,
      ${reachedSql(planned)}, numbers${scored ? ', parts' : ''}
    from (
      select owner_id, ${concatenated(letters)} as verdicts,
        array[${numberColumns(plan, planned).join(', ')}]::float8[] as numbers${scored ? `, ${parts} as parts` : ''}
      from (
        select ${columns.join(', ')}
        from subject s
        ${parameters.length > 0 ? 'join subject_parameter q on q.owner_id = s.owner_id' : ''}
        left join judged j on j.union_id = s.owner_id and j.scheme = ${sqlText(scheme.id)}
        ${scored?.joins.join('\n') ?? ''}
        where ${toSql(planned.fits, { ...subject }).sql}
        offset 0
      ) measured
      offset 0
    ) decided`;
}
