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
  const missing = measure.needs
    .filter((need) => !((number(evaluateExpression(need.rows, env)) ?? 0) > 0))
    .map((need) => need.register);
  if (missing.length > 0) return unknown(missing, null);
  if (measure.unknown && evaluateExpression(measure.unknown.when, env) !== false) {
    return unknown(measure.unknown.missing, measure.unknown.because);
  }
  const numerator = number(evaluateExpression(measure.numerator, env));
  const denominator = measure.denominator ? number(evaluateExpression(measure.denominator, env)) : 1;
  if (numerator === null || denominator === null || !(denominator > 0)) {
    return unknown([...new Set(measure.needs.map((need) => need.register))], null);
  }
  return { known: true, value: numerator / denominator, numerator, denominator, missing: [], because: null };
}

function unknown(missing: readonly string[], because: string | null): MeasureValue {
  return { known: false, value: null, numerator: null, denominator: null, missing, because };
}
