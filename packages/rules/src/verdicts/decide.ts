import type { Measure, MeasureValue } from '../measures/index.ts';
import type { Comparison, Threshold } from '../scheme/criterion.ts';
import { comparisons, type Clause } from './verdict.ts';
import type { Verdict } from './words.ts';

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

/** What is known about a union when one clause is decided. */
export interface Evidence {
  /** Whether the clause's condition holds; true where it has none, null where it cannot be told. */
  readonly applies: boolean | null;
  measure(measure: Measure): MeasureValue;
  readonly parameter: ParameterLookup;
  readonly judgement: Judgement | null;
}

/** Decides one clause. What the registers cannot tell is unknown; a person's part is pending until judged. */
export function decideClause(clause: Clause, evidence: Evidence): Outcome {
  const { kind, parts } = clause.criterion;
  if (evidence.applies === false) return bare('not_applicable');
  if (evidence.applies === null) return { ...bare('unknown'), missing: missingOfCondition(clause, evidence) };
  if (kind === 'judged') {
    const { judgement } = evidence;
    return bare(judgement === null ? 'pending' : judgement === 'met' ? 'met' : 'unmet');
  }
  const outcomes = parts.map((part) => decidePart(part, evidence));
  const verdict = combine(
    kind,
    outcomes.map((outcome) => outcome.verdict),
  );
  const telling = outcomes.find((outcome) => outcome.verdict === verdict) ?? outcomes[0];
  return telling ? { ...telling, verdict } : bare('unknown');
}

function decidePart(part: { measure: Measure; comparison: Comparison }, evidence: Evidence): Outcome {
  const value = evidence.measure(part.measure);
  const checks = comparisons(part.comparison);
  const thresholds = checks.flatMap((check) => check.thresholds);
  const unset = thresholds.flatMap((item) =>
    item.kind === 'parameter' && !resolve(item, evidence.parameter) ? [item.parameter] : [],
  );
  const first = thresholds[0] && resolve(thresholds[0], evidence.parameter);
  const base = { ...shown(part.measure, value), threshold: first ? first.p / first.q : null, because: value.because };
  if (!value.known || unset.length > 0) {
    return { ...base, verdict: 'unknown', missing: [...new Set([...value.missing, ...unset])] };
  }
  const holds =
    checks.length === 0
      ? value.numerator === 1
      : checks.every((check) =>
          check.thresholds.some((threshold) => compare(value, check.op, threshold, evidence.parameter)),
        );
  return { ...base, verdict: holds ? 'met' : 'unmet', missing: [] };
}

/** Exact: threshold p/q is compared as n·q with p·d, never as n/d with a rounded decimal. */
function compare(value: MeasureValue, op: string, threshold: Threshold, parameter: ParameterLookup): boolean {
  const decimal = resolve(threshold, parameter);
  if (!decimal || value.numerator === null || value.denominator === null) return false;
  const left = value.numerator * decimal.q;
  const right = decimal.p * value.denominator;
  if (op === '>=') return left >= right;
  if (op === '<=') return left <= right;
  if (op === '>') return left > right;
  return op === '<' ? left < right : left === right;
}

function resolve(threshold: Threshold, parameter: ParameterLookup): { readonly p: number; readonly q: number } | null {
  return threshold.kind === 'decimal' ? threshold : parameter(threshold.parameter);
}

/** any: one met is enough; all: one unmet is enough; else one that cannot be told makes the whole unknown. */
function combine(kind: 'measure' | 'any' | 'all', parts: readonly Verdict[]): Verdict {
  const decisive: Verdict = kind === 'any' ? 'met' : 'unmet';
  if (parts.includes(decisive)) return decisive;
  if (parts.includes('unknown') || parts.length === 0) return 'unknown';
  return kind === 'any' ? 'unmet' : 'met';
}

/** Plain numbers and yes/no have no numerator and denominator of their own. */
function shown(measure: Measure, value: MeasureValue): Pick<Outcome, 'value' | 'numerator' | 'denominator' | 'unit'> {
  const ratio = measure.kind === 'ratio';
  return {
    value: value.value,
    numerator: ratio ? value.numerator : null,
    denominator: ratio ? value.denominator : null,
    unit: measure.unit,
  };
}

/** A condition that cannot be told: what its measures lack. */
function missingOfCondition(clause: Clause, evidence: Evidence): readonly string[] {
  return [...new Set(clause.conditionMeasures.flatMap((measure) => evidence.measure(measure).missing))];
}

function bare(verdict: Verdict): Outcome {
  return {
    verdict,
    value: null,
    numerator: null,
    denominator: null,
    unit: null,
    threshold: null,
    missing: [],
    because: null,
  };
}
