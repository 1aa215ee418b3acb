import { rowWidth, type LinkageSpec, type Term } from '../spec/spec.ts';
import type { FillJob, TermJob } from './jobs.ts';
import { keepWords, wordsOf, type Segment } from './segment.ts';
import { Sketch } from './sketch.ts';

export function countTerms(spec: LinkageSpec, { segments, families, counts }: TermJob): null {
  const sketch = new Sketch(counts);
  const width = rowWidth(spec);
  for (const segment of segments) {
    const words = wordsOf(segment, width);
    for (const { family, word } of termsOf(spec, families)) {
      eachRow(segment, (row) => sketch.add(family, words[row * width + word] ?? 0));
    }
  }
  return null;
}

export function fillTerms(spec: LinkageSpec, { segments, families, counts }: FillJob): null {
  const sketch = new Sketch(counts);
  const width = rowWidth(spec);
  for (const segment of segments) {
    const words = wordsOf(segment, width);
    for (const { family, word, count } of termsOf(spec, families)) {
      eachRow(segment, (row) => {
        words[row * width + count] = sketch.count(family, words[row * width + word] ?? 0);
      });
    }
    keepWords(segment, words);
  }
  return null;
}

function termsOf({ terms }: LinkageSpec, families: readonly number[]): readonly Term[] {
  return terms.filter(({ family }) => families.includes(family));
}

/** Runs over the rows of a segment that were not taken out. */
function eachRow(segment: Segment, visit: (row: number) => void): void {
  const alive = new Uint8Array(segment.alive);
  for (let row = 0; row < segment.rows; row++) if (alive[row] === 1) visit(row);
}
