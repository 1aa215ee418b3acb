import type { LinkageSpec } from '../spec/spec.ts';
import type { Model } from './model.ts';

/**
 * Weight of a level at which rows are never one employer: no agreement of everything else outweighs it, and it is a
 * number, so that an explanation still adds up.
 */
export const NEVER = -200;

/** A model made ready for adding up: the log2 weight per comparison and level, and where the sum begins. */
export interface Weights {
  /** Log2 odds before anything is compared. */
  readonly prior: number;
  /** By comparison, then by level. */
  readonly levels: readonly Float64Array[];
}

/** The log2 weights of a model: those that labels have taught, else log2 of m ÷ u for each level. */
export function weightsOf(model: Model, spec: LinkageSpec): Weights {
  const levels = spec.comparisons.map((comparison, index) =>
    Float64Array.from(comparison.levels, (level, at) => {
      const learned = model.comparisons[index]?.levels[at];
      if (level.never === true || learned === undefined) return NEVER;
      return Math.min(learned.weight ?? Math.log2(learned.m / learned.u), level.atMost ?? Infinity);
    }),
  );
  return { prior: log2Odds(model.prior), levels };
}

/** Log2 of the odds of a probability strictly between 0 and 1. */
export function log2Odds(probability: number): number {
  return Math.log2(probability) - Math.log2(1 - probability);
}

/** The probability of log2 odds, from 0 to 1. */
export function probabilityOf(odds: number): number {
  return 1 / (1 + 2 ** -odds);
}
