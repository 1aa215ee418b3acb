import type { IdsJob, IdsResult } from './jobs.ts';
import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import { IdTable } from './id-table.ts';
import { orderedBy, positions } from './order.ts';
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
  for (let at = 0, end = 0; at < order.length; at = end) {
    end = endOfRun(ids, order, at);
    for (let index = at; index < end; index++) ranks[order[index] ?? 0] = at;
    if (end === at + 1) continue;
    const run = [...order.subarray(at, end)];
    const same = run.every((row) => saySame(reader, run[0] ?? row, row, spec.width));
    for (const row of same ? laterLines(segments, run) : run) bury(segments, row);
    if (same) repeats += run.length - 1;
    else {
      rejected += run.length;
      if (examples.length < EXAMPLES)
        examples.push({ id: ids.text(run[0] ?? 0), lines: linesOf(segments, run).slice(0, 5) });
    }
  }
  return { ranks: ranks.buffer, repeats, rejected, examples };
}

/** Row numbers in the order of their ids' bytes. */
function sortedRows(segments: readonly Segment[], ids: IdTable): Uint32Array {
  const rows = rowNumbers(segments);
  const lengths = rows.map((row) => ids.length(row));
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest > LONGEST_SORTED) return rows.sort((a, b) => Buffer.compare(ids.bytes(a), ids.bytes(b)));
  // From the last bytes to the first, four at a time; where all are 0 or missing, the shorter id comes first.
  let order = orderedBy(lengths, positions(rows.length));
  for (let byte = 4 * Math.floor((longest - 1) / 4); byte >= 0; byte -= 4) {
    const words = rows.map((row) => ids.word(row, byte));
    order = orderedBy(words, order);
  }
  return order.map((position) => rows[position] ?? 0);
}

function rowNumbers(segments: readonly Segment[]): Uint32Array {
  const rows = new Uint32Array(segments.reduce((sum, segment) => sum + segment.rows, 0));
  let at = 0;
  for (const [index, segment] of segments.entries()) {
    for (let row = 0; row < segment.rows; row++) rows[at++] = index * SEGMENT_ROWS + row;
  }
  return rows;
}

/** Where the rows from `at` on end that have one id. */
function endOfRun(ids: IdTable, order: Uint32Array, at: number): number {
  let end = at + 1;
  while (end < order.length && ids.same(order[at] ?? 0, order[end] ?? 0)) end++;
  return end;
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
