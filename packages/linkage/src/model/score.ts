import type { EmployerRecord } from '../record.ts';
import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import { calibratedOdds } from './calibration.ts';
import type { Model } from './model.ts';
import { probabilityOf, weightsOf } from './weights.ts';

/** Weighs many pairs of rows that are encoded once each. */
export interface PairScorer {
  /** Words of a row. */
  readonly width: number;
  /** Writes a record into the row of `width` words at `at`, whatever stood there. */
  encode(record: EmployerRecord, words: Uint32Array, at: number): void;
  /** How likely the rows at `i` and `j` are one employer: what `explainPair` says of their records, to the last bit. */
  probability(words: Uint32Array, i: number, j: number): number;
}

/**
 * What `explainPair` works out without evidence, but for the explanation: where a list compares each row with many others, reading
 * the names takes a hundred times as long as comparing them.
 */
export function pairScorer(model: Model, spec: LinkageSpec): PairScorer {
  const weights = weightsOf(model, spec);
  const width = rowWidth(spec);
  return {
    width,
    encode(record, words, at) {
      words.fill(0, at, at + width);
      spec.encode(record, words, at);
      for (const { count, usual } of spec.terms) words[at + count] = usual;
    },
    probability(words, i, j) {
      let odds = weights.prior;
      for (const [index, comparison] of spec.comparisons.entries()) {
        odds += weights.levels[index]?.[comparison.compare(words, i, words, j)] ?? 0;
      }
      return probabilityOf(calibratedOdds(model, odds));
    },
  };
}
