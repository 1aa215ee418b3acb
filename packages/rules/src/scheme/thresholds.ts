import type { Comparison, Criterion, MeasureCriterion, Threshold } from './criterion.ts';

/** One threshold of a criterion, and where it stands in the item's YAML. */
export interface PlacedThreshold {
  /** The YAML path below the item, joined by dots: `at_least`, `one_of.0`, `any.1.at_least`. */
  readonly place: string;
  /** The measure held against it, as written. */
  readonly measure: string;
  readonly op: '>=' | '<=' | '>' | '<' | '=';
  readonly threshold: Threshold;
}

const KEYS = {
  at_least: { key: 'atLeast', op: '>=' },
  at_most: { key: 'atMost', op: '<=' },
  more_than: { key: 'moreThan', op: '>' },
  less_than: { key: 'lessThan', op: '<' },
  equals: { key: 'equals', op: '=' },
} as const;

/** Every threshold of a criterion, in the order it is checked; none where a person judges or the measure is yes/no. */
export function thresholdsOf(criterion: Criterion): readonly PlacedThreshold[] {
  if (criterion.kind === 'judged') return [];
  if (criterion.kind === 'measure') return ofMeasure(criterion, '');
  return criterion.of.flatMap((part, index) => ofMeasure(part, `${criterion.kind}.${index}.`));
}

function ofMeasure({ measure, comparison }: MeasureCriterion, before: string): readonly PlacedThreshold[] {
  const single = Object.entries(KEYS).flatMap(([word, { key, op }]) => {
    const threshold = comparison[key];
    return threshold ? [{ place: `${before}${word}`, measure, op, threshold }] : [];
  });
  const listed = (comparison.oneOf ?? []).map((threshold, index): PlacedThreshold => ({
    place: `${before}one_of.${index}`,
    measure,
    op: '=',
    threshold,
  }));
  return [...single, ...listed];
}

/**
 * The criterion with another threshold at a place.
 * @throws RangeError where the criterion has none there
 */
export function withThreshold(criterion: Criterion, place: string, threshold: Threshold): Criterion {
  if (!thresholdsOf(criterion).some((one) => one.place === place)) throw new RangeError(`no threshold at ${place}`);
  if (criterion.kind === 'judged') return criterion;
  if (criterion.kind === 'measure')
    return { ...criterion, comparison: changed(criterion.comparison, place, threshold) };
  const [, index = '', ...rest] = place.split('.');
  const of = criterion.of.map((part, at) =>
    at === Number(index) ? { ...part, comparison: changed(part.comparison, rest.join('.'), threshold) } : part,
  );
  return { ...criterion, of };
}

function changed(comparison: Comparison, place: string, threshold: Threshold): Comparison {
  const [word = '', index] = place.split('.');
  if (word === 'one_of') {
    return { ...comparison, oneOf: comparison.oneOf?.map((old, at) => (at === Number(index) ? threshold : old)) };
  }
  return { ...comparison, [KEYS[word as keyof typeof KEYS].key]: threshold };
}
