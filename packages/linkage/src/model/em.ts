/**
 * Expectation–maximisation for the Fellegi–Sunter model (Winkler 1988; Dempster, Laird & Rubin 1977): pairs are a mixture
 * of matches and others, and within each the comparisons are independent. Works on the distinct patterns of levels and
 * how often each occurs, so that a million pairs cost what a few thousand do.
 */

/** A pattern of levels, one per comparison, and how many pairs show it. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly count: number;
  /** Those of them that met by a rule other than the anchor's. */
  readonly unanchored?: number;
  /** Pairs of this pattern that reviewers found to be one employer, and those that they found not to be. */
  readonly matches?: number;
  readonly others?: number;
}

/** Shares per comparison and level. */
export type Shares = readonly (readonly number[])[];

export interface Estimate {
  /** Share of matches among the pairs. */
  readonly prior: number;
  readonly m: Shares;
  readonly u: Shares;
  readonly iterations: number;
}

export interface EmOptions {
  readonly start: Pick<Estimate, 'prior' | 'm' | 'u'>;
  /** Comparisons whose shares stay as they start: those that the blocking rule has made equal. */
  readonly fixed?: ReadonlySet<number>;
  /** Learns u from the pairs, too; else it stays as it starts (from random pairs, as it should where there are many). */
  readonly learnsU?: boolean;
  readonly most?: number;
}

/** Pairs of each level added to every share: no level that was not seen becomes impossible. */
const SMOOTHING = 0.5;
/** The mixture must keep two parts: beyond these shares one of them would be empty. */
const [LEAST_PRIOR, MOST_PRIOR] = [1e-6, 0.98];
const SETTLED = 1e-6;

/** Learns the shares from patterns. The outcome depends on the patterns only, not on their order. */
export function expectationMaximisation(patterns: readonly Pattern[], options: EmOptions): Estimate {
  const sorted = patterns.toSorted((a, b) => compareLevels(a.levels, b.levels));
  const fixed = options.fixed ?? new Set<number>();
  let estimate: Estimate = { ...options.start, iterations: 0 };
  for (let iteration = 1; iteration <= (options.most ?? 200); iteration++) {
    const next = maximised(sorted, estimate, fixed, options.learnsU ?? false, iteration);
    const moved = Math.abs(next.prior - estimate.prior) + furthest(next.m, estimate.m) + furthest(next.u, estimate.u);
    estimate = next;
    if (moved < SETTLED) break;
  }
  return estimate;
}

function maximised(
  patterns: readonly Pattern[],
  estimate: Estimate,
  fixed: ReadonlySet<number>,
  learnsU: boolean,
  iterations: number,
): Estimate {
  const m = estimate.m.map((shares) => shares.map(() => SMOOTHING));
  const u = estimate.u.map((shares) => shares.map(() => SMOOTHING));
  let [matching, total] = [0, 0];
  for (const pattern of patterns) {
    const { matches, others } = expected(pattern, estimate);
    matching += matches;
    total += matches + others;
    for (const [index, level] of pattern.levels.entries()) {
      add(m[index], level, matches);
      add(u[index], level, others);
    }
  }
  return {
    prior: Math.min(MOST_PRIOR, Math.max(LEAST_PRIOR, matching / Math.max(total, 1))),
    m: m.map((counts, index) => (fixed.has(index) ? (estimate.m[index] ?? []) : normalised(counts))),
    u: u.map((counts, index) => (fixed.has(index) || !learnsU ? (estimate.u[index] ?? []) : normalised(counts))),
    iterations,
  };
}

/** How many pairs of a pattern are matches: those that people judged as they judged, the rest by the estimate. */
function expected(pattern: Pattern, estimate: Estimate): { readonly matches: number; readonly others: number } {
  const [matches, others] = [pattern.matches ?? 0, pattern.others ?? 0];
  const open = Math.max(0, pattern.count - matches - others);
  const likely = open * posterior(pattern.levels, estimate);
  return { matches: matches + likely, others: others + open - likely };
}

/** The probability that a pair of such levels is a match. */
export function posterior(levels: readonly number[], { prior, m, u }: Pick<Estimate, 'prior' | 'm' | 'u'>): number {
  let odds = Math.log(prior) - Math.log(1 - prior);
  for (const [index, level] of levels.entries()) {
    odds += Math.log(m[index]?.[level] ?? 1) - Math.log(u[index]?.[level] ?? 1);
  }
  return 1 / (1 + Math.exp(-odds));
}

/** Shares of counts that are all above 0. */
export function normalised(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function add(counts: number[] | undefined, level: number, amount: number): void {
  if (counts !== undefined) counts[level] = (counts[level] ?? 0) + amount;
}

function furthest(a: Shares, b: Shares): number {
  let most = 0;
  for (const [index, shares] of a.entries()) {
    for (const [level, share] of shares.entries()) most = Math.max(most, Math.abs(share - (b[index]?.[level] ?? 0)));
  }
  return most;
}

/** The order of patterns in which sums are made. */
export function compareLevels(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((level, index) => level !== b[index]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
