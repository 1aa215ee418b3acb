import type { LinkageSpec } from '../spec/spec.ts';
import { normalised, type Pattern, type Shares } from './em.ts';
import { logisticRegression, type Regression } from './logistic.ts';
import { eachSplit, provenIn, type Split, type Views } from './views.ts';
import { log2Odds } from './weights.ts';

/** What the anchor taught of all comparisons. */
export interface Anchored extends Regression {
  readonly m: Shares;
  readonly u: Shares;
  /** Pairs that are one employer, by expectation. */
  readonly matches: number;
}

/** Log2 weights of proof at the beginning: a number is hardly ever another's, and sometimes wrong. */
const BEGINNING = { one: 10, two: -5 } as const;
const ROUNDS = 40;
/** Of a log2 weight of the anchor, from round to round. */
const SETTLED = 1e-3;
/** Rounds after which what the weights are drawn to stays, so that they settle. */
const MOVES = 5;
/** Pairs added to every count: no level that was not seen becomes impossible. */
const SMOOTHING = 0.5;

/**
 * Learns without labels from an anchor: a number that an office gave, and that many pairs of rows both carry. Given
 * whether a pair is one employer, what the anchor shows is independent of all else, so each view labels the pairs for the
 * other (Blum & Mitchell 1998) in rounds of expectation–maximisation: the anchor and what is known of the rest say how
 * likely each pair is a match; a regression learns from the pairs that the anchor speaks of what the rest says without it;
 * what the rest says of the pairs at each level of the anchor gives that level its weight. Pairs of like names in other
 * places stay apart, however many they are: their numbers differ, all of them.
 * @param start weights of the levels that stay as they are
 */
export function learnAnchored(
  spec: LinkageSpec,
  views: Views,
  start: Regression['weights'],
  stays: (comparison: number, level: number) => boolean,
): Anchored {
  const { anchor, proofs } = views;
  const staysHere = (comparison: number, level: number): boolean => comparison === anchor || stays(comparison, level);
  let weights: readonly number[] = proofs.map((proof) => (proof === undefined ? 0 : BEGINNING[proof]));
  const proven = provenIn(views);
  const prior = log2Odds(proven.matches / (proven.matches + proven.others));
  // The regression is not to see the anchor: all views are at one level of it, which weighs nothing.
  const unanchored = start.with(
    anchor,
    proofs.map(() => 0),
  );
  let drawnTo: Regression = { prior, weights: unanchored };
  let learned: Regression = drawnTo;
  let odds: readonly number[] = views.views.map(() => prior);
  for (let round = 0; round < ROUNDS; round++) {
    const spoken = spokenOf(views, odds, weights);
    if (round < MOVES) drawnTo = { prior, weights: independent(spec, spoken, unanchored, staysHere) };
    learned = logisticRegression(spoken, {
      start: drawnTo,
      near: round === 0 ? drawnTo : learned,
      decides: () => false,
      stays: staysHere,
    });
    odds = oddsOf(views, learned);
    const next = anchorWeights(views, odds, weights, (level) => (stays(anchor, level) ? start[anchor]?.[level] : null));
    const moved = Math.max(...next.map((weight, level) => Math.abs(weight - (weights[level] ?? 0))));
    weights = next;
    if (moved < SETTLED) break;
  }
  const all = { prior: learned.prior, weights: learned.weights.with(anchor, weights) };
  return { ...all, ...sharesOf(spec, views, odds, weights) };
}

/** The log2 odds of each view without the anchor. */
function oddsOf({ views, anchor }: Views, { prior, weights }: Regression): readonly number[] {
  return views.map(({ levels }) =>
    levels.reduce((sum, level, index) => (index === anchor ? sum : sum + (weights[index]?.[level] ?? 0)), prior),
  );
}

/** The pairs that the anchor speaks of, by view, as far as each is likely a match. */
function spokenOf(views: Views, odds: readonly number[], weights: readonly number[]): readonly Pattern[] {
  const split = new Map(views.views.map((view) => [view, { matches: 0, others: 0 }]));
  eachSplit(views, odds, weights, ({ matches, others }, view, level) => {
    const sum = split.get(view);
    if (sum === undefined || views.proofs[level] === undefined) return;
    sum.matches += matches;
    sum.others += others;
  });
  return [...split].map(([{ levels }, sum]) => ({ levels, count: sum.matches + sum.others, ...sum }));
}

/** Log2 of how much oftener matches reach a level of the anchor than others, beside the levels that prove something. */
function anchorWeights(
  views: Views,
  odds: readonly number[],
  weights: readonly number[],
  held: (level: number) => number | null | undefined,
): readonly number[] {
  const splits: readonly Split[] = views.proofs.map(() => ({ matches: SMOOTHING, others: SMOOTHING }));
  const known = { matches: 0, others: 0 };
  eachSplit(views, odds, weights, ({ matches, others }, _, level) => {
    for (const sum of [splits[level], views.proofs[level] === undefined ? undefined : known]) {
      if (sum === undefined) continue;
      sum.matches += matches;
      sum.others += others;
    }
  });
  const base = Math.log2((known.matches + SMOOTHING) / (known.others + SMOOTHING));
  return splits.map(({ matches, others }, level) => held(level) ?? Math.log2(matches / others) - base);
}

/** The weights that the comparisons would have if they were independent. */
function independent(
  spec: LinkageSpec,
  patterns: readonly Pattern[],
  start: Regression['weights'],
  stays: (comparison: number, level: number) => boolean,
): Regression['weights'] {
  const counts = new Counts(spec);
  for (const { levels, matches = 0, others = 0 } of patterns) counts.add(levels, { matches, others });
  const { m, u } = counts.shares();
  return m.map((shares, index) =>
    shares.map((share, level) =>
      stays(index, level) ? (start[index]?.[level] ?? 0) : Math.log2(share / (u[index]?.[level] ?? share)),
    ),
  );
}

function sharesOf(
  spec: LinkageSpec,
  views: Views,
  odds: readonly number[],
  weights: readonly number[],
): Pick<Anchored, 'm' | 'u' | 'matches'> {
  const counts = new Counts(spec);
  let total = 0;
  eachSplit(views, odds, weights, (split, { levels }, level) => {
    counts.add(levels.with(views.anchor, level), split);
    total += split.matches;
  });
  return { ...counts.shares(), matches: total };
}

/** Matches and others at each level of each comparison. */
class Counts {
  readonly #splits: readonly (readonly Split[])[];

  constructor(spec: LinkageSpec) {
    this.#splits = spec.comparisons.map(({ levels }) => levels.map(() => ({ matches: SMOOTHING, others: SMOOTHING })));
  }

  add(levels: readonly number[], { matches, others }: Split): void {
    for (const [index, level] of levels.entries()) {
      const sum = this.#splits[index]?.[level];
      if (sum === undefined) continue;
      sum.matches += matches;
      sum.others += others;
    }
  }

  shares(): { readonly m: Shares; readonly u: Shares } {
    return {
      m: this.#splits.map((levels) => normalised(levels.map(({ matches }) => matches))),
      u: this.#splits.map((levels) => normalised(levels.map(({ others }) => others))),
    };
  }
}
