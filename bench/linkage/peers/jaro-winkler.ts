import { inShares } from './shares.ts';

/** Jaro–Winkler of the names ≥ 0.92 within the blocks of `candidates.ts`, on all cores. */
export function jaroWinklerWithinBlocks(a: string, b: string, out: string): Promise<void> {
  return inShares(new URL('jaro-winkler-worker.ts', import.meta.url), { a, b, out }, () => Promise.resolve());
}
