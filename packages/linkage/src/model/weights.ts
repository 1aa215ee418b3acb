import type { LinkageSpec } from '../spec/spec.ts';
import type { Model } from './model.ts';

/**
 * Weight of a level at which rows are never one employer: no agreement of everything else outweighs it, and it is a
 * number, so that an explanation still adds up.
 */
export const NEVER = -200;

/** A level weighed less than this decides no sooner for it. */
const LEAST = -20;

/** A model made ready for adding up: the log2 weight per comparison and level, and where the sum begins. */
export interface Weights {
  /** Log2 odds before anything is compared. */
  readonly prior: number;
  /** By comparison, then by level. */
  readonly levels: readonly Float64Array[];
  /** The comparisons, those first in which pairs of two employers lose most: most pairs are such, and soon given up. */
  readonly order: readonly number[];
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
  const losses = levels.map((weights, index) => lossOf(weights, model, index));
  const order = losses.map((_, index) => index).toSorted((a, b) => (losses[b] ?? 0) - (losses[a] ?? 0) || a - b);
  return { prior: log2Odds(model.prior), levels, order };
}

/** What pairs of two employers fall short of the best level of a comparison, in the mean. */
function lossOf(weights: Float64Array, model: Model, comparison: number): number {
  const best = Math.max(...weights);
  return weights.reduce((sum, weight, at) => {
    const share = model.comparisons[comparison]?.levels[at]?.u ?? 0;
    return sum + share * (best - Math.max(weight, LEAST));
  }, 0);
}

/** Log2 of the odds of a probability strictly between 0 and 1. */
export function log2Odds(probability: number): number {
  return Math.log2(probability) - Math.log2(1 - probability);
}

/** The probability of log2 odds, from 0 to 1. */
export function probabilityOf(odds: number): number {
  return 1 / (1 + 2 ** -odds);
}
