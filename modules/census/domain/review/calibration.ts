/** Pairs of one bin of predicted probabilities, added up. */
export interface BinSums {
  /** Index into `BIN_EDGES`: from this edge to the next. */
  readonly bin: number;
  readonly pairs: number;
  /** Pairs that proved to be one employer. */
  readonly same: number;
  readonly predicted: number;
  /** Of squares of predicted probabilities, and of those of the pairs that proved the same. */
  readonly squares: number;
  readonly predictedOfSame: number;
}

/** Narrow at both ends, where models are sure and mistakes are dear. */
export const BIN_EDGES = [0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 1] as const;

/** A bin as it is shown. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  readonly predicted: number;
  readonly observed: number;
}

export interface Calibration {
  readonly pairs: number;
  readonly brier: number | null;
  readonly plain_brier: number | null;
  readonly bins: readonly ReliabilityBin[];
}

/**
 * What predicted probabilities were worth: per bin the mean prediction and the share that proved so, and the Brier score,
 * the mean of (prediction − outcome)² (Brier 1950), beside that of always saying the overall share. Sums are enough for
 * it: (p − 1)² = p² − 2p + 1 for the same, p² for the others.
 */
export function calibrationOf(sums: readonly BinSums[]): Calibration {
  const filled = sums.filter(({ pairs }) => pairs > 0).toSorted((a, b) => a.bin - b.bin);
  const pairs = total(filled.map((one) => one.pairs));
  if (pairs === 0) return { pairs, brier: null, plain_brier: null, bins: [] };
  const same = total(filled.map((one) => one.same));
  const squared = total(filled.map((one) => one.squares - 2 * one.predictedOfSame + one.same));
  const share = same / pairs;
  return {
    pairs,
    brier: within(squared / pairs),
    plain_brier: share * (1 - share),
    bins: filled.map((one) => ({
      from: BIN_EDGES[one.bin] ?? 0,
      to: BIN_EDGES[one.bin + 1] ?? 1,
      pairs: one.pairs,
      predicted: within(one.predicted / one.pairs),
      observed: one.same / one.pairs,
    })),
  };
}

/** The same of single pairs. */
export function calibrationOfPairs(
  pairs: readonly { readonly probability: number; readonly same: boolean }[],
): Calibration {
  const sums = BIN_EDGES.slice(1).map((to, bin) => {
    const from = BIN_EDGES[bin] ?? 0;
    const own = pairs.filter(({ probability: p }) => p >= from && (p < to || (to === 1 && p === 1)));
    const same = own.filter((one) => one.same);
    return {
      bin,
      pairs: own.length,
      same: same.length,
      predicted: total(own.map(({ probability }) => probability)),
      squares: total(own.map(({ probability }) => probability ** 2)),
      predictedOfSame: total(same.map(({ probability }) => probability)),
    };
  });
  return calibrationOf(sums);
}

/** Sums of fractions may end a last bit outside. */
function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
