import type { LinkageSpec } from '../spec/spec.ts';
import { PatternCounts } from '../model/patterns.ts';
import { eachCandidate } from './candidates.ts';
import type { PatternJob } from './jobs.ts';
import { Labels } from './labels.ts';
import { SEGMENT_ROWS } from './segment.ts';

/** Counts the patterns of levels of all pairs that meet, with what people said of them. */
export function countPatterns(spec: LinkageSpec, job: PatternJob): Float64Array {
  const counts = new PatternCounts(spec);
  const labels = job.labels === null ? null : new Labels(job.labels);
  const levels = spec.comparisons.map(() => 0);
  const meetsUnanchored = unanchoredMeeting(spec);
  eachCandidate(spec, job, (left, leftAt, right, rightAt, passing, listed) => {
    for (const [index, comparison] of spec.comparisons.entries()) {
      levels[index] = comparison.compare(left, leftAt, right, rightAt);
    }
    const [row, other] = [job.passingFrom * SEGMENT_ROWS + passing, job.listedFrom * SEGMENT_ROWS + listed];
    const label = (job.swapped ? labels?.get(other, row) : labels?.get(row, other)) ?? null;
    counts.add(levels, label ?? (job.complete ? 0 : null), meetsUnanchored(left, leftAt, right, rightAt));
  });
  return counts.toNumbers();
}

/** Tells whether two rows share a key of a rule that is not the anchor's. */
function unanchoredMeeting(spec: LinkageSpec): (a: Uint32Array, i: number, b: Uint32Array, j: number) => boolean {
  const keys = spec.rules.flatMap(({ byAnchor }, rule) => (byAnchor === true ? [] : [spec.width + rule]));
  return (a, i, b, j) => keys.some((key) => a[i + key] !== 0 && a[i + key] === b[j + key]);
}
