import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PairScorer } from '@jianjia/linkage';
import { type ComparedEntity, employerRecord, ENCODER, KEY_RULES, PER_PREFECTURE } from './comparing.ts';

/** Rows that are kept in memory; further ones lie in a file. */
const IN_MEMORY = 100_000;
const FIRST = 1000;
const WIDTH = ENCODER.width;
const ROW_BYTES = WIDTH * 4;

/**
 * Entities as packages/linkage compares them, by number, each read once: taking a name apart costs more than all its comparisons.
 * Memory is bounded; what it does not hold lies in a temporary file, which `close` takes away.
 */
export class EncodedRows {
  readonly #inMemory: number;
  /** Rows by number; behind them two that come from the file. */
  #words: Uint32Array;
  #rows: number;
  #count = 0;
  #file: { readonly folder: string; readonly descriptor: number } | null = null;

  constructor(inMemory = IN_MEMORY) {
    this.#inMemory = inMemory;
    this.#rows = Math.min(FIRST, inMemory);
    this.#words = new Uint32Array((this.#rows + 2) * WIDTH);
  }

  /** @returns the number of the row: how many there were before */
  add(entity: ComparedEntity): number {
    const number = this.#count++;
    if (number < this.#inMemory) {
      this.#grow(number);
      ENCODER.encode(employerRecord(entity), this.#words, number * WIDTH);
      return number;
    }
    const at = this.#rows * WIDTH;
    ENCODER.encode(employerRecord(entity), this.#words, at);
    writeSync(this.#opened(), this.#words, at * 4, ROW_BYTES, this.#position(number));
    return number;
  }

  /** Entities that share one of these may be one employer: rule, prefecture and hash in one number below 2^53. */
  keysOf(number: number, division: string): readonly string[] {
    const at = this.#place(number, 0);
    const prefecture = Number(division.slice(0, 4).padEnd(4, '0')) % PER_PREFECTURE;
    const keys = KEY_RULES.flatMap(({ index, key }) => {
      const hash = key(this.#words, at, 'left') >>> 0;
      return hash === 0 ? [] : [String((index * PER_PREFECTURE + prefecture) * 2 ** 32 + hash)];
    });
    return [...new Set(keys)];
  }

  /** How likely two entities are one employer, by a model and nothing but the two. */
  probabilityOf(scorer: PairScorer, one: number, other: number): number {
    return scorer.probability(this.#words, this.#place(one, 0), this.#place(other, 1));
  }

  close(): void {
    if (!this.#file) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.folder, { recursive: true, force: true });
    this.#file = null;
  }

  #grow(number: number): void {
    if (number < this.#rows) return;
    this.#rows = Math.min(2 * this.#rows, this.#inMemory);
    const larger = new Uint32Array((this.#rows + 2) * WIDTH);
    larger.set(this.#words.subarray(0, number * WIDTH));
    this.#words = larger;
  }

  /** Where a row lies in `#words`; one from the file comes to the first or second place behind the others. */
  #place(number: number, spare: 0 | 1): number {
    if (number < this.#inMemory) return number * WIDTH;
    const at = (this.#rows + spare) * WIDTH;
    readSync(this.#opened(), this.#words, at * 4, ROW_BYTES, this.#position(number));
    return at;
  }

  #position(number: number): number {
    return (number - this.#inMemory) * ROW_BYTES;
  }

  #opened(): number {
    if (!this.#file) {
      const folder = mkdtempSync(join(tmpdir(), 'jianjia-census-'));
      this.#file = { folder, descriptor: openSync(join(folder, 'rows'), 'wx+', 0o600) };
    }
    return this.#file.descriptor;
  }
}
