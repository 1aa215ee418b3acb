import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import { Finder } from './candidates.ts';
import { Growing } from './growing.ts';
import type { Found, MatchJob } from './jobs.ts';
import { Scorer } from './scorer.ts';
import { SEGMENT_BITS, SEGMENT_ROWS, wordsOf } from './segment.ts';

/** Weighs each row of a segment against the rows that it shares a key with, and keeps the pairs above the floor. */
export function matchRows(spec: LinkageSpec, job: MatchJob): Found {
  const width = rowWidth(spec);
  const finder = new Finder(spec, job);
  const scorer = new Scorer(spec, job.weights, job.floor);
  const [words, alive] = [wordsOf(job.passing, width), new Uint8Array(job.passing.alive)];
  const listed = job.listed.map((segment) => wordsOf(segment, width));
  const pairs = new Growing((size) => new Uint32Array(size));
  const kept = new Growing((size) => new Float64Array(size));
  let compared = 0;
  for (let row = 0; row < job.passing.rows; row++) {
    if (alive[row] !== 1) continue;
    const count = finder.find(row);
    if (count === 0) continue;
    compared += count;
    askFor(listed, finder.met, count, width);
    scorer.hold(words, row * width);
    for (let index = 0; index < count; index++) {
      const other = finder.met[index] ?? 0;
      const segment = listed[other >>> SEGMENT_BITS] ?? words;
      const odds = scorer.odds(segment, (other & (SEGMENT_ROWS - 1)) * width, job.swapped);
      if (odds < job.floor) continue;
      pairs.push(row);
      pairs.push(other);
      kept.push(odds);
    }
  }
  return { pairs: pairs.taken(), odds: kept.taken(), compared };
}

/** Where what is read for its own sake goes, so that no compiler leaves it out. */
const read = new Uint32Array(1);
/** The second of the parts that memory gives a row in, in words: see the order of `employers/layout.ts`. */
const SECOND = 20;

/**
 * Reads the beginnings of the rows met. They lie far apart, and memory takes longer to give them than comparing takes; reads
 * that do not wait for one another wait together, and the comparisons afterwards find the rows at hand.
 */
function askFor(listed: readonly Uint32Array[], met: Uint32Array, count: number, width: number): void {
  for (let index = 0; index < count; index++) {
    const other = met[index] ?? 0;
    const segment = listed[other >>> SEGMENT_BITS];
    const at = (other & (SEGMENT_ROWS - 1)) * width;
    read[0] = (segment?.[at] ?? 0) ^ (segment?.[at + SECOND] ?? 0);
  }
}
