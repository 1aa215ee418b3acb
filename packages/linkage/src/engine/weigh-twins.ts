import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import type { TwinJob } from './jobs.ts';
import { Scorer } from './matching.ts';
import { RowReader } from './row-reader.ts';

/** Which of the pairs of rows of one register are one employer. */
export function weighTwins(spec: LinkageSpec, { segments, rows, weights, floor }: TwinJob): Uint32Array {
  const width = rowWidth(spec);
  const scorer = new Scorer(spec, weights, floor);
  const reader = new RowReader(segments, width);
  const found: number[] = [];
  for (let at = 0; at < rows.length; at += 2) {
    const [first = 0, second = 0] = [rows[at], rows[at + 1]];
    const [a, b] = [reader.row(first), reader.row(second)];
    if (scorer.odds(a.words, a.at, b.words, b.at) >= floor) found.push(first, second);
  }
  return Uint32Array.from(found);
}
