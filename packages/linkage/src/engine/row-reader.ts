import type { Place } from '../spec/spec.ts';
import { SEGMENT_ROWS, wordsOf, type Segment } from './segment.ts';

/** Spilled segments that a thread holds at once. */
const HELD = 16;

/** Rows by their number, from memory or from file. */
export class RowReader {
  readonly #segments: readonly Segment[];
  readonly #width: number;
  readonly #held = new Map<number, Uint32Array>();

  constructor(segments: readonly Segment[], width: number) {
    this.#segments = segments;
    this.#width = width;
  }

  row(number: number): Place {
    const index = Math.floor(number / SEGMENT_ROWS);
    return { words: this.#words(index), at: (number % SEGMENT_ROWS) * this.#width };
  }

  #words(index: number): Uint32Array {
    const known = this.#held.get(index);
    if (known !== undefined) return known;
    const segment = this.#segments[index];
    if (segment === undefined) throw new Error(`there is no segment ${index}`);
    if (segment.words === null && this.#held.size >= HELD) this.#held.clear();
    const words = wordsOf(segment, this.#width);
    this.#held.set(index, words);
    return words;
  }
}
