/** A score and how often, of so many pairs with about this score, it was right. */
export interface Observed {
  readonly score: number;
  readonly right: number;
  readonly pairs: number;
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): the rising step function of the score that comes
 * closest to what was observed. Scores need not be sorted.
 */
export function isotonic(observed: readonly Observed[]): readonly Observed[] {
  const blocks: { score: number; right: number; pairs: number }[] = [];
  for (const { score, right, pairs } of observed.toSorted((a, b) => a.score - b.score)) {
    blocks.push({ score: score * pairs, right, pairs });
    for (
      let last = blocks.at(-1), before = blocks.at(-2);
      last && before;
      last = blocks.at(-1), before = blocks.at(-2)
    ) {
      if (before.right / before.pairs < last.right / last.pairs) break;
      blocks.splice(-2, 2, {
        score: before.score + last.score,
        right: before.right + last.right,
        pairs: before.pairs + last.pairs,
      });
    }
  }
  return blocks.map(({ score, right, pairs }) => ({ score: score / pairs, right, pairs }));
}
