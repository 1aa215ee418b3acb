import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import { PatternCounts } from '../model/patterns.ts';
import { Finder } from './candidates.ts';
import type { Meeting, PatternJob } from './jobs.ts';
import { Labels } from './labels.ts';
import { keysOf, SEGMENT_BITS, SEGMENT_ROWS, wordsOf } from './segment.ts';

/** Counts the patterns of levels of all pairs that meet, with what people said of them. */
export function countPatterns(spec: LinkageSpec, job: PatternJob): Float64Array {
  const width = rowWidth(spec);
  const finder = new Finder(spec, job);
  const counts = new PatternCounts(spec);
  const labels = job.labels === null ? null : new Labels(job.labels);
  const levels = spec.comparisons.map(() => 0);
  const meetsUnanchored = unanchoredMeeting(spec, job);
  const [words, alive] = [wordsOf(job.passing, width), new Uint8Array(job.passing.alive)];
  const listed = job.listed.map((segment) => wordsOf(segment, width));
  for (let row = 0; row < job.passing.rows; row++) {
    if (alive[row] !== 1) continue;
    const count = finder.find(row);
    for (const other of finder.met.subarray(0, count)) {
      const [segment, at] = [listed[other >>> SEGMENT_BITS] ?? words, (other & (SEGMENT_ROWS - 1)) * width];
      for (const [index, { compare }] of spec.comparisons.entries()) {
        levels[index] = job.swapped
          ? compare(segment, at, words, row * width)
          : compare(words, row * width, segment, at);
      }
      const label = labelOf(job, labels, row, other) ?? (job.complete ? 0 : null);
      counts.add(levels, label, meetsUnanchored(row, other));
    }
  }
  return counts.toNumbers();
}

function labelOf(job: PatternJob, labels: Labels | null, passing: number, listed: number): 0 | 1 | null {
  const [row, other] = [job.passingFrom * SEGMENT_ROWS + passing, job.listedFrom * SEGMENT_ROWS + listed];
  return (job.swapped ? labels?.get(other, row) : labels?.get(row, other)) ?? null;
}

/** Tells whether a row that passes and a listed one share a key of a rule that is not the anchor's. */
function unanchoredMeeting(spec: LinkageSpec, { passing, listed }: Meeting): (row: number, other: number) => boolean {
  const rules = spec.rules.flatMap(({ byAnchor }, rule) => (byAnchor === true ? [] : [rule]));
  const columns = rules.map((rule) => ({
    own: keysOf(passing, rule),
    others: listed.map((segment) => keysOf(segment, rule)),
  }));
  return (row, other) =>
    columns.some(({ own, others }) => {
      const key = own[row] ?? 0;
      return key !== 0 && key === others[other >> SEGMENT_BITS]?.[other & (SEGMENT_ROWS - 1)];
    });
}
