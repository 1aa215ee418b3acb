import type { Level, LinkageSpec } from '../spec/spec.ts';
import type { Pattern } from './em.ts';
import { probabilityOf } from './weights.ts';

/** Pairs in two views: what the anchor says of them, and what all other comparisons do. */
export interface Views {
  /** Which comparison is the anchor. */
  readonly anchor: number;
  readonly proofs: readonly Level['proof'][];
  readonly views: readonly View[];
}

/** Pairs alike in all but the anchor. */
export interface View {
  /** By comparison; 0 in the place of the anchor. */
  readonly levels: readonly number[];
  /** By level of the anchor, how many pairs. */
  readonly pairs: readonly number[];
}

/** How many of some pairs are one employer, and how many are not. */
export interface Split {
  matches: number;
  others: number;
}

/**
 * Groups the pairs that met by other rules than the anchor's and that no level decides by itself; null when the spec has no
 * anchor. Pairs that met by the anchor alone would teach that names of one employer are oftener unlike than they are where
 * the anchor is missing.
 */
export function viewsOf(spec: LinkageSpec, patterns: readonly Pattern[]): Views | null {
  const anchor = spec.comparisons.findIndex(({ isAnchor }) => isAnchor === true);
  const proofs = spec.comparisons[anchor]?.levels.map(({ proof }) => proof);
  if (proofs === undefined) return null;
  const views = new Map<string, { readonly levels: readonly number[]; readonly pairs: number[] }>();
  for (const { levels, unanchored = 0 } of patterns) {
    if (unanchored === 0 || isDecided(spec, levels)) continue;
    const rest = levels.with(anchor, 0);
    const key = rest.join();
    const view = views.get(key) ?? { levels: rest, pairs: proofs.map(() => 0) };
    views.set(key, view);
    const level = levels[anchor] ?? 0;
    view.pairs[level] = (view.pairs[level] ?? 0) + unanchored;
  }
  const sorted = [...views].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, view]) => view);
  return { anchor, proofs, views: sorted };
}

/** Whether a level decides by itself that the two are no match: such a pair teaches nothing of the other levels. */
export function isDecided(spec: LinkageSpec, levels: readonly number[]): boolean {
  return levels.some((level, index) => spec.comparisons[index]?.levels[level]?.never === true);
}

/** Calls `take` for each view and level of the anchor with pairs, split by the odds of the view and the weight of the level. */
export function eachSplit(
  { views }: Views,
  odds: readonly number[],
  weights: readonly number[],
  take: (split: Split, view: View, level: number) => void,
): void {
  for (const [index, view] of views.entries()) {
    for (const [level, count] of view.pairs.entries()) {
      if (count === 0) continue;
      const matches = count * probabilityOf((odds[index] ?? 0) + (weights[level] ?? 0));
      take({ matches, others: count - matches }, view, level);
    }
  }
}

/** How many pairs the anchor proves to be one employer, and how many to be two. */
export function provenIn({ views, proofs }: Views): Split {
  const proven = { matches: 0, others: 0 };
  for (const { pairs } of views) {
    for (const [level, count] of pairs.entries()) {
      if (proofs[level] === 'one') proven.matches += count;
      else if (proofs[level] === 'two') proven.others += count;
    }
  }
  return proven;
}
