import type { LinkageSpec } from '../spec/spec.ts';
import type { Weights } from '../model/weights.ts';

type Compare = LinkageSpec['comparisons'][number]['compare'];

/** What sums made in another order may differ by. */
const SLACK = 1e-9;

/**
 * Weighs one row against many, and gives a pair up as soon as no agreement of the rest could lift it to the floor. What
 * the row lacks is settled once for all its pairs.
 */
export class Scorer {
  readonly #spec: LinkageSpec;
  readonly #weights: Weights;
  readonly #compare: readonly Compare[];
  readonly #floor: number;
  /** Of each comparison, the greatest weight of all levels. */
  readonly #best: Float64Array;
  /** Of the row that is held, for each comparison still to be made, in their order: which it is … */
  readonly #asked: Uint8Array;
  #count = 0;
  /** … and the least sum before it that the rest may still lift to the floor. */
  readonly #least: Float64Array;
  /** The sum of what is settled. */
  #settled = 0;
  /** By comparison, the level of the pair. */
  readonly #levels: Uint8Array;
  #held: Uint32Array = new Uint32Array();
  #at = 0;

  constructor(spec: LinkageSpec, weights: Weights, floor: number) {
    const count = spec.comparisons.length;
    this.#spec = spec;
    this.#weights = weights;
    this.#floor = floor;
    this.#compare = spec.comparisons.map(({ compare }) => compare);
    this.#best = Float64Array.from(weights.levels, (levels) => Math.max(...levels));
    this.#asked = new Uint8Array(count);
    this.#least = new Float64Array(count);
    this.#levels = new Uint8Array(count);
  }

  /** Holds a row: the pairs weighed from now on are its. */
  hold(words: Uint32Array, at: number): void {
    this.#held = words;
    this.#at = at;
    this.#settled = this.#weights.prior;
    this.#count = 0;
    for (const comparison of this.#weights.order) {
      const reach = this.#spec.comparisons[comparison]?.reach?.(words, at) ?? null;
      if (reach?.length === 1) this.#settle(comparison, reach[0] ?? 0);
      else {
        this.#least[this.#count] = reach === null ? (this.#best[comparison] ?? 0) : this.#bestOf(comparison, reach);
        this.#asked[this.#count++] = comparison;
      }
    }
    let hope = this.#settled + SLACK;
    for (let position = this.#count - 1; position >= 0; position--) {
      hope += this.#least[position] ?? 0;
      this.#least[position] = this.#floor - hope;
    }
  }

  /** Log2 odds of the row that is held with another, from the left register to the right one; −∞ below the floor. */
  odds(words: Uint32Array, at: number, swapped = false): number {
    const [left, leftAt, right, rightAt] = swapped
      ? [words, at, this.#held, this.#at]
      : [this.#held, this.#at, words, at];
    let sum = 0;
    for (let position = 0; position < this.#count; position++) {
      if (sum < (this.#least[position] ?? 0)) return -Infinity;
      const comparison = this.#asked[position] ?? 0;
      const level = this.#compare[comparison]?.(left, leftAt, right, rightAt) ?? 0;
      this.#levels[comparison] = level;
      sum += this.#weights.levels[comparison]?.[level] ?? 0;
    }
    return this.#sum();
  }

  /** The weights in the order of the spec, whatever was asked first: equal levels give equal odds to the last bit. */
  #sum(): number {
    let odds = this.#weights.prior;
    for (let comparison = 0; comparison < this.#levels.length; comparison++) {
      odds += this.#weights.levels[comparison]?.[this.#levels[comparison] ?? 0] ?? 0;
    }
    return odds;
  }

  #settle(comparison: number, level: number): void {
    this.#levels[comparison] = level;
    this.#settled += this.#weights.levels[comparison]?.[level] ?? 0;
  }

  #bestOf(comparison: number, reach: readonly number[]): number {
    let best = -Infinity;
    for (const level of reach) best = Math.max(best, this.#weights.levels[comparison]?.[level] ?? 0);
    return best;
  }
}
