import { brier, type Example, type Judged, reader, score, type TextModel, train } from './text-classifier.ts';

const FOLDS = 5;
/** Divisors tried, from sharper than the scores to nearly flat. */
const TEMPERATURES = [0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;

/** How right a model is on rows that its counts had not seen. */
export interface Calibration {
  readonly temperature: number;
  readonly rows: number;
  readonly accuracy: number;
  readonly brier: number;
  /** Tenths of confidence with how many rows fell there and what share of them was right. */
  readonly bins: readonly { readonly from: number; readonly rows: number; readonly right: number }[];
}

/**
 * Finds the temperature at which confidence is least off (log loss), on rows left out of the counts one fifth at a time.
 * Which rows are left out together follows from their text, so that the same rows give the same temperature.
 * @param always examples that are in every count: the words of the standard
 */
export function calibrate(always: readonly Example[], examples: readonly Example[]): Calibration {
  const right: boolean[] = [];
  const confidences = TEMPERATURES.map((): number[] => []);
  for (let fold = 0; fold < FOLDS; fold++) {
    const inside = examples.filter(({ text }) => foldOf(text) !== fold);
    const asked = reader(train('', [...always, ...inside], inside.length));
    for (const { text, label } of examples) {
      const found = foldOf(text) === fold ? score(asked, text) : null;
      if (found === null) continue;
      right.push(found.label === label);
      for (const [at, temperature] of TEMPERATURES.entries()) confidences[at]?.push(found.confidence(temperature));
    }
  }
  const judgedAt = TEMPERATURES.map((temperature, at): readonly [number, readonly Judged[]] => [
    temperature,
    right.map((isRight, row) => ({ confidence: confidences[at]?.[row] ?? 0, right: isRight })),
  ]);
  const [temperature, judged] = judgedAt.reduce((best, next) => (loss(next[1]) < loss(best[1]) ? next : best));
  return { temperature, ...told(judged) };
}

function told(judged: readonly Judged[]): Omit<Calibration, 'temperature'> {
  const bins = Array.from({ length: 10 }, (_, at) => {
    const inside = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === at);
    return { from: at / 10, rows: inside.length, right: share(inside) };
  });
  return { rows: judged.length, accuracy: share(judged), brier: brier(judged), bins };
}

function share(judged: readonly Judged[]): number {
  return judged.length === 0 ? 0 : judged.filter(({ right }) => right).length / judged.length;
}

function loss(judged: readonly Judged[]): number {
  return judged.reduce(
    (sum, { confidence, right }) => sum - Math.log(Math.max(1e-9, right ? confidence : 1 - confidence)),
    0,
  );
}

function foldOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % FOLDS;
}

/** A model of the words of the standard and of coded rows, with its temperature fitted; and how right it is. */
export function trainCalibrated(
  version: string,
  seeds: readonly Example[],
  examples: readonly Example[],
): { readonly model: TextModel; readonly calibration: Calibration } {
  // Without coded rows, the standard's own classes are left out by fifths in their place.
  const calibration = examples.length >= FOLDS * 20 ? calibrate(seeds, examples) : calibrate([], seeds);
  const model = train(version, [...seeds, ...examples], examples.length, calibration.temperature);
  return { model, calibration };
}
