import { hashPair } from '../spec/hash.ts';

/**
 * Counts of hashes in fixed memory: a hash is counted in the cell it falls into, together with the few others that fall
 * there too, so a count is never too low (one row of a count–min sketch, Cormode & Muthukrishnan 2005). Threads count at
 * once; what comes out does not depend on who counts first.
 */
export class Sketch {
  readonly #cells: Uint32Array | Uint8Array;
  readonly #mask: number;
  readonly #most: number;

  /** `most` is where counting stops: cells of one byte when it is small. */
  constructor(buffer: SharedArrayBuffer, most: number, { index, of } = { index: 0, of: 1 }) {
    this.#most = most;
    const cells = most <= MOST_OF_BYTE ? new Uint8Array(buffer) : new Uint32Array(buffer);
    const size = cells.length / of;
    this.#cells = cells.subarray(index * size, (index + 1) * size);
    this.#mask = size - 1;
  }

  /** Memory for a sketch, or several of one size, with a cell at least for each value expected. */
  static memory(values: number, most: number, sketches = 1): SharedArrayBuffer {
    const cells = 2 ** Math.ceil(Math.log2(Math.max(values, 4096)));
    const largest = 2 ** Math.floor(Math.log2(LARGEST / sketches));
    const bytes = most <= MOST_OF_BYTE ? cells : 4 * cells;
    return new SharedArrayBuffer(sketches * Math.min(bytes, largest));
  }

  /** Counts a hash of a family; 0 is no hash. */
  add(family: number, hash: number): void {
    if (hash === 0) return;
    const cell = hashPair(family, hash) & this.#mask;
    // Beyond the most that matters only a thread or two more are counted, so a byte never overflows.
    if ((this.#cells[cell] ?? 0) < this.#most) Atomics.add(this.#cells, cell, 1);
  }

  /** The same where no other thread counts in this sketch: a good deal faster. */
  addAlone(family: number, hash: number): void {
    if (hash === 0) return;
    const cell = hashPair(family, hash) & this.#mask;
    const counted = this.#cells[cell] ?? 0;
    if (counted < this.#most) this.#cells[cell] = counted + 1;
  }

  /** How often a hash of a family was counted, or `most` when that is less. */
  count(family: number, hash: number): number {
    return hash === 0 ? 0 : Math.min(this.#most, this.#cells[hashPair(family, hash) & this.#mask] ?? 0);
  }
}

/** 255 less the threads that may count at the same moment. */
const MOST_OF_BYTE = 190;
const LARGEST = 2 ** 28;
