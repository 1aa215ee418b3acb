import type { EmployerRecord } from '../record.ts';
import type { LinkageSpec } from '../spec/spec.ts';
import { calibratedOdds } from './calibration.ts';
import { compareLevels } from './em.ts';
import { levelsOfRecords } from './explain.ts';
import { type Provenance, reweighed } from './learn.ts';
import type { Model } from './model.ts';
import { PatternCounts } from './patterns.ts';
import { isDecided } from './views.ts';
import { probabilityOf, weightsOf, type Weights } from './weights.ts';

/** A pair that people judged, by the levels its two rows reach. */
export interface JudgedPair {
  readonly levels: readonly number[];
  readonly match: boolean;
}

/** A pair as people judged it; names and doors are taken to be as common as most, as `explainPair` does. */
export function judgedPair(spec: LinkageSpec, a: EmployerRecord, b: EmployerRecord, match: boolean): JudgedPair {
  return { levels: levelsOfRecords(spec, a, b), match };
}

/** How likely a model holds pairs of given levels to be one employer, 0–1. */
export function levelsScorer(model: Model, spec: LinkageSpec): (levels: readonly number[]) => number {
  const weights = weightsOf(model, spec);
  return (levels) => probabilityOf(calibratedOdds(model, oddsOf(weights, levels)));
}

/**
 * How strongly weights are drawn to those they had, in pairs: as if these were known to within half a bit. Measured on made-up
 * worlds: some hundred pairs move a weight that is wrong by bits, and where nothing is wrong they cost little (less than 4 % of the
 * Brier score, against 14 % with a pull of one pair).
 */
const PULL = 10;

/**
 * Learns from pairs that people judged, where these are all there is: doubtful ones mostly, so that their shares say nothing
 * of all pairs. The weights are chosen together by a regression that is drawn to what `start` says; a level that few judged
 * pairs show keeps its weight, and the calibration its shape. The outcome does not depend on the order of the pairs.
 */
export function learnFromJudged(
  start: Model,
  spec: LinkageSpec,
  judged: readonly JudgedPair[],
  { version, trained }: Provenance,
): Model {
  // In one order, for sums of fractions depend on theirs in the last bit.
  const taught = judged.filter(({ levels }) => !isDecided(spec, levels)).toSorted(byLevels);
  const before = weightsOf(start, spec);
  // What the calibration adds to the odds of such pairs goes into the prior, lest the regression spread it over the levels.
  const added = median(
    taught.map(({ levels }) => oddsOf(before, levels)).map((odds) => calibratedOdds(start, odds) - odds),
  );
  const moved = {
    ...start,
    version,
    trained,
    prior: probabilityOf(before.prior + added),
    calibration: start.calibration.map((point) => ({ ...point, odds: point.odds + added })),
  };
  const counts = new PatternCounts(spec);
  for (const { levels, match } of taught) counts.add(levels, match ? 1 : 0);
  return reweighed(moved, spec, counts.patterns(), PULL);
}

function oddsOf(weights: Weights, levels: readonly number[]): number {
  return levels.reduce((sum, level, index) => sum + (weights.levels[index]?.[level] ?? 0), weights.prior);
}

function byLevels(a: JudgedPair, b: JudgedPair): number {
  return compareLevels(a.levels, b.levels) || Number(a.match) - Number(b.match);
}

/** 0 without any. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
