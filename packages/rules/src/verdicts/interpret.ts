import { evaluateExpression, type Environment } from '../expression/index.ts';
import { interpretMeasure, type Measure, type MeasureValue } from '../measures/index.ts';
import type { Comparison, Threshold } from '../scheme/criterion.ts';
import { comparisons, type Clause, type Verdict } from './verdict.ts';

/** A person's judgement of an item, the latest on or before t. */
export type Judgement = 'met' | 'unmet' | 'partly';

/** A value set by the superior union, as `p / q`; null until set. */
export type ParameterLookup = (parameter: string) => { readonly p: number; readonly q: number } | null;

/** A verdict with the numbers behind it; all null where they do not apply. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly unit: string | null;
  readonly threshold: number | null;
  readonly missing: readonly string[];
  readonly because: string | null;
}

/** The reference interpreter of one clause for one union; the SQL back end must agree with it. */
export function interpretClause(
  clause: Clause,
  env: Environment,
  parameter: ParameterLookup,
  judgement: Judgement | null,
): Outcome {
  if (clause.when) {
    const applies = evaluateExpression(clause.when, env);
    if (applies === false) return bare('not_applicable');
    if (applies !== true) return { ...bare('unknown'), missing: missingOfCondition(clause, env) };
  }
  const { kind, parts } = clause.criterion;
  if (kind === 'judged') return bare(judgement === null ? 'pending' : judgement === 'met' ? 'met' : 'unmet');
  const outcomes = parts.map((part) => judge(part.measure, part.comparison, env, parameter));
  const verdict = combine(kind, outcomes.map((outcome) => outcome.verdict));
  const telling = outcomes.find((outcome) => outcome.verdict === verdict) ?? outcomes[0];
  return telling ? { ...telling, verdict } : bare('unknown');
}

function judge(measure: Measure, comparison: Comparison, env: Environment, parameter: ParameterLookup): Outcome {
  const value = interpretMeasure(measure, env);
  const checks = comparisons(comparison);
  const unset = checks.flatMap((check) => check.thresholds).filter((threshold) => resolve(threshold, parameter) === null);
  const threshold = checks[0]?.thresholds[0] ? (resolve(checks[0].thresholds[0], parameter)?.value ?? null) : null;
  const base = { ...shown(measure, value), threshold, because: value.because };
  if (unset.length > 0) {
    const names = unset.map((item) => (item.kind === 'parameter' ? item.parameter : ''));
    return { ...base, verdict: 'unknown', missing: [...new Set([...value.missing, ...names])] };
  }
  if (!value.known) return { ...base, verdict: 'unknown', missing: value.missing };
  const holds = checks.length === 0 ? value.numerator === 1 : checks.every((check) => compare(value, check.op, check.thresholds, parameter));
  return { ...base, verdict: holds ? 'met' : 'unmet', missing: [] };
}

/** Exact: threshold p/q is compared as n·q with p·d, never as n/d with a rounded decimal. */
function compare(value: MeasureValue, op: string, thresholds: readonly Threshold[], parameter: ParameterLookup): boolean {
  return thresholds.some((threshold) => {
    const decimal = resolve(threshold, parameter);
    if (!decimal || value.numerator === null || value.denominator === null) return false;
    const left = value.numerator * decimal.q;
    const right = decimal.p * value.denominator;
    if (op === '>=') return left >= right;
    if (op === '<=') return left <= right;
    if (op === '>') return left > right;
    return op === '<' ? left < right : left === right;
  });
}

function resolve(threshold: Threshold, parameter: ParameterLookup): { p: number; q: number; value: number } | null {
  if (threshold.kind === 'decimal') return threshold;
  const set = parameter(threshold.parameter);
  return set && { ...set, value: set.p / set.q };
}

/** any: one met is enough; all: one unmet is enough; else one that cannot be told makes the whole unknown. */
function combine(kind: 'measure' | 'any' | 'all', parts: readonly Verdict[]): Verdict {
  const decisive: Verdict = kind === 'any' ? 'met' : 'unmet';
  if (parts.includes(decisive)) return decisive;
  if (parts.includes('unknown') || parts.length === 0) return 'unknown';
  return kind === 'any' ? 'unmet' : 'met';
}

/** Yes/no measures have no number to show; plain numbers have no numerator and denominator of their own. */
function shown(measure: Measure, value: MeasureValue): Pick<Outcome, 'value' | 'numerator' | 'denominator' | 'unit'> {
  if (measure.kind === 'ratio') {
    return { value: value.value, numerator: value.numerator, denominator: value.denominator, unit: measure.unit };
  }
  return { value: value.value, numerator: null, denominator: null, unit: measure.unit };
}

function missingOfCondition(clause: Clause, env: Environment): readonly string[] {
  const registers = clause.criterion.parts.flatMap((part) => interpretMeasure(part.measure, env).missing);
  return [...new Set(registers)];
}

function bare(verdict: Verdict): Outcome {
  return { verdict, value: null, numerator: null, denominator: null, unit: null, threshold: null, missing: [], because: null };
}
