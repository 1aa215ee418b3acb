import { rowWidth, type LinkageSpec, type Side } from '../spec/spec.ts';
import type { KeyJob, KeyResult } from './jobs.ts';
import { keysOf, wordsOf, type Segment } from './segment.ts';
import { SmallSketch } from './sketch.ts';

/**
 * Rows of both registers that may share a key. A block of so many on each side is as many pairs squared; beyond, the
 * narrower key of the rule takes over.
 */
const MOST_SHARING = 60;

/**
 * Gives rows narrower keys for as long as too many share the one they have. Rows of both sides are held to the same counts,
 * so rows that share a key also share whether it holds. Segment by segment within a breadth: rows in files are read once
 * for all rules of the job.
 */
export function makeKeys(spec: LinkageSpec, job: KeyJob): KeyResult {
  const dropped = spec.rules.map(() => 0);
  const width = rowWidth(spec);
  const rules = job.rules.map((rule) => new RuleKeys(spec, job, rule));
  const parts = job.registers.flatMap(({ side, segments }) => segments.map((segment) => ({ side, segment })));
  for (const [part, { segment }] of parts.entries()) for (const rule of rules) rule.begin(part, segment);
  for (let breadth = 1; rules.some((rule) => rule.isOpen); breadth++) {
    for (const [part, { side, segment }] of parts.entries()) {
      const open = rules.filter((rule) => rule.close(part, segment, breadth - 1));
      if (open.length === 0) continue;
      const words = wordsOf(segment, width);
      for (const rule of open) rule.narrow(part, segment, words, side, breadth);
    }
  }
  for (const { rule, dropped: rows } of rules) dropped[rule] = rows;
  return { dropped };
}

/** The keys of one rule: which rows still need a narrower one, and how many rows share each. */
class RuleKeys {
  dropped = 0;
  readonly rule: number;
  readonly #job: KeyJob;
  readonly #width: number;
  readonly #most: number;
  readonly #keys: LinkageSpec['rules'][number]['keys'];
  readonly #sketches: readonly SmallSketch[];
  /** By segment: the rows whose key may be shared by too many. */
  readonly #open: Uint16Array[] = [];

  constructor(spec: LinkageSpec, job: KeyJob, rule: number) {
    this.#job = job;
    this.#width = rowWidth(spec);
    this.#most = spec.rules[rule]?.most ?? MOST_SHARING;
    this.rule = rule;
    this.#keys = spec.rules[rule]?.keys ?? [];
    const part = { index: rule, of: spec.rules.length };
    this.#sketches = job.counts.map((counts) => new SmallSketch(counts, part));
  }

  get isOpen(): boolean {
    return this.#open.some((rows) => rows.length > 0);
  }

  /** Counts the keys that the rows of a segment came with. */
  begin(part: number, segment: Segment): void {
    const [keys, alive] = [keysOf(segment, this.rule), new Uint8Array(segment.alive)];
    const open = new Uint16Array(segment.rows);
    let count = 0;
    for (let row = 0; row < segment.rows; row++) {
      if (keys[row] === 0 || alive[row] !== 1) continue;
      open[count++] = row;
      this.#count(0, keys[row] ?? 0);
    }
    this.#open[part] = open.subarray(0, count);
  }

  /** Takes the keys for good that few enough rows share; whether others are left. */
  close(part: number, segment: Segment, breadth: number): boolean {
    const keys = keysOf(segment, this.rule);
    const open = this.#open[part] ?? NONE;
    const sketch = this.#sketches[breadth];
    let left = 0;
    for (const row of open) {
      const sharing = sketch?.count(keys[row] ?? 0) ?? 0;
      if (sharing === 1 && this.#job.complete) keys[row] = 0;
      if (sharing > this.#most) open[left++] = row;
    }
    this.#open[part] = open.subarray(0, left);
    return left > 0;
  }

  /** Gives the rows that are left the next key of the rule, or none where it has no other. */
  narrow(part: number, segment: Segment, words: Uint32Array, side: Side, breadth: number): void {
    const keys = keysOf(segment, this.rule);
    const open = this.#open[part] ?? NONE;
    const make = this.#keys[breadth];
    if (make === undefined) this.dropped += open.length;
    let left = 0;
    for (const row of open) {
      const key = make === undefined ? 0 : make(words, row * this.#width, side) >>> 0;
      keys[row] = key;
      if (key === 0) continue;
      open[left++] = row;
      this.#count(breadth, key);
    }
    this.#open[part] = open.subarray(0, left);
  }

  #count(breadth: number, key: number): void {
    if (!this.#job.known) this.#sketches[breadth]?.add(key);
  }
}

const NONE = new Uint16Array();
