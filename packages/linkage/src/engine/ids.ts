import type { IdsJob, IdsResult } from './jobs.ts';
import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import { IdTable } from './id-table.ts';
import { RowReader } from './row-reader.ts';
import { SEGMENT_ROWS, type Segment } from './segment.ts';

/** Ids longer than this are compared instead of sorted byte by byte. */
const LONGEST_SORTED = 40;
/** Repeated ids that are told one by one. */
const EXAMPLES = 20;

/**
 * Ranks the rows of a register by their ids and finds the ids that occur twice. Rows of one id that say the same are one
 * row; rows that say different things are all taken out, for nobody can know which is meant.
 */
export function rankRows(spec: LinkageSpec, { segments }: IdsJob): IdsResult {
  const reader = new RowReader(segments, rowWidth(spec));
  const ids = new IdTable(segments);
  const order = sortedRows(segments, ids);
  const ranks = new Uint32Array(new SharedArrayBuffer(segments.length * SEGMENT_ROWS * 4));
  const examples: { readonly id: string; readonly lines: readonly number[] }[] = [];
  let [repeats, rejected] = [0, 0];
  for (let at = 0; at < order.length;) {
    const run = runOf(ids, order, at);
    for (const row of run) ranks[row] = at;
    if (run.length > 1) {
      const same = run.every((row) => saySame(reader, run[0] ?? row, row, spec.width));
      for (const row of same ? laterLines(segments, run) : run) bury(segments, row);
      if (same) repeats += run.length - 1;
      else {
        rejected += run.length;
        if (examples.length < EXAMPLES)
          examples.push({ id: ids.text(run[0] ?? 0), lines: linesOf(segments, run).slice(0, 5) });
      }
    }
    at += run.length;
  }
  return { ranks: ranks.buffer, repeats, rejected, examples };
}

/** Row numbers in the order of their ids' bytes. */
function sortedRows(segments: readonly Segment[], ids: IdTable): Uint32Array {
  const total = segments.reduce((sum, { rows }) => sum + rows, 0);
  let rows = new Uint32Array(total);
  let [at, longest] = [0, 0];
  for (const [index, segment] of segments.entries()) {
    for (let row = 0; row < segment.rows; row++) {
      rows[at++] = index * SEGMENT_ROWS + row;
      longest = Math.max(longest, ids.length(index * SEGMENT_ROWS + row));
    }
  }
  if (longest > LONGEST_SORTED) {
    return rows.sort((a, b) => Buffer.compare(ids.bytes(a), ids.bytes(b)));
  }
  let spare = new Uint32Array(total);
  for (let byte = longest - 1; byte >= 0; byte--) {
    if (sortByByte(ids, rows, spare, byte)) [rows, spare] = [spare, rows];
  }
  return rows;
}

/** One pass of a radix sort; false when all rows agree and nothing was moved. A missing byte comes before any. */
function sortByByte(ids: IdTable, from: Uint32Array, to: Uint32Array, byte: number): boolean {
  const keys = new Uint16Array(from.length);
  const starts = new Uint32Array(258);
  for (let at = 0; at < from.length; at++) {
    const key = ids.byte(from[at] ?? 0, byte) + 1;
    keys[at] = key;
    starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  }
  if (starts.includes(from.length)) return false;
  for (let key = 1; key < starts.length; key++) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  for (let at = 0; at < from.length; at++) {
    const key = keys[at] ?? 0;
    const place = starts[key] ?? 0;
    starts[key] = place + 1;
    to[place] = from[at] ?? 0;
  }
  return true;
}

/** The rows from `at` on that have one id. */
function runOf(ids: IdTable, order: Uint32Array, at: number): readonly number[] {
  const run = [order[at] ?? 0];
  for (let next = at + 1; next < order.length && ids.same(order[at] ?? 0, order[next] ?? 0); next++) {
    run.push(order[next] ?? 0);
  }
  return run;
}

/** Whether two rows are the same once they are encoded: to linkage they are. */
function saySame(reader: RowReader, row: number, other: number, words: number): boolean {
  const [a, b] = [reader.row(row), reader.row(other)];
  for (let word = 0; word < words; word++) if (a.words[a.at + word] !== b.words[b.at + word]) return false;
  return true;
}

function lineOf(segments: readonly Segment[], row: number): number {
  const segment = segments[Math.floor(row / SEGMENT_ROWS)];
  return segment === undefined ? 0 : (new Uint32Array(segment.lines)[row % SEGMENT_ROWS] ?? 0);
}

function laterLines(segments: readonly Segment[], run: readonly number[]): readonly number[] {
  return run.toSorted((a, b) => lineOf(segments, a) - lineOf(segments, b)).slice(1);
}

function bury(segments: readonly Segment[], row: number): void {
  const segment = segments[Math.floor(row / SEGMENT_ROWS)];
  if (segment !== undefined) new Uint8Array(segment.alive)[row % SEGMENT_ROWS] = 0;
}

function linesOf(segments: readonly Segment[], run: readonly number[]): readonly number[] {
  return run.map((row) => lineOf(segments, row)).toSorted((a, b) => a - b);
}
