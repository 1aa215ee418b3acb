import { kinAt, rowWidth, type LinkageSpec } from '../spec/spec.ts';
import type { KeyJob, KeyResult } from './jobs.ts';
import { keepWords, wordsOf, type Segment } from './segment.ts';
import { Sketch } from './sketch.ts';

/**
 * Rows of both registers that may share a key. A block of so many on each side is as many pairs squared; beyond, the
 * narrower key of the rule takes over.
 */
export const MOST_SHARING = 60;

/** A segment while its keys are made. */
interface Opened {
  readonly segment: Segment;
  readonly words: Uint32Array;
  readonly alive: Uint8Array;
  /** By row: a bit per rule that may still need a narrower key. */
  readonly open: Uint32Array;
}

/**
 * One breadth of keys. A row's word for a rule is its key; its bit in `open` says that the rule may still need a
 * narrower one. Rows of both sides are held to the same counts, so rows that share a key also share whether it holds.
 */
export function makeKeys(spec: LinkageSpec, job: KeyJob): KeyResult {
  const dropped = spec.rules.map(() => 0);
  const width = rowWidth(spec);
  for (const batch of batches(job.segments)) {
    const opened = batch.flatMap((segment): Opened[] => {
      const open = new Uint32Array(segment.open);
      if (job.broader !== null && open.every((bits) => bits === 0)) return [];
      return [{ segment, words: wordsOf(segment, width), alive: new Uint8Array(segment.alive), open }];
    });
    if (job.breadth === 0) for (const segment of opened) writeKin(spec, segment);
    // Rule by rule: the counts of one rule fit into the cache of a processor, those of all do not.
    for (let rule = 0; rule < spec.rules.length; rule++) {
      const pass = new Pass(spec, job, rule);
      for (const segment of opened) pass.over(segment);
      dropped[rule] = (dropped[rule] ?? 0) + pass.dropped;
    }
    for (const { segment, words } of opened) keepWords(segment, words);
  }
  return { dropped };
}

/** Segments in memory all at once, those in files one by one. */
function batches(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const inMemory = segments.filter(({ words }) => words !== null);
  return [inMemory, ...segments.filter(({ words }) => words === null).map((segment) => [segment])];
}

function writeKin(spec: LinkageSpec, { segment, words, alive }: Opened): void {
  const [width, kin] = [rowWidth(spec), kinAt(spec)];
  if (spec.kin === undefined) return;
  for (let row = 0; row < segment.rows; row++) {
    if (alive[row] === 1) words[row * width + kin] = spec.kin(words, row * width);
  }
}

/** One rule at one breadth. */
class Pass {
  dropped = 0;
  readonly #job: KeyJob;
  readonly #width: number;
  readonly #rule: number;
  /** Where in a row its key stands. */
  readonly #keyAt: number;
  readonly #make: LinkageSpec['rules'][number]['keys'][number] | undefined;
  readonly #before: Sketch | null;
  readonly #sketch: Sketch;

  constructor(spec: LinkageSpec, job: KeyJob, rule: number) {
    const part = { index: rule, of: spec.rules.length };
    this.#job = job;
    this.#width = rowWidth(spec);
    this.#rule = rule;
    this.#keyAt = spec.width + rule;
    this.#make = spec.rules[rule]?.keys[job.breadth];
    this.#before = job.broader === null ? null : new Sketch(job.broader, MOST_SHARING + 1, part);
    this.#sketch = new Sketch(job.counts, MOST_SHARING + 1, part);
  }

  over({ segment, words, alive, open }: Opened): void {
    const bit = 1 << this.#rule;
    for (let row = 0; row < segment.rows; row++) {
      if (alive[row] !== 1) continue;
      const at = row * this.#width;
      const bits = open[row] ?? 0;
      if (this.#before !== null) {
        if ((bits & bit) === 0) continue;
        const sharing = this.#before.count(this.#rule + 1, words[at + this.#keyAt] ?? 0);
        if (sharing === 1 && this.#job.complete) words[at + this.#keyAt] = 0;
        if (sharing <= MOST_SHARING) {
          open[row] = bits & ~bit;
          continue;
        }
      }
      open[row] = this.#write(words, at) ? bits | bit : bits & ~bit;
    }
  }

  /** Writes a row's key; whether it has one. */
  #write(words: Uint32Array, at: number): boolean {
    if (this.#make === undefined) this.dropped++;
    const key = this.#make === undefined ? 0 : this.#make(words, at, this.#job.side) >>> 0;
    words[at + this.#keyAt] = key;
    this.#sketch.add(this.#rule + 1, key);
    return key !== 0;
  }
}
