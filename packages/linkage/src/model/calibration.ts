import type { Model } from './model.ts';
import { log2Odds, probabilityOf } from './weights.ts';

/**
 * The probability that pairs of such log2 odds proved to have, by the points of a model: straight lines between them in
 * log2 odds, the outermost lines held beyond. Without points the odds are taken at their word.
 */
export function calibrated(model: Pick<Model, 'calibration'>, odds: number): number {
  return probabilityOf(calibratedOdds(model, odds));
}

/** The same as log2 odds. */
export function calibratedOdds({ calibration }: Pick<Model, 'calibration'>, odds: number): number {
  const above = calibration.findIndex((point) => point.odds > odds);
  const right = calibration[above < 0 ? calibration.length - 1 : above];
  const left = calibration[above < 0 ? calibration.length - 1 : above - 1];
  if (right === undefined) return odds;
  if (left === undefined || left === right) return log2Odds(right.probability) + Math.min(odds - right.odds, 0);
  const share = (odds - left.odds) / (right.odds - left.odds);
  return log2Odds(left.probability) * (1 - share) + log2Odds(right.probability) * share;
}
