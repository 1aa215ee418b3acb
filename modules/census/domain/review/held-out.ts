import { employers, type JudgedPair, learnFromJudged, levelsScorer, type Model } from '@jianjia/linkage';
import { type Calibration, calibrationOfPairs } from './calibration.ts';

/** Parts that are left out in turn. */
const FOLDS = 5;

/** A settled pair; `left` is the id of its first entity, hexadecimal. */
export interface Label extends JudgedPair {
  readonly left: string;
}

/** What a model said of labels before learning, and what learning makes of them. */
export interface HeldOut {
  readonly before: Calibration;
  readonly after: Calibration;
}

/**
 * What learning is worth on pairs that it did not see: the labels are parted by their first entity into five, each part is
 * predicted by a model learned from the other four (cross-validation, Stone 1974). The parts follow from the ids.
 */
export function heldOut(start: Model, labels: readonly Label[]): HeldOut {
  const shipped = levelsScorer(start, employers);
  const before = labels.map(({ levels, match }) => ({ probability: shipped(levels), same: match }));
  const after = Array.from({ length: FOLDS }, (_, fold) => {
    const rest = labels.filter(({ left }) => foldOf(left) !== fold);
    const learned = levelsScorer(
      learnFromJudged(start, employers, rest, { version: 'held out', trained: '' }),
      employers,
    );
    return labels
      .filter(({ left }) => foldOf(left) === fold)
      .map(({ levels, match }) => ({ probability: learned(levels), same: match }));
  });
  return { before: calibrationOfPairs(before), after: calibrationOfPairs(after.flat()) };
}

/** Ids are hashes: their last digits fall evenly. */
function foldOf(id: string): number {
  return Number.parseInt(id.slice(-6), 16) % FOLDS;
}
