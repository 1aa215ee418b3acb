import { isotonic, type Observed } from './isotonic.ts';
import type { Model } from './model.ts';

/** Points of a calibration; more would follow the sample instead of the rule behind it. */
const POINTS = 24;

/**
 * The points of a calibration: pairs are put into bins of as many pairs each by their score, bins made to rise, and each
 * share drawn in a little from 0 and 1, for no sample shows certainty (Laplace).
 */
export function calibratedBy(observed: readonly Observed[]): Model['calibration'] {
  const sorted = observed.toSorted((a, b) => a.score - b.score);
  const size = Math.max(20, Math.ceil(sorted.length / (4 * POINTS)));
  const bins: Observed[] = [];
  for (let at = 0; at < sorted.length; at += size) {
    const bin = sorted.slice(at, at + size);
    bins.push({
      score:
        bin.reduce((sum, { score, pairs }) => sum + score * pairs, 0) / bin.reduce((sum, { pairs }) => sum + pairs, 0),
      right: bin.reduce((sum, { right }) => sum + right, 0),
      pairs: bin.reduce((sum, { pairs }) => sum + pairs, 0),
    });
  }
  return isotonic(bins).map(({ score, right, pairs }) => ({ odds: score, probability: (right + 0.5) / (pairs + 1) }));
}
