import type { LinkageSpec } from '../spec/spec.ts';
import type { Pattern } from './em.ts';

/** Numbers sent per pattern. */
const WIDTH = 5;

/** Patterns of levels as numbers, to count them by: the levels are the digits, each to the base of its comparison. */
export class PatternCounts {
  readonly #bases: readonly number[];
  readonly #counts = new Map<number, { count: number; unanchored: number; matches: number; others: number }>();

  constructor(spec: LinkageSpec) {
    this.#bases = spec.comparisons.map(({ levels }) => levels.length);
    const patterns = this.#bases.reduce((product, base) => product * base, 1);
    if (patterns > Number.MAX_SAFE_INTEGER) throw new Error('more patterns of levels than numbers');
  }

  /** The number of a pattern. */
  static number(bases: readonly number[], levels: readonly number[]): number {
    return levels.reduce((number, level, index) => number * (bases[index] ?? 1) + level, 0);
  }

  /** Counts a pair; `label` is 1 where people found it to be one employer, 0 where they did not, null where none looked. */
  add(levels: readonly number[], label: 0 | 1 | null, meetsUnanchored = true, amount = 1): void {
    const number = PatternCounts.number(this.#bases, levels);
    let counted = this.#counts.get(number);
    if (counted === undefined) this.#counts.set(number, (counted = { count: 0, unanchored: 0, matches: 0, others: 0 }));
    counted.count += amount;
    if (meetsUnanchored) counted.unanchored += amount;
    if (label === 1) counted.matches += amount;
    else if (label === 0) counted.others += amount;
  }

  /** Adds what another has counted, as sent from a thread. */
  merge(numbers: Float64Array): void {
    for (let at = 0; at < numbers.length; at += WIDTH) {
      const [number = 0, count = 0, unanchored = 0, matches = 0, others = 0] = numbers.subarray(at, at + WIDTH);
      const counted = this.#counts.get(number) ?? { count: 0, unanchored: 0, matches: 0, others: 0 };
      this.#counts.set(number, {
        count: counted.count + count,
        unanchored: counted.unanchored + unanchored,
        matches: counted.matches + matches,
        others: counted.others + others,
      });
    }
  }

  /** Per pattern: its number, pairs, those of them that met by a rule not of the anchor, matches, others. */
  toNumbers(): Float64Array {
    const numbers = new Float64Array(WIDTH * this.#counts.size);
    let at = 0;
    for (const [number, { count, unanchored, matches, others }] of this.#counts) {
      numbers.set([number, count, unanchored, matches, others], at);
      at += WIDTH;
    }
    return numbers;
  }

  patterns(): readonly Pattern[] {
    return [...this.#counts].map(([number, counted]) => ({ levels: this.#levels(number), ...counted }));
  }

  #levels(number: number): readonly number[] {
    const levels: number[] = [];
    let rest = number;
    for (let index = this.#bases.length - 1; index >= 0; index--) {
      const base = this.#bases[index] ?? 1;
      levels[index] = rest % base;
      rest = Math.floor(rest / base);
    }
    return levels;
  }
}
