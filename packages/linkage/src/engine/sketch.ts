import { hashPair } from '../spec/hash.ts';

/*
 * Counts of hashes in fixed memory: a hash is counted in the cell it falls into, together with the few others that fall
 * there too, so a count is never too low (one row of a count–min sketch, Cormode & Muthukrishnan 2005).
 */

/** Counts to the end, in words. Threads count at once; what comes out does not depend on who counts first. */
export class Sketch {
  readonly #cells: Uint32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.#cells = new Uint32Array(buffer);
  }

  /** Memory with a cell at least for each value expected. */
  static memory(values: number): SharedArrayBuffer {
    return new SharedArrayBuffer(Math.min(4 * cellsFor(values), LARGEST));
  }

  /** Counts a hash of a family; 0 is no hash. */
  add(family: number, hash: number): void {
    if (hash !== 0) Atomics.add(this.#cells, hashPair(family, hash) & (this.#cells.length - 1), 1);
  }

  /** How often a hash of a family was counted. */
  count(family: number, hash: number): number {
    return hash === 0 ? 0 : (this.#cells[hashPair(family, hash) & (this.#cells.length - 1)] ?? 0);
  }
}

/** Counts up to 255, in bytes, one of several of one size that share memory. One thread at a time may count in it. */
export class SmallSketch {
  readonly #cells: Uint8Array;
  readonly #family: number;

  constructor(buffer: SharedArrayBuffer, { index, of }: { readonly index: number; readonly of: number }) {
    const size = buffer.byteLength / of;
    this.#cells = new Uint8Array(buffer, index * size, size);
    this.#family = index + 1;
  }

  /** Memory for several, each with a cell at least for each value expected. */
  static memory(values: number, sketches: number): SharedArrayBuffer {
    const largest = 2 ** Math.floor(Math.log2(LARGEST / sketches));
    return new SharedArrayBuffer(sketches * Math.min(cellsFor(values), largest));
  }

  /** Counts a hash that is not 0. */
  add(hash: number): void {
    const cell = hashPair(this.#family, hash) & (this.#cells.length - 1);
    const counted = this.#cells[cell] ?? 0;
    if (counted < 255) this.#cells[cell] = counted + 1;
  }

  /** How often a hash was counted, 255 for more. */
  count(hash: number): number {
    return this.#cells[hashPair(this.#family, hash) & (this.#cells.length - 1)] ?? 0;
  }
}

const LARGEST = 2 ** 28;

/** A power of two, so that the low bits of a hash say its cell. */
function cellsFor(values: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(values, 4096)));
}
