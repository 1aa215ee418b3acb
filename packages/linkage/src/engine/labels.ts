import { hashPair } from '../spec/hash.ts';

/** Pairs of row numbers that somebody judged, in shared memory: a table with open addressing. */
export class Labels {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Uint32Array;
  readonly #mask: number;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#cells = new Uint32Array(buffer);
    this.#mask = this.#cells.length / 4 - 1;
  }

  static sized(pairs: number): Labels {
    return new Labels(new SharedArrayBuffer(16 * 2 ** Math.ceil(Math.log2(2 * pairs + 16))));
  }

  set(left: number, right: number, match: boolean): void {
    const cell = this.#find(left, right);
    this.#cells.set([left + 1, right, match ? 1 : 0], cell);
  }

  /** 1 one employer, 0 two, null not judged. */
  get(left: number, right: number): 0 | 1 | null {
    const cell = this.#find(left, right);
    if (this.#cells[cell] === 0) return null;
    return this.#cells[cell + 2] === 1 ? 1 : 0;
  }

  #find(left: number, right: number): number {
    let slot = hashPair(left + 1, right + 1) & this.#mask;
    for (;;) {
      const cell = 4 * slot;
      const key = this.#cells[cell];
      if (key === 0 || (key === left + 1 && this.#cells[cell + 1] === right)) return cell;
      slot = (slot + 1) & this.#mask;
    }
  }
}
