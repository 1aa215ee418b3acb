import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import type { LevelsJob } from './jobs.ts';
import { RowReader } from './row-reader.ts';

/** The levels of pairs, one byte per comparison, pair after pair. */
export function levelsOfPairs(spec: LinkageSpec, { left, right, pairs }: LevelsJob): Uint8Array {
  const width = rowWidth(spec);
  const [lefts, rights] = [new RowReader(left, width), new RowReader(right, width)];
  const count = spec.comparisons.length;
  const levels = new Uint8Array((pairs.length / 2) * count);
  for (let pair = 0; pair < pairs.length / 2; pair++) {
    const [a, b] = [lefts.row(pairs[2 * pair] ?? 0), rights.row(pairs[2 * pair + 1] ?? 0)];
    for (const [index, comparison] of spec.comparisons.entries()) {
      levels[pair * count + index] = comparison.compare(a.words, a.at, b.words, b.at);
    }
  }
  return levels;
}
