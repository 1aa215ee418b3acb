import { kinAt, rowWidth, type LinkageSpec } from '../spec/spec.ts';
import type { Meeting } from './jobs.ts';
import { withKin } from './postings.ts';
import { SEGMENT_BITS, SEGMENT_ROWS, wordsOf } from './segment.ts';

/** Takes a pair: its left row, its right row, and the numbers of the row that passed and of the listed one. */
export type OnCandidate = (
  left: Uint32Array,
  leftAt: number,
  right: Uint32Array,
  rightAt: number,
  passing: number,
  listed: number,
) => void;

interface OpenPostings {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  readonly mask: number;
}

/** Brings each row that passes together with every listed row that shares a key with it, once. */
export function eachCandidate(spec: LinkageSpec, meeting: Meeting, visit: OnCandidate): void {
  const width = rowWidth(spec);
  const words = wordsOf(meeting.passing, width);
  const alive = new Uint8Array(meeting.passing.alive);
  const finder = new Finder(spec, meeting, words, visit);
  for (let row = 0; row < meeting.passing.rows; row++) if (alive[row] === 1) finder.find(row);
}

class Finder {
  readonly #width: number;
  readonly #keysAt: number;
  readonly #kinAt: number;
  readonly #words: Uint32Array;
  readonly #listed: readonly Uint32Array[];
  readonly #postings: readonly OpenPostings[];
  readonly #visit: OnCandidate;
  readonly #swapped: boolean;
  readonly #kin: boolean;
  /** By listed row: the last row it met, and one more. Most rows meet by several rules and are held together once. */
  readonly #met: Uint32Array;
  /** Of the row that passes: its keys by rule, and where their buckets begin and end. */
  readonly #keys: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  /** The rows it met, so many of them. */
  #found: Uint32Array = new Uint32Array(1024);
  #count = 0;

  constructor(spec: LinkageSpec, meeting: Meeting, words: Uint32Array, visit: OnCandidate) {
    this.#width = rowWidth(spec);
    this.#keysAt = spec.width;
    this.#kinAt = kinAt(spec);
    this.#words = words;
    this.#listed = meeting.listed.map((segment) => wordsOf(segment, this.#width));
    this.#postings = meeting.postings.map(({ starts, entries }) => {
      const opened = new Uint32Array(starts);
      return { starts: opened, entries: new Uint32Array(entries), mask: opened.length - 2 };
    });
    this.#visit = visit;
    this.#swapped = meeting.swapped;
    this.#kin = meeting.kin;
    this.#met = new Uint32Array(meeting.listed.length * SEGMENT_ROWS);
    this.#keys = new Uint32Array(this.#postings.length);
    this.#starts = new Uint32Array(this.#postings.length);
    this.#ends = new Uint32Array(this.#postings.length);
  }

  /**
   * All that a row needs of memory is asked for before it is used, the buckets of all rules at once and then the rows met:
   * in tables this large every look waits for memory, and looks that do not wait for one another wait together.
   */
  find(row: number): void {
    const at = row * this.#width;
    const kin = this.#kin ? (this.#words[at + this.#kinAt] ?? 0) : 0;
    const [keys, starts, ends] = [this.#keys, this.#starts, this.#ends];
    for (let rule = 0; rule < this.#postings.length; rule++) {
      const key = withKin(this.#words[at + this.#keysAt + rule] ?? 0, kin);
      const postings = this.#postings[rule];
      keys[rule] = key;
      if (postings === undefined) continue;
      const bucket = key & postings.mask;
      starts[rule] = key === 0 ? 0 : (postings.starts[bucket] ?? 0);
      ends[rule] = key === 0 ? 0 : (postings.starts[bucket + 1] ?? 0);
    }
    this.#count = 0;
    for (let rule = 0; rule < this.#postings.length; rule++) {
      const postings = this.#postings[rule];
      if (postings !== undefined)
        this.#meet(row + 1, keys[rule] ?? 0, postings.entries, starts[rule] ?? 0, ends[rule] ?? 0);
    }
    this.#visitAll(row, at);
  }

  /** Notes the rows of one bucket that share the key and were not met yet. */
  #meet(mark: number, key: number, entries: Uint32Array, start: number, end: number): void {
    for (let entry = start; entry < end; entry++) {
      if (entries[2 * entry] !== key) continue;
      const number = entries[2 * entry + 1] ?? 0;
      if (this.#met[number] === mark) continue;
      this.#met[number] = mark;
      if (this.#count === this.#found.length) this.#found = grown(this.#found);
      this.#found[this.#count++] = number;
    }
  }

  #visitAll(row: number, at: number): void {
    for (let index = 0; index < this.#count; index++) {
      const number = this.#found[index] ?? 0;
      const other = this.#listed[number >>> SEGMENT_BITS] ?? this.#words;
      const otherAt = (number & (SEGMENT_ROWS - 1)) * this.#width;
      if (this.#swapped) this.#visit(other, otherAt, this.#words, at, row, number);
      else this.#visit(this.#words, at, other, otherAt, row, number);
    }
  }
}

function grown(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
