import type { Decimal } from './decimal.ts';

/** A number of the text, or a value that the superior union sets (上级考核值). */
export type Threshold =
  | ({ readonly kind: 'decimal' } & Decimal)
  | { readonly kind: 'parameter'; readonly parameter: string };

/** Several may stand together (`at_least: 3, at_most: 5`); none at all: the measure is a yes/no measure. */
export interface Comparison {
  readonly atLeast?: Threshold | undefined;
  readonly atMost?: Threshold | undefined;
  readonly moreThan?: Threshold | undefined;
  readonly lessThan?: Threshold | undefined;
  readonly equals?: Threshold | undefined;
  readonly oneOf?: readonly Threshold[] | undefined;
}

/** One measure held against one comparison. `measure` is canonical text, e.g. `meetings.yearly(plenary)`. */
export interface MeasureCriterion {
  readonly kind: 'measure';
  readonly measure: string;
  readonly comparison: Comparison;
}

export type Criterion =
  | MeasureCriterion
  | { readonly kind: 'any' | 'all'; readonly of: readonly MeasureCriterion[] }
  /** A person judges; `evidence` are the measures shown beside it. */
  | { readonly kind: 'judged'; readonly evidence: readonly string[] };
