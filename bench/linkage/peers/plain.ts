import { writeFile } from 'node:fs/promises';
import { answerOf, inShares } from './shares.ts';
import { learn, PATTERNS, shares } from './plain-model.ts';

/** What a thread counted: patterns of its candidates and of random pairs. */
export interface PlainCounts {
  readonly candidates: Float64Array;
  readonly random: Float64Array;
  /** Rows of A times rows of B. */
  readonly possible: number;
}

/**
 * Links two registers by the plain model, on all cores; writes every pair of a probability of at least 0.01, and beside
 * them what was learned (`.weights.json`).
 */
export function plainModel(a: string, b: string, out: string): Promise<void> {
  return inShares(new URL('plain-worker.ts', import.meta.url), { a, b, out }, async (workers) => {
    const counted = await Promise.all(workers.map((worker) => answerOf<PlainCounts>(worker)));
    const sum = (of: 'candidates' | 'random'): Float64Array =>
      Float64Array.from({ length: PATTERNS }, (_, pattern) =>
        counted.reduce((total, counts) => total + (counts[of][pattern] ?? 0), 0),
      );
    const weights = learn(sum('candidates'), shares(sum('random')), counted[0]?.possible ?? 1);
    await writeFile(`${out}.weights.json`, `${JSON.stringify(weights)}\n`);
    for (const worker of workers) worker.postMessage(weights);
  });
}
