import type { Kind } from '../generator/kinds.ts';
import type { Answers } from './answers.ts';
import type { Truth } from './truth.ts';

/** Pairs found, found wrongly and missed. Undecidable pairs are in none of the three. */
export interface Counts {
  readonly found: number;
  readonly wrong: number;
  readonly missed: number;
}

export const precision = ({ found, wrong }: Counts): number => (found + wrong === 0 ? 1 : found / (found + wrong));
export const recall = ({ found, missed }: Counts): number => (found + missed === 0 ? 1 : found / (found + missed));
export const f1 = ({ found, wrong, missed }: Counts): number =>
  found === 0 ? 0 : (2 * found) / (2 * found + wrong + missed);

/** What a program's answers are worth at one cut. */
export interface Score extends Counts {
  /** The same with undecidable pairs counted as any other. */
  readonly all: Counts;
  readonly byKind: ReadonlyMap<Kind, { readonly pairs: number; readonly found: number }>;
  /** Indices of answers above the cut that are two firms. */
  readonly wrongAnswers: readonly number[];
  /** True, decidable pairs that were not answered, by their index in the truth. */
  readonly missedPairs: readonly number[];
}

/** Counts the answers of at least `cut` against the truth; `isUndecidable` says which wrong ones are nobody's fault. */
export function scoreAt(
  truth: Truth,
  answers: Answers,
  cut: number,
  isUndecidable: (answer: number) => boolean = () => false,
): Score {
  const answered = new Uint8Array(truth.pairs.length);
  const wrongAnswers: number[] = [];
  let excused = 0;
  for (const [index, probability] of answers.probability.entries()) {
    if (probability < cut) continue;
    const pair = truth.indexOf(answers.a[index] ?? 0, answers.b[index] ?? 0);
    if (pair >= 0) answered[pair] = 1;
    else if (isUndecidable(index)) excused += 1;
    else wrongAnswers.push(index);
  }
  const wrong = wrongAnswers.length;
  return { ...tallied(truth, answered, wrong, excused), wrongAnswers };
}

function tallied(truth: Truth, answered: Uint8Array, wrong: number, excused: number): Omit<Score, 'wrongAnswers'> {
  const byKind = new Map<Kind, { pairs: number; found: number }>();
  const missedPairs: number[] = [];
  let found = 0;
  let foundAll = 0;
  for (const [index, { decidable, kinds }] of truth.pairs.entries()) {
    const hit = answered[index] ?? 0;
    foundAll += hit;
    if (!decidable) continue;
    found += hit;
    if (hit === 0) missedPairs.push(index);
    for (const kind of kinds) {
      const entry = byKind.get(kind) ?? { pairs: 0, found: 0 };
      byKind.set(kind, { pairs: entry.pairs + 1, found: entry.found + hit });
    }
  }
  const all = { found: foundAll, wrong: wrong + excused, missed: truth.pairs.length - foundAll };
  return { found, wrong, missed: missedPairs.length, all, byKind, missedPairs };
}

const BINS = 6000;
const REACH = 30;

const logit = (probability: number): number =>
  Math.min(REACH, Math.max(-REACH, Math.log(probability) - Math.log1p(-probability)));

/** The cut with the best F1, counted in 6,000 steps of the log odds from −30 to 30. */
export function bestCut(truth: Truth, answers: Answers, isUndecidable: (answer: number) => boolean): number {
  const right = new Float64Array(BINS + 1);
  const wrong = new Float64Array(BINS + 1);
  for (const [index, probability] of answers.probability.entries()) {
    const bin = Math.floor(((logit(probability) + REACH) / (2 * REACH)) * BINS);
    const pair = truth.pairs[truth.indexOf(answers.a[index] ?? 0, answers.b[index] ?? 0)];
    if (pair === undefined) wrong[bin] = (wrong[bin] ?? 0) + (isUndecidable(index) ? 0 : 1);
    else if (pair.decidable) right[bin] = (right[bin] ?? 0) + 1;
  }
  const pairs = truth.pairs.filter(({ decidable }) => decidable).length;
  const best = { cut: 1, f1: 0 };
  let counts: Counts = { found: 0, wrong: 0, missed: pairs };
  for (let bin = BINS; bin >= 0; bin--) {
    const found = counts.found + (right[bin] ?? 0);
    counts = { found, wrong: counts.wrong + (wrong[bin] ?? 0), missed: pairs - found };
    if (f1(counts) <= best.f1) continue;
    best.f1 = f1(counts);
    best.cut = 1 / (1 + Math.exp(-((bin / BINS) * 2 * REACH - REACH)));
  }
  return best.cut;
}

/** How well the probabilities of the answers say how often they are right. */
export interface Calibration {
  /** Mean squared difference between probability and truth (Brier 1950), over the answers. */
  readonly brier: number;
  readonly bins: readonly {
    readonly from: number;
    readonly answers: number;
    readonly said: number;
    readonly were: number;
  }[];
}

const BIN_STARTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999] as const;

/** Brier score and reliability of all answers, the undecidable with the truth as it is. */
export function calibrate(truth: Truth, answers: Answers): Calibration {
  const bins = BIN_STARTS.map((from) => ({ from, answers: 0, said: 0, were: 0 }));
  let squares = 0;
  for (const [index, probability] of answers.probability.entries()) {
    const right = truth.indexOf(answers.a[index] ?? 0, answers.b[index] ?? 0) >= 0 ? 1 : 0;
    squares += (probability - right) ** 2;
    const bin = bins.findLast(({ from }) => probability >= from);
    if (bin === undefined) continue;
    bin.answers += 1;
    bin.said += probability;
    bin.were += right;
  }
  const shares = bins.map((bin) => ({ ...bin, said: bin.said / bin.answers, were: bin.were / bin.answers }));
  return { brier: squares / answers.a.length, bins: shares.filter((bin) => bin.answers > 0) };
}
