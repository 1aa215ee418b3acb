import {
  clauseSql,
  sqlText,
  toSql,
  type Expression,
  type SqlEnvironment,
  type VerdictEnvironment,
} from '@jianjia/rules';
import type { Plan, PlannedTrack } from '../../domain/plan.ts';
import type { PlannedInput, PlannedScoring } from '../../domain/scoring.ts';
import { judgementKeys } from './judgement-keys.ts';

/** What a scored track computes beside its verdicts, as additions to the statement that judges it. */
export interface ScoringAdditions {
  /** Terms `… as l_3` over subject s and the joins. */
  readonly numbers: readonly string[];
  readonly joins: readonly string[];
  /** Letters of parts and triggers. */
  readonly letters: readonly string[];
}

/** The additions of a scored track. `subject`: formulas over `subject s`; `clause`: clauses over the measures. */
export function scoringAdditions(
  plan: Plan,
  planned: PlannedTrack,
  scoring: PlannedScoring,
  t: string,
  subject: SqlEnvironment,
  clause: VerdictEnvironment,
): ScoringAdditions {
  const looks = scoring.inputs.filter(({ input }) => input.lookBack);
  const judged = scoring.inputs.filter(({ input }) => input.judged);
  const day = dayEnvironment(plan, subject);
  const points = judged.flatMap(({ input: { index } }) =>
    scoring.plan.scoring.columns.map((_, k) => `g.j_${index}_${k}`),
  );
  return {
    numbers: [...looks.flatMap((input) => dayColumns(input, day)), ...points],
    joins: [
      ...(looks.length > 0 && plan.lastDays.size > 0 ? ['left join last_day l on l.owner_id = s.owner_id'] : []),
      ...(judged.length > 0
        ? [`left join (${judgedPointsSql(planned, scoring, judged, t)}) g on g.union_id = s.owner_id`]
        : []),
    ],
    letters: scoring.parts.map((part) => clauseSql(part.clause, clause)),
  };
}

/** Last days of a subtree stand in `last_day l`; own ones in the subject. */
function dayEnvironment(plan: Plan, subject: SqlEnvironment): SqlEnvironment {
  return {
    ...subject,
    fact: (scope, reference) => {
      if (scope !== 'tree') return subject.fact(scope, reference);
      return { sql: `l.${plan.factOf(reference).column}`, type: 'number' };
    },
  };
}

/** The latest over all measures of the criterion; `greatest` passes over empty ones. */
function dayColumns({ input: { index }, lasts }: PlannedInput, env: SqlEnvironment): readonly string[] {
  const latest = (formulas: readonly (Expression | null)[]) => {
    const terms = formulas.flatMap((formula) => (formula ? [toSql(formula, env).sql] : []));
    return terms.length === 0 ? 'null::float8' : `greatest(${terms.join(', ')})::float8`;
  };
  return [
    `${latest(lasts.map(({ last }) => last))} as l_${index}`,
    `${latest(lasts.map(({ maybeLast }) => maybeLast))} as u_${index}`,
  ];
}

/**
 * Points by people: per union, input and assessor's column the latest judgement on or before t that gives points. The
 * judge names the column by its id or title; any other judge stands for the last column that counts.
 */
function judgedPointsSql(
  planned: PlannedTrack,
  { plan }: PlannedScoring,
  judged: readonly PlannedInput[],
  t: string,
): string {
  const { columns } = plan.scoring;
  const last = columns.findLastIndex(({ counts }) => counts);
  const named = [...columns.map(({ id }) => id), ...columns.map(({ title }) => title)];
  const column = named.map((name, k) => `when ${sqlText(name)} then ${k % columns.length}`).join(' ');
  const keys = judged.flatMap(({ input, clause }) =>
    judgementKeys(planned.scheme.id, clause.indicator).map((key, rank) => `(${sqlText(key)}, ${input.index}, ${rank})`),
  );
  const picked = judged.flatMap(({ input: { index } }) =>
    columns.map((_, k) => `max(points) filter (where input = ${index} and col = ${k}) as j_${index}_${k}`),
  );
  return `select union_id, ${picked.join(', ')}
    from (
      select distinct on (union_id, input, col) union_id, input, col, points
      from (
        select j.union_id, k.input, k.rank, case j.judge ${column} else ${last} end as col, j.points::float8 as points, j.judged_on
        from assessments.judgement j
        join (values ${keys.join(', ')}) k(indicator, input, rank) on k.indicator = j.indicator
        where j.scheme = ${sqlText(planned.scheme.id)} and j.judged_on <= date ${sqlText(t)} and j.points is not null
      ) given
      order by union_id, input, col, rank, judged_on desc
    ) latest
    group by union_id`;
}
