import type { Measure } from '../measures/index.ts';
import type { Comparison, Threshold } from '../scheme/criterion.ts';
import type { Expression } from '../expression/index.ts';
import { type Verdict, verdicts } from './words.ts';

/** One letter each, as kept in the results: m u k p n. */
export const verdictLetters: Readonly<Record<Verdict, string>> = {
  met: 'm',
  unmet: 'u',
  unknown: 'k',
  pending: 'p',
  not_applicable: 'n',
};

/** The verdict a letter stands for; throws RangeError on any other letter. */
export function verdictOf(letter: string): Verdict {
  const verdict = verdicts.find((candidate) => verdictLetters[candidate] === letter);
  if (!verdict) throw new RangeError(`no verdict has the letter ${letter}`);
  return verdict;
}

/** A criterion with its measures compiled. */
export interface CompiledCriterion {
  readonly kind: 'measure' | 'any' | 'all' | 'judged';
  /** The measures held against thresholds; none where a person judges. */
  readonly parts: readonly { readonly measure: Measure; readonly comparison: Comparison }[];
  /** Measures shown beside a person's judgement. */
  readonly evidence: readonly Measure[];
}

/** What is needed to reach a verdict on one item. */
export interface Clause {
  /** Full id, `hohhot.enterprise.join-rate`. */
  readonly indicator: string;
  readonly when: Expression | null;
  /** The measures the condition mentions. */
  readonly conditionMeasures: readonly Measure[];
  readonly criterion: CompiledCriterion;
}

/** The comparisons of a criterion, in the order they are checked. */
export function comparisons(
  comparison: Comparison,
): readonly { readonly op: string; readonly thresholds: readonly Threshold[] }[] {
  const { atLeast, atMost, moreThan, lessThan, equals, oneOf } = comparison;
  const single = [
    { op: '>=', threshold: atLeast },
    { op: '<=', threshold: atMost },
    { op: '>', threshold: moreThan },
    { op: '<', threshold: lessThan },
    { op: '=', threshold: equals },
  ].flatMap(({ op, threshold }) => (threshold ? [{ op, thresholds: [threshold] }] : []));
  return oneOf ? [...single, { op: '=', thresholds: oneOf }] : single;
}
