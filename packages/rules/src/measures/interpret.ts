import { evaluateExpression, type Environment } from '../expression/index.ts';
import type { Measure } from './compile.ts';

/** What a measure says of one union. `numerator` and `denominator` are null where the measure is unknown. */
export interface MeasureValue {
  readonly known: boolean;
  /** Ratio 0–1 (or above), number, or 1 / 0 for yes / no. */
  readonly value: number | null;
  readonly numerator: number | null;
  /** 1 for numbers and yes/no. */
  readonly denominator: number | null;
  /** Registers whose records are missing when the measure is unknown. */
  readonly missing: readonly string[];
  /** Why it is unknown, a Chinese sentence, where the measure says so. */
  readonly because: string | null;
}

/**
 * Computes a measure. It is unknown without any row in a register it needs, where its own `unknown` condition holds
 * (or cannot be told), with an empty value, or over a denominator that is not above zero (registers.md «Measures»).
 */
export function interpretMeasure(measure: Measure, env: Environment): MeasureValue {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const lacking = measure.needs.map((need) => !((number(evaluateExpression(need.rows, env)) ?? 0) > 0));
  const untold = measure.unknown !== null && evaluateExpression(measure.unknown.when, env) !== false;
  const numerator = number(evaluateExpression(measure.numerator, env));
  const denominator = measure.denominator ? number(evaluateExpression(measure.denominator, env)) : 1;
  if (lacking.includes(true) || untold || numerator === null || denominator === null || !(denominator > 0)) {
    return unknownValue(measure, lacking, untold);
  }
  return { known: true, value: numerator / denominator, numerator, denominator, missing: [], because: null };
}

/** Says what an unknown measure lacks: registers without rows, else what its condition names, else all it needs. */
function unknownValue(measure: Measure, lacking: readonly boolean[], untold: boolean): MeasureValue {
  const without = measure.needs.filter((_need, index) => lacking[index]).map((need) => need.register);
  const named = untold && measure.unknown ? measure.unknown.missing : measure.needs.map((need) => need.register);
  return {
    known: false,
    value: null,
    numerator: null,
    denominator: null,
    missing: [...new Set(without.length > 0 ? without : named)],
    because: without.length === 0 && untold ? (measure.unknown?.because ?? null) : null,
  };
}

/**
 * Reads a measure back from the two numbers the SQL back end keeps (measureSql): a numerator below zero is −1 − mask,
 * bit i for need i without rows, and one more bit where the measure's own `unknown` condition held.
 */
export function readMeasure(measure: Measure, numerator: number, denominator: number | null): MeasureValue {
  if (numerator >= 0) {
    const over = denominator ?? 1;
    return { known: true, value: numerator / over, numerator, denominator: over, missing: [], because: null };
  }
  const mask = -1 - numerator;
  const bit = (index: number) => Math.floor(mask / 2 ** index) % 2 === 1;
  return unknownValue(
    measure,
    measure.needs.map((_need, index) => bit(index)),
    bit(measure.needs.length),
  );
}
