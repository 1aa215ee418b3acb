import type { LinkageSpec } from '../spec/spec.ts';
import { learnAnchored } from './anchored.ts';
import { expectationMaximisation, type Pattern, type Shares } from './em.ts';
import { logisticRegression } from './logistic.ts';
import type { Model } from './model.ts';
import { provenIn, viewsOf, type Views } from './views.ts';
import { probabilityOf, weightsOf } from './weights.ts';

/** Where a model came from. */
export interface Provenance {
  readonly version: string;
  /** What it was learned from, in words. */
  readonly trained: string;
}

/** What the pairs are of, beyond their patterns. */
export interface Training extends Provenance {
  /** Rows of the smaller register of each set together: an employer has one partner at most. */
  readonly rows: number;
}

/** A level that fewer pairs reach has taught nothing: it keeps what it had. */
const FEW = 20;
/** So many pairs of each kind must be proven by the anchor before it teaches. */
const LEAST_PROVEN = 200;
/** Matches by row of the smaller register, beyond which what was learned cannot be right; some rows stand twice. */
const MOST_MATCHES = 1.5;

/**
 * Learns a model from the pairs that met, by the patterns of their levels: from all of them by what the anchor proves, by
 * a regression from those that people judged. Where all pairs are judged, they alone teach. Where the anchor proves too
 * little and nobody judged, the weights stay those of `start`, and `trained` says so. Probabilities are not calibrated yet.
 */
export function learnModel(start: Model, spec: LinkageSpec, patterns: readonly Pattern[], training: Training): Model {
  const seen = pairsByLevel(spec, patterns);
  const judged = patterns.reduce((sum, { matches = 0, others = 0 }) => sum + matches + others, 0);
  const isComplete = judged > 0 && judged === patterns.reduce((sum, { count }) => sum + count, 0);
  const { version, trained } = training;
  const base = { ...start, version, trained };
  if (isComplete) return reweighed(estimated(base, patterns, seen), spec, patterns);
  const learned = anchoredModel(base, spec, patterns, training);
  if (judged > 0) return reweighed({ ...learned, trained }, spec, patterns);
  return learned;
}

/** m and u by expectation–maximisation over all pairs: shares of what people judged, where they judged all. */
function estimated(start: Model, patterns: readonly Pattern[], seen: readonly (readonly number[])[]): Model {
  const { prior, m, u } = expectationMaximisation(patterns, {
    start: { prior: start.prior, m: sharesOf(start, 'm'), u: sharesOf(start, 'u') },
    learnsU: true,
  });
  return withLevels({ ...start, prior, calibration: [] }, ({ id, ...level }, comparison, at) =>
    (seen[comparison]?.[at] ?? 0) < FEW
      ? { id, m: level.m, u: level.u }
      : { id, m: m[comparison]?.[at] ?? level.m, u: u[comparison]?.[at] ?? level.u },
  );
}

/** The model as the anchor teaches it, or `start` where it cannot. */
function anchoredModel(start: Model, spec: LinkageSpec, patterns: readonly Pattern[], { rows }: Training): Model {
  const views = viewsOf(spec, patterns);
  if (views === null) return unlearned(start, '比对项里没有可以作证的号码');
  const proven = provenIn(views);
  if (Math.min(proven.matches, proven.others) < LEAST_PROVEN) {
    return unlearned(
      start,
      `号码能证明的配对太少（同一单位 ${proven.matches} 对，不同单位 ${proven.others} 对，各要 ${LEAST_PROVEN} 对）`,
    );
  }
  const seen = seenIn(spec, views);
  const stays = (comparison: number, level: number): boolean =>
    (seen[comparison]?.[level] ?? 0) < FEW || isAlone(seen[comparison] ?? []);
  const held = start.comparisons.map(({ levels }) => levels.map(({ m, u }) => Math.log2(m / u)));
  const { prior, weights, m, u, matches } = learnAnchored(spec, views, held, stays);
  if (matches > MOST_MATCHES * rows) {
    return unlearned(start, `算出的同一单位有 ${Math.round(matches)} 对，比名册的 ${rows} 行还多，不可信`);
  }
  return withLevels({ ...start, prior: probabilityOf(prior), calibration: [] }, (level, comparison, at) => {
    if (spec.comparisons[comparison]?.levels[at]?.never === true) return level;
    const weight = weights[comparison]?.[at] ?? 0;
    if (stays(comparison, at)) return { id: level.id, m: level.m, u: level.u, weight };
    return { id: level.id, m: m[comparison]?.[at] ?? level.m, u: u[comparison]?.[at] ?? level.u, weight };
  });
}

function unlearned(start: Model, reason: string): Model {
  return { ...start, trained: `${start.trained}；${reason}，权重没有重新学习，沿用原来的模型` };
}

type ModelLevel = Model['comparisons'][number]['levels'][number];

function withLevels(model: Model, of: (level: ModelLevel, comparison: number, at: number) => ModelLevel): Model {
  return {
    ...model,
    comparisons: model.comparisons.map(({ id, levels }, comparison) => ({
      id,
      levels: levels.map((level, at) => of(level, comparison, at)),
    })),
  };
}

/** Pairs at each level among those that the anchor teaches from. */
function seenIn(spec: LinkageSpec, { anchor, views, proofs }: Views): readonly (readonly number[])[] {
  return pairsByLevel(
    spec,
    views.flatMap(({ levels, pairs }) =>
      pairs.flatMap((count, level) =>
        count === 0 ? [] : [{ levels: levels.with(anchor, level), count: proofs[level] === undefined ? 0 : count }],
      ),
    ),
  ).map((counts, comparison) => (comparison === anchor ? anchorCounts(views, counts) : counts));
}

function anchorCounts(views: Views['views'], counts: readonly number[]): readonly number[] {
  return counts.map((_, level) => views.reduce((sum, { pairs }) => sum + (pairs[level] ?? 0), 0));
}

/**
 * The model with weights from what people judged, drawn to those it has; levels that few pairs show keep theirs.
 * @param pull how strongly they are drawn, in pairs
 */
export function reweighed(model: Model, spec: LinkageSpec, patterns: readonly Pattern[], pull = 1): Model {
  const seen = pairsByLevel(spec, patterns);
  const { prior, levels } = weightsOf(model, spec);
  const learned = logisticRegression(patterns, {
    start: { prior, weights: levels.map((weights) => [...weights]) },
    decides: (comparison, level) => spec.comparisons[comparison]?.levels[level]?.never === true,
    stays: (comparison, level) => (seen[comparison]?.[level] ?? 0) < FEW || isAlone(seen[comparison] ?? []),
    pull,
  });
  return withLevels({ ...model, prior: probabilityOf(learned.prior) }, (level, comparison, at) =>
    spec.comparisons[comparison]?.levels[at]?.never === true
      ? level
      : { ...level, weight: learned.weights[comparison]?.[at] ?? 0 },
  );
}

/** Whether all pairs are at one level: what it says of them is in the prior. */
function isAlone(counts: readonly number[]): boolean {
  return counts.filter((count) => count >= FEW).length < 2;
}

function pairsByLevel(spec: LinkageSpec, patterns: readonly Pattern[]): readonly (readonly number[])[] {
  const counts = spec.comparisons.map(({ levels }) => levels.map(() => 0));
  for (const { levels, count } of patterns) {
    for (const [index, level] of levels.entries()) {
      const row = counts[index];
      if (row !== undefined) row[level] = (row[level] ?? 0) + count;
    }
  }
  return counts;
}

function sharesOf(model: Model, of: 'm' | 'u'): Shares {
  return model.comparisons.map(({ levels }) => levels.map((level) => level[of]));
}
