import { SEGMENT_ROWS, type Segment } from './segment.ts';

/** The ids of a register's rows, by row number. */
export class IdTable {
  readonly #bytes: readonly Uint8Array[];
  readonly #ends: readonly Uint32Array[];

  constructor(segments: readonly Segment[]) {
    this.#bytes = segments.map(({ ids }) => new Uint8Array(ids));
    this.#ends = segments.map(({ idEnds }) => new Uint32Array(idEnds));
  }

  length(row: number): number {
    const ends = this.#ends[Math.floor(row / SEGMENT_ROWS)];
    const index = row % SEGMENT_ROWS;
    return (ends?.[index] ?? 0) - (index === 0 ? 0 : (ends?.[index - 1] ?? 0));
  }

  /** Four bytes of an id from `at` on as one number, the first counting most; 0 for those behind its end. */
  word(row: number, at: number): number {
    const segment = Math.floor(row / SEGMENT_ROWS);
    const [bytes, ends] = [this.#bytes[segment], this.#ends[segment]];
    const index = row % SEGMENT_ROWS;
    const start = (index === 0 ? 0 : (ends?.[index - 1] ?? 0)) + at;
    const end = Math.min(start + 4, ends?.[index] ?? 0);
    let word = 0;
    for (let byte = start; byte < start + 4; byte++) word = (word << 8) | (byte < end ? (bytes?.[byte] ?? 0) : 0);
    return word >>> 0;
  }

  bytes(row: number): Uint8Array {
    const segment = Math.floor(row / SEGMENT_ROWS);
    const ends = this.#ends[segment];
    const index = row % SEGMENT_ROWS;
    return this.#bytes[segment]?.subarray(index === 0 ? 0 : ends?.[index - 1], ends?.[index]) ?? new Uint8Array();
  }

  text(row: number): string {
    // A view of shared memory cannot be decoded; a copy can.
    return Buffer.from(this.bytes(row)).toString('utf8');
  }

  same(row: number, other: number): boolean {
    if (this.length(row) !== this.length(other)) return false;
    for (let at = 0; at < this.length(row); at += 4) if (this.word(row, at) !== this.word(other, at)) return false;
    return true;
  }
}
