import { sqlText, toSql, type SqlEnvironment } from '../expression/index.ts';
import type { Measure } from '../measures/index.ts';
import type { Comparison, Threshold } from '../scheme/criterion.ts';
import { comparisons, type Clause } from './verdict.ts';

/** SQL names a clause's SQL needs besides columns of the union. */
export interface VerdictEnvironment extends SqlEnvironment {
  /** Columns holding measureSql of a measure; the denominator is null for numbers and yes/no. */
  measure(measure: Measure): { readonly numerator: string; readonly denominator: string | null };
  /** Columns with numerator and denominator of a parameter's value; null until set. */
  parameter(id: string): { readonly p: string; readonly q: string };
  /** Column with the union's judgements as a jsonb object, indicator → met | unmet | partly; null where none. */
  readonly judgements: string;
  /** Spellings under which a judgement may name the indicator. */
  judgementKeys(indicator: string): readonly string[];
}

/** SQL text of one clause: a letter m u k p n, never null. Says what decideClause says. */
export function clauseSql(clause: Clause, env: VerdictEnvironment): string {
  const verdict = criterionSql(clause, env);
  if (!clause.when) return verdict;
  const applies = toSql(clause.when, env).sql;
  return `case when ${applies} then ${verdict} when not ${applies} then 'n' else 'k' end`;
}

function criterionSql(clause: Clause, env: VerdictEnvironment): string {
  const { kind, parts } = clause.criterion;
  if (kind === 'judged') return judgedSql(clause, env);
  const letters = parts.map((part) => partSql(part.measure, part.comparison, env));
  if (kind === 'measure' && letters[0] !== undefined) return letters[0];
  const [decisive, otherwise] = kind === 'any' ? ['m', 'u'] : ['u', 'm'];
  const list = letters.map((letter) => `(${letter})`).join(' || ');
  return `case when strpos(${list}, '${decisive}') > 0 then '${decisive}' when strpos(${list}, 'k') > 0 then 'k' else '${otherwise}' end`;
}

function judgedSql(clause: Clause, env: VerdictEnvironment): string {
  const keys = env.judgementKeys(clause.indicator).map((key) => `${env.judgements} ->> ${sqlText(key)}`);
  return `case when ${env.judgements} is null then 'p' else case coalesce(${keys.join(', ')}) when 'met' then 'm' when 'unmet' then 'u' when 'partly' then 'u' else 'p' end end`;
}

function partSql(measure: Measure, comparison: Comparison, env: VerdictEnvironment): string {
  const { numerator, denominator } = env.measure(measure);
  const checks = comparisons(comparison);
  const unset = checks
    .flatMap((check) => check.thresholds)
    .flatMap((threshold) =>
      threshold.kind === 'parameter' ? [`${env.parameter(threshold.parameter).p} is null`] : [],
    );
  const compare = (op: string, threshold: Threshold) => {
    const { p, q } =
      threshold.kind === 'decimal'
        ? { p: String(threshold.p), q: String(threshold.q) }
        : env.parameter(threshold.parameter);
    const left = q === '1' ? numerator : `${numerator} * ${q}`;
    return `${left} ${op} ${denominator ? `${p} * ${denominator}` : p}`;
  };
  const holds =
    checks.length === 0
      ? `${numerator} = 1`
      : checks
          .map((check) => `(${check.thresholds.map((threshold) => compare(check.op, threshold)).join(' or ')})`)
          .join(' and ');
  return `case when ${[`${numerator} < 0`, ...unset].join(' or ')} then 'k' when ${holds} then 'm' else 'u' end`;
}
