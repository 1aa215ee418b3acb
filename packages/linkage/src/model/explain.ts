import type { EmployerRecord } from '../record.ts';
import { rowWidth, levelsOf, type LinkageSpec } from '../spec/spec.ts';
import { calibratedOdds } from './calibration.ts';
import type { Model } from './model.ts';
import { probabilityOf, weightsOf } from './weights.ts';

/** One step of the waterfall. */
export interface ExplanationStep {
  readonly comparison: string;
  /** What is compared, in Chinese. */
  readonly title: string;
  readonly level: string;
  /** How far it agrees, in Chinese. */
  readonly levelTitle: string;
  /** Log2 weight: one more doubles the odds that the rows are one employer, one less halves them. */
  readonly weight: number;
  /** What the two rows say. */
  readonly a: string;
  readonly b: string;
}

/** Why two rows are taken for one employer or not: `prior` and the weights of all steps add up to `odds`. */
export interface Explanation {
  readonly probability: number;
  /** Log2 odds before anything is compared. */
  readonly prior: number;
  readonly steps: readonly ExplanationStep[];
  /** Log2 odds of the probability. */
  readonly odds: number;
}

/** What a linkage knows of a pair beyond the two rows. */
export interface Evidence {
  /** Level per comparison, as the linkage found them; they depend on how common the names are in both registers. */
  readonly levels: readonly number[];
  /** Log2 of how much better partners of the two rows speak against the pair; 0 without any, else below. */
  readonly rivals: number;
}

/**
 * Explains a pair by a model. Without evidence given the two rows are all that is known: there are no rivals, and names
 * and doors are taken to be as common as most.
 */
export function explainPair(
  model: Model,
  spec: LinkageSpec,
  a: EmployerRecord,
  b: EmployerRecord,
  evidence: Evidence = { levels: levelsOfRecords(spec, a, b), rivals: 0 },
): Explanation {
  const weights = weightsOf(model, spec);
  const compared = spec.comparisons.map((comparison, index): ExplanationStep => {
    const level = evidence.levels[index] ?? 0;
    return {
      comparison: comparison.id,
      title: comparison.title,
      level: comparison.levels[level]?.id ?? '',
      levelTitle: comparison.levels[level]?.title ?? '',
      weight: weights.levels[index]?.[level] ?? 0,
      a: comparison.shown(a),
      b: comparison.shown(b),
    };
  });
  const alone = compared.reduce((sum, step) => sum + step.weight, weights.prior) + evidence.rivals;
  const odds = calibratedOdds(model, alone);
  const steps = [
    ...compared,
    ...(evidence.rivals === 0 ? [] : [otherStep('rivals', '其他可能的行', '另有更像的行', evidence.rivals)]),
    ...(odds === alone ? [] : [otherStep('calibration', '校准', '按训练时的实际比例', odds - alone)]),
  ];
  return { probability: probabilityOf(odds), prior: weights.prior, steps, odds };
}

function otherStep(comparison: string, title: string, levelTitle: string, weight: number): ExplanationStep {
  return { comparison, title, level: '', levelTitle, weight, a: '', b: '' };
}

/** The levels that two records reach by themselves: names and doors are taken to be as common as most. */
export function levelsOfRecords(spec: LinkageSpec, a: EmployerRecord, b: EmployerRecord): readonly number[] {
  const [first, second] = [encoded(spec, a), encoded(spec, b)];
  return levelsOf(spec, { words: first, at: 0 }, { words: second, at: 0 });
}

function encoded(spec: LinkageSpec, record: EmployerRecord): Uint32Array {
  const words = new Uint32Array(rowWidth(spec));
  spec.encode(record, words, 0);
  for (const { count, usual } of spec.terms) words[count] = usual;
  return words;
}
