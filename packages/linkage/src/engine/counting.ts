import type { LinkageSpec } from '../spec/spec.ts';
import { rowWidth } from '../spec/spec.ts';
import type { FillJob, TermJob } from './jobs.ts';
import { keepWords, wordsOf, type Segment } from './segment.ts';
import { Sketch } from './sketch.ts';

/** Terms are counted to the end: their counts are shown and weighed. */
export const MOST_COUNTED = 2 ** 31;

/** Runs over the rows of segments that were not taken out. */
function eachRow(
  segments: readonly Segment[],
  width: number,
  visit: (words: Uint32Array, at: number, segment: Segment, row: number) => void,
  keeps: boolean,
): void {
  for (const segment of segments) {
    const words = wordsOf(segment, width);
    const alive = new Uint8Array(segment.alive);
    for (let row = 0; row < segment.rows; row++) if (alive[row] === 1) visit(words, row * width, segment, row);
    if (keeps) keepWords(segment, words);
  }
}

export function countTerms(spec: LinkageSpec, job: TermJob): null {
  const sketch = new Sketch(job.counts, MOST_COUNTED);
  const count = (words: Uint32Array, at: number): void => {
    for (const { family, word } of spec.terms) sketch.add(family, words[at + word] ?? 0);
  };
  eachRow(job.segments, rowWidth(spec), count, false);
  return null;
}

export function fillTerms(spec: LinkageSpec, job: FillJob): null {
  const sketch = new Sketch(job.counts, MOST_COUNTED);
  const fill = (words: Uint32Array, at: number): void => {
    for (const { family, word, count } of spec.terms) words[at + count] = sketch.count(family, words[at + word] ?? 0);
  };
  eachRow(job.segments, rowWidth(spec), fill, true);
  return null;
}
