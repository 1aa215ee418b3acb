import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { LineFile } from '../generator/shuffled-file.ts';
import { Random } from '../generator/random.ts';
import { Candidates } from './candidates.ts';
import type { Share } from './shares.ts';
import { levelsOf, PATTERNS, patternOf, probabilityOf, type PlainWeights } from './plain-model.ts';
import type { PlainCounts } from './plain.ts';

const RANDOM_PAIRS = 500_000;
/** Pairs below are not written: at a million rows they would be hundreds of millions. */
const LOWEST = 0.01;

/** Patterns that no weights make one: neither name nor address nor code alike. */
const hopeless = Uint8Array.from({ length: PATTERNS }, (_, pattern) => {
  const [name = 0, address = 0, uscc = 0] = levelsOf(pattern);
  return name <= 1 && address <= 1 && uscc <= 1 ? 1 : 0;
});

const { a, b, out, part, parts } = workerData as Share;
const candidates = await Candidates.read(a, b);
const counts: PlainCounts = {
  candidates: new Float64Array(PATTERNS),
  random: new Float64Array(PATTERNS),
  possible: candidates.a.length * candidates.b.length,
};
/** Kept candidates of each row of B, six bytes a pair. */
const lefts: Int32Array[] = [];
const patterns: Uint16Array[] = [];
for (let right = part; right < candidates.b.length; right += parts) compare(right);
countRandom(new Random(part, 'random pairs'));
if (parentPort === null) throw new Error('runs in a thread only');
const weighed = once(parentPort, 'message');
parentPort.postMessage(counts);
const [weights] = (await weighed) as [PlainWeights];
await write(weights);
parentPort.close();

function compare(right: number): void {
  const record = candidates.b[right];
  if (record === undefined) return;
  const kept: number[] = [];
  const keptPatterns: number[] = [];
  candidates.forEach(right, (left) => {
    const other = candidates.a[left];
    if (other === undefined) return;
    const pattern = patternOf(other, record);
    counts.candidates[pattern] = (counts.candidates[pattern] ?? 0) + 1;
    if (hopeless[pattern] === 1) return;
    kept.push(left);
    keptPatterns.push(pattern);
  });
  lefts.push(Int32Array.from(kept));
  patterns.push(Uint16Array.from(keptPatterns));
}

function countRandom(random: Random): void {
  for (let pair = 0; pair < RANDOM_PAIRS; pair++) {
    const pattern = patternOf(random.pick(candidates.a), random.pick(candidates.b));
    counts.random[pattern] = (counts.random[pattern] ?? 0) + 1;
  }
}

async function write(weights: PlainWeights): Promise<void> {
  const probabilities = Array.from({ length: PATTERNS }, (_, pattern) => probabilityOf(weights, pattern));
  const file = new LineFile(out);
  for (const [row, list] of lefts.entries()) {
    const right = candidates.b[part + row * parts]?.id ?? '';
    for (const [index, left] of list.entries()) {
      const probability = probabilities[patterns[row]?.[index] ?? 0] ?? 0;
      if (probability < LOWEST) continue;
      await file.add(`${candidates.a[left]?.id ?? ''},${right},${probability.toPrecision(13)}`);
    }
  }
  await file.close();
}
