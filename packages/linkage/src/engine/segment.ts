import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Rows of a segment; a row's number is its segment's times this, plus its place in it. */
export const SEGMENT_BITS = 14;
export const SEGMENT_ROWS = 1 << SEGMENT_BITS;

/** Rows encoded, in shared memory or spilled to a file, with their ids beside them. */
export interface Segment {
  readonly rows: number;
  /** Null while the rows are in the file. */
  readonly words: SharedArrayBuffer | null;
  /** Where the rows are kept when they are not in memory. */
  readonly file: string | null;
  /**
   * The keys by which rows meet, columns by rule with a word for each row (0 none), and a column of the rows' kin behind
   * them. They are made and looked up one rule after the other, which columns are read fastest for.
   */
  readonly keys: SharedArrayBuffer;
  /** One byte per row: 0 when the row was taken out again. */
  readonly alive: SharedArrayBuffer;
  /** The ids, UTF-8, one after the other. */
  readonly ids: SharedArrayBuffer;
  /** Where each id ends. */
  readonly idEnds: SharedArrayBuffer;
  /** The line each row stands in. */
  readonly lines: SharedArrayBuffer;
}

/** The rows of a segment: those in memory, or a copy read from its file. */
export function wordsOf(segment: Segment, width: number): Uint32Array {
  if (segment.words !== null) return new Uint32Array(segment.words);
  const words = new Uint32Array(new SharedArrayBuffer(segment.rows * width * 4));
  readWords(segment, words);
  return words;
}

/** The keys of a segment's rows by one rule; by the number of rules, their kin. */
export function keysOf({ keys, rows }: Segment, rule: number): Uint32Array {
  return new Uint32Array(keys, rule * rows * 4, rows);
}

/** Reads the spilled rows of a segment. */
export function readWords({ file }: Segment, words: Uint32Array): void {
  if (file === null) throw new Error('a segment has neither memory nor file');
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  const handle = openSync(file, 'r');
  try {
    for (let at = 0; at < bytes.length;) {
      const read = readSync(handle, bytes, at, bytes.length - at, at);
      if (read === 0) throw new Error(`${file} ends early`);
      at += read;
    }
  } finally {
    closeSync(handle);
  }
}

/** Keeps the rows in the segment's file, where it has one. */
export function keepWords({ file }: Segment, words: Uint32Array): void {
  if (file === null) return;
  const handle = openSync(file, 'w');
  try {
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, at);
  } finally {
    closeSync(handle);
  }
}
