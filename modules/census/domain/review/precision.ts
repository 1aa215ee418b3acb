/** Least probability of each stratum of joined pairs; the last reaches 1. The same in census.spot_rank. */
export const STRATA = [0.95, 0.98, 0.995] as const;

/** A share with the bounds between which it lies at 95 %, all 0–1. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Joined pairs of about the same probability. */
export interface Stratum {
  /** All that linkage joined. */
  readonly joined: number;
  /** Of them those that people have looked at and settled, drawn by lot. */
  readonly checked: number;
  /** Of those the ones that proved to be one employer. */
  readonly right: number;
}

/** Both tails of a normal distribution together hold 5 % beyond it. */
const Z = 1.959964;

/**
 * The share of right ones with Wilson's score interval (Wilson 1927), which holds for few checks and for shares near 1, where
 * joins are; null where nothing was checked.
 */
export function wilson(right: number, checked: number): Interval | null {
  if (checked === 0) return null;
  const share = right / checked;
  const spread = Z ** 2 / checked;
  const middle = (share + spread / 2) / (1 + spread);
  const reach = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / checked + spread / (4 * checked));
  return {
    share,
    low: Math.min(share, Math.max(0, middle - reach)),
    high: Math.max(share, Math.min(1, middle + reach)),
  };
}

/**
 * Precision of all joins: each stratum weighs what it has of the joined pairs, whatever part of it was checked; the bounds
 * are put together from those of the strata (MOVER, Zou & Donner 2008). Null where a stratum that has pairs was not checked.
 */
export function precisionOf(strata: readonly Stratum[]): Interval | null {
  const filled = strata.filter(({ joined }) => joined > 0);
  const total = filled.reduce((all, { joined }) => all + joined, 0);
  if (total === 0) return null;
  let [share, below, above] = [0, 0, 0];
  for (const { joined, checked, right } of filled) {
    const own = wilson(right, checked);
    if (own === null) return null;
    const weight = joined / total;
    share += weight * own.share;
    below += (weight * (own.share - own.low)) ** 2;
    above += (weight * (own.high - own.share)) ** 2;
  }
  return { share, low: Math.max(0, share - Math.sqrt(below)), high: Math.min(1, share + Math.sqrt(above)) };
}
