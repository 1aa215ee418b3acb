import { join } from 'node:path';
import type { EmployerRecord } from '../record.ts';
import { rowWidth, type LinkageSpec, type Side } from '../spec/spec.ts';
import { keepWords, SEGMENT_ROWS, type Segment } from './segment.ts';

const UTF8 = new TextEncoder();

/**
 * Encodes records one by one into segments, with the broadest key of each rule; `folder` is where they are spilled, null
 * to keep them in memory.
 */
export class SegmentWriter {
  readonly #spec: LinkageSpec;
  readonly #side: Side;
  readonly #width: number;
  readonly #folder: string | null;
  readonly #name: string;
  readonly #segments: Segment[] = [];
  #words: Uint32Array;
  /** By rule, and of the kin. */
  readonly #keys: readonly Uint32Array[];
  #rows = 0;
  #ids = new Uint8Array(SEGMENT_ROWS * 16);
  #idLength = 0;
  #idEnds = new Uint32Array(SEGMENT_ROWS);
  #lines = new Uint32Array(SEGMENT_ROWS);

  constructor(spec: LinkageSpec, side: Side, folder: string | null, name: string) {
    this.#spec = spec;
    this.#side = side;
    this.#width = rowWidth(spec);
    this.#folder = folder;
    this.#name = name;
    this.#words = this.#newWords();
    this.#keys = Array.from({ length: spec.rules.length + 1 }, () => new Uint32Array(SEGMENT_ROWS));
  }

  add(record: EmployerRecord, line: number): void {
    if (this.#rows === SEGMENT_ROWS) this.#close();
    this.#spec.encode(record, this.#words, this.#rows * this.#width);
    this.#putKeys();
    this.#putId(record.id);
    this.#idEnds[this.#rows] = this.#idLength;
    this.#lines[this.#rows] = line;
    this.#rows++;
  }

  finish(): readonly Segment[] {
    if (this.#rows > 0) this.#close();
    return this.#segments;
  }

  #newWords(): Uint32Array {
    return new Uint32Array(new SharedArrayBuffer(SEGMENT_ROWS * this.#width * 4));
  }

  /** Now that the row is at hand; keys need what it says only, not what others say. */
  #putKeys(): void {
    const at = this.#rows * this.#width;
    const { rules, kin } = this.#spec;
    for (let rule = 0; rule < rules.length; rule++) {
      const keys = this.#keys[rule];
      if (keys !== undefined) keys[this.#rows] = rules[rule]?.keys[0]?.(this.#words, at, this.#side) ?? 0;
    }
    const kins = this.#keys[rules.length];
    if (kins !== undefined) kins[this.#rows] = kin?.(this.#words, at) ?? 0;
  }

  #putId(id: string): void {
    if (this.#ids.length - this.#idLength < id.length * 3) {
      const larger = new Uint8Array(2 * this.#ids.length + id.length * 3);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    if (!this.#putAscii(id)) this.#idLength += UTF8.encodeInto(id, this.#ids.subarray(this.#idLength)).written;
  }

  /** Writes an id of ASCII characters, as nearly all are: a call and a view less for each row. False for any other. */
  #putAscii(id: string): boolean {
    for (let index = 0; index < id.length; index++) {
      const unit = id.charCodeAt(index);
      if (unit > 0x7f) return false;
      this.#ids[this.#idLength + index] = unit;
    }
    this.#idLength += id.length;
    return true;
  }

  #close(): void {
    const rows = this.#rows;
    const words = this.#words.subarray(0, rows * this.#width);
    const file = this.#folder === null ? null : join(this.#folder, `${this.#name}-${this.#segments.length}`);
    const segment: Segment = {
      rows,
      words: file === null ? (words.buffer as SharedArrayBuffer) : null,
      file,
      keys: columns(this.#keys, rows),
      alive: shared(new Uint8Array(rows).fill(1)),
      ids: shared(this.#ids.subarray(0, this.#idLength)),
      idEnds: shared(this.#idEnds.subarray(0, rows)),
      lines: shared(this.#lines.subarray(0, rows)),
    };
    keepWords(segment, words);
    this.#segments.push(segment);
    // Spilled rows leave their memory to the next segment; those that stay keep it.
    this.#words = file === null ? this.#newWords() : this.#words.fill(0);
    this.#rows = 0;
    this.#idLength = 0;
  }
}

/** The first rows of some columns, one column behind the other. */
function columns(keys: readonly Uint32Array[], rows: number): SharedArrayBuffer {
  const all = new Uint32Array(new SharedArrayBuffer(keys.length * rows * 4));
  for (const [index, column] of keys.entries()) all.set(column.subarray(0, rows), index * rows);
  return all.buffer;
}

function shared(from: Uint8Array | Uint32Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(from.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  return buffer;
}
