import type { LinkageSpec } from '../spec/spec.ts';
import type { Meeting } from './jobs.ts';
import { withKin } from './postings.ts';
import { keysOf, SEGMENT_ROWS } from './segment.ts';

interface OpenPostings {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  readonly mask: number;
}

/** Brings each row that passes together with every listed row that shares a key with it, once. */
export class Finder {
  /** The listed rows that the last row met, so many of them as `find` has said. */
  met: Uint32Array = new Uint32Array(1024);
  readonly #postings: readonly OpenPostings[];
  /** Of the rows that pass: their keys by rule, and their kin where it matters. */
  readonly #columns: readonly Uint32Array[];
  readonly #kins: Uint32Array | null;
  /** By listed row: the last row it met, and one more. Most rows meet by several rules and are held together once. */
  readonly #last: Uint32Array;
  /** Of the row that passes: its keys by rule, and where their buckets begin and end. */
  readonly #keys: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  #count = 0;

  constructor(spec: LinkageSpec, meeting: Meeting) {
    this.#postings = meeting.postings.map(({ starts, entries }) => {
      const opened = new Uint32Array(starts);
      return { starts: opened, entries: new Uint32Array(entries), mask: opened.length - 2 };
    });
    this.#columns = spec.rules.map((_, rule) => keysOf(meeting.passing, rule));
    this.#kins = meeting.kin ? keysOf(meeting.passing, spec.rules.length) : null;
    this.#last = new Uint32Array(meeting.listed.length * SEGMENT_ROWS);
    this.#keys = new Uint32Array(this.#postings.length);
    this.#starts = new Uint32Array(this.#postings.length);
    this.#ends = new Uint32Array(this.#postings.length);
  }

  /**
   * Finds the listed rows that the row `row` of those that pass meets; returns how many. The buckets of all rules are looked
   * for before one is used: in tables this large every look waits for memory, and looks that do not wait for one another
   * wait together.
   */
  find(row: number): number {
    const kin = this.#kins?.[row] ?? 0;
    const [keys, starts, ends] = [this.#keys, this.#starts, this.#ends];
    for (let rule = 0; rule < this.#postings.length; rule++) {
      const key = withKin(this.#columns[rule]?.[row] ?? 0, kin);
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
    return this.#count;
  }

  /** Notes the rows of one bucket that share the key and were not met yet. */
  #meet(mark: number, key: number, entries: Uint32Array, start: number, end: number): void {
    for (let entry = start; entry < end; entry++) {
      if (entries[2 * entry] !== key) continue;
      const number = entries[2 * entry + 1] ?? 0;
      if (this.#last[number] === mark) continue;
      this.#last[number] = mark;
      if (this.#count === this.met.length) this.met = grown(this.met);
      this.met[this.#count++] = number;
    }
  }
}

function grown(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
