import type { Pattern } from './em.ts';

/**
 * Weights from labelled pairs by logistic regression. Comparisons are not as independent as the Fellegi–Sunter model
 * takes them to be: companies of one group share brand, place and address at once, and adding up three agreements says
 * too much. The regression keeps the sum of one weight per comparison, and with it the explanation, but chooses the
 * weights together. It is drawn towards the weights of the Fellegi–Sunter model where labels are few.
 */

export interface Regression {
  /** Log2 odds before anything is compared. */
  readonly prior: number;
  /** Log2 weights by comparison and level. */
  readonly weights: readonly (readonly number[])[];
}

export interface RegressionOptions {
  readonly start: Regression;
  /** Where the search begins, when a solution near by is known. */
  readonly near?: Regression;
  /** Levels that decide by themselves: pairs that reach one teach nothing of the others. */
  readonly decides: (comparison: number, level: number) => boolean;
  /** Levels whose weight stays as it starts. */
  readonly stays: (comparison: number, level: number) => boolean;
  /** How strongly the weights are drawn to where they start, in pairs. */
  readonly pull?: number;
}

const ROUNDS = 100;
/** Of one weight, in natural logarithms. */
const LONGEST_STEP = 0.5;
const SETTLED = 1e-6;
/** A pull that no number of pairs moves. */
const HELD = 1e12;

/** Fits the weights to the labels of the patterns by Newton's method (iteratively reweighted least squares). */
export function logisticRegression(patterns: readonly Pattern[], options: RegressionOptions): Regression {
  const layout = new Layout(options.start.weights);
  const start = layout.flat(options.start);
  const pulls = start.map(() => options.pull ?? 1);
  for (const [comparison, levels] of options.start.weights.entries()) {
    for (const level of levels.keys()) if (options.stays(comparison, level)) pulls[layout.at(comparison, level)] = HELD;
  }
  const judged = patterns.filter(({ matches = 0, others = 0, levels }) => {
    return matches + others > 0 && !levels.some((level, index) => options.decides(index, level));
  });
  let current = layout.flat(options.near ?? options.start);
  for (let round = 0; round < ROUNDS; round++) {
    const step = solved(...system(judged, layout, current, start, pulls));
    const length = Math.max(...step.map(Math.abs));
    // Far from the minimum the curvature there says little of here: a long step is shortened.
    const share = Math.min(1, LONGEST_STEP / length);
    current = current.map((weight, index) => weight - share * (step[index] ?? 0));
    if (length < SETTLED) break;
  }
  return layout.regression(current);
}

/** Where each weight stands in one long list: the prior, then comparison by comparison. */
class Layout {
  readonly size: number;
  readonly #starts: readonly number[];
  readonly #lengths: readonly number[];

  constructor(weights: Regression['weights']) {
    this.#lengths = weights.map((levels) => levels.length);
    this.#starts = this.#lengths.map((_, index) => 1 + this.#lengths.slice(0, index).reduce((sum, n) => sum + n, 0));
    this.size = 1 + this.#lengths.reduce((sum, length) => sum + length, 0);
  }

  at(comparison: number, level: number): number {
    return (this.#starts[comparison] ?? 0) + level;
  }

  /** In natural logarithms. */
  flat({ prior, weights }: Regression): number[] {
    return [prior, ...weights.flat()].map((weight) => weight * Math.LN2);
  }

  regression(flat: readonly number[]): Regression {
    const [prior = 0, ...rest] = flat.map((weight) => weight / Math.LN2);
    return {
      prior,
      weights: this.#starts.map((start, index) => rest.slice(start - 1, start - 1 + (this.#lengths[index] ?? 0))),
    };
  }
}

type System = readonly [hessian: Float64Array[], gradient: Float64Array];

/** The slope and the curvature of the penalised loss at some weights. */
function system(
  patterns: readonly Pattern[],
  layout: Layout,
  weights: readonly number[],
  start: readonly number[],
  pulls: readonly number[],
): System {
  const hessian = weights.map((_, index) => {
    const row = new Float64Array(layout.size);
    row[index] = pulls[index] ?? 1;
    return row;
  });
  const gradient = Float64Array.from(weights, (weight, index) => (pulls[index] ?? 1) * (weight - (start[index] ?? 0)));
  for (const { levels, matches = 0, others = 0 } of patterns) {
    const features = [0, ...levels.map((level, index) => layout.at(index, level))];
    const odds = features.reduce((sum, feature) => sum + (weights[feature] ?? 0), 0);
    const probability = 1 / (1 + Math.exp(-odds));
    const error = (matches + others) * probability - matches;
    const curve = (matches + others) * probability * (1 - probability);
    for (const feature of features) {
      gradient[feature] = (gradient[feature] ?? 0) + error;
      const row = hessian[feature];
      if (row !== undefined) for (const other of features) row[other] = (row[other] ?? 0) + curve;
    }
  }
  return [hessian, gradient];
}

/** Solves a symmetric positive definite system by Gaussian elimination. */
function solved(matrix: Float64Array[], right: Float64Array): number[] {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const row = matrix[pivot] ?? new Float64Array();
    for (let below = pivot + 1; below < size; below++) {
      const other = matrix[below] ?? new Float64Array();
      const factor = (other[pivot] ?? 0) / (row[pivot] ?? 1);
      if (factor === 0) continue;
      for (let column = pivot; column < size; column++)
        other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0);
      right[below] = (right[below] ?? 0) - factor * (right[pivot] ?? 0);
    }
  }
  const solution = Array.from(right, () => 0);
  for (let pivot = size - 1; pivot >= 0; pivot--) {
    const row = matrix[pivot] ?? new Float64Array();
    let value = right[pivot] ?? 0;
    for (let column = pivot + 1; column < size; column++) value -= (row[column] ?? 0) * (solution[column] ?? 0);
    solution[pivot] = value / (row[pivot] ?? 1);
  }
  return solution;
}
