import type { LinkageSpec } from '../spec/spec.ts';
import type { Weights } from '../model/weights.ts';
import { eachCandidate } from './candidates.ts';
import type { Found, MatchJob } from './jobs.ts';

/** Weighs each row of a segment against the rows that it shares a key with, and keeps the pairs above the floor. */
export function matchRows(spec: LinkageSpec, job: MatchJob): Found {
  const scorer = new Scorer(spec, job.weights, job.floor);
  const pairs = new Growing((size) => new Uint32Array(size));
  const kept = new Growing((size) => new Float64Array(size));
  let compared = 0;
  eachCandidate(spec, job, (left, leftAt, right, rightAt, passing, listed) => {
    compared++;
    const odds = scorer.odds(left, leftAt, right, rightAt);
    if (odds < job.floor) return;
    pairs.push(passing);
    pairs.push(listed);
    kept.push(odds);
  });
  return { pairs: pairs.taken(), odds: kept.taken(), compared };
}

/** Adds up the weights of a pair, and stops as soon as no agreement of the rest could lift it to the floor. */
export class Scorer {
  readonly #prior: number;
  readonly #levels: readonly Float64Array[];
  readonly #compare: readonly LinkageSpec['comparisons'][number]['compare'][];
  /** By position in the order: the most that the comparisons from there on can add. */
  readonly #hope: Float64Array;
  readonly #floor: number;

  constructor(spec: LinkageSpec, weights: Weights, floor: number) {
    this.#floor = floor;
    this.#prior = weights.prior;
    // Those that can decide the most come first.
    const spread = weights.levels.map((levels) => Math.max(...levels) - Math.min(...levels));
    const order = spread.map((_, index) => index).toSorted((a, b) => (spread[b] ?? 0) - (spread[a] ?? 0) || a - b);
    this.#compare = order.map((index) => spec.comparisons[index]?.compare ?? (() => 0));
    this.#levels = order.map((index) => weights.levels[index] ?? new Float64Array());
    this.#hope = new Float64Array(order.length + 1);
    for (let position = order.length - 1; position >= 0; position--) {
      const best = Math.max(...(this.#levels[position] ?? []));
      this.#hope[position] = (this.#hope[position + 1] ?? 0) + best;
    }
  }

  odds(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
    let odds = this.#prior;
    for (let position = 0; position < this.#compare.length; position++) {
      if (odds + (this.#hope[position] ?? 0) < this.#floor) return -Infinity;
      const level = this.#compare[position]?.(a, i, b, j) ?? 0;
      odds += this.#levels[position]?.[level] ?? 0;
    }
    return odds;
  }
}

/** A typed array that grows as it is filled. */
class Growing<A extends Uint32Array | Float64Array> {
  readonly #make: (size: number) => A;
  #array: A;
  #length = 0;

  constructor(make: (size: number) => A) {
    this.#make = make;
    this.#array = make(1024);
  }

  push(value: number): void {
    if (this.#length === this.#array.length) {
      const larger = this.#make(2 * this.#array.length);
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length++] = value;
  }

  taken(): A {
    return this.#array.slice(0, this.#length) as A;
  }
}
