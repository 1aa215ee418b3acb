import type { Below, Facts, Rank, VerdictCode } from './facts.ts';
import { holds, isReady, thresholdsOf, type Fraction } from './compare.ts';
import { dependence, specialise, type PlannedItem, type TrackPlan } from './plan.ts';
import { MILLI, round, type Points, type Range } from './points.ts';
import { rulePoints, type Rule } from './rule.ts';
import type { TrackScoring } from './types.ts';

/** One input of one union. Numbers are null where unknown. */
export interface InputFacts {
  readonly verdict: VerdictCode;
  readonly n: number | null;
  readonly d: number | null;
  /** Points given per assessor column, in the track's order. */
  readonly judged: readonly (number | null)[];
  /** Last occurrence, days since 1970-01-01. */
  readonly last: number | null;
  /** The last row of which the register cannot tell whether it is an occurrence. */
  readonly maybe?: number | null | undefined;
  /** Worked worlds only: the points are given. */
  readonly given?: 'full' | 'zero' | undefined;
}

/** Everything scoring reads of one union. */
export interface UnionFacts {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: string;
  /** Drawn for the sample that feeds the parent. */
  readonly sampled: boolean;
  readonly classValue: { readonly n: number | null; readonly d: number | null };
  readonly parameters: Readonly<Record<string, Fraction>>;
  readonly inputs: readonly InputFacts[];
}

/** What an item needs from other unions. */
export interface Surroundings {
  readonly rank: Rank | null;
  readonly below: Below | null;
}

export interface ItemScore extends Range {
  /** Full marks, a range while the class of the body is unknown. 0: not applicable. */
  readonly max: Range;
}

const NOTHING: Points = { low: 0, high: 0, max: 0 };

/** The class of a body: the first whose comparison holds; null when it cannot be told (or there are no classes). */
export function classOf(scoring: TrackScoring, union: UnionFacts): string | null {
  const { classing } = scoring;
  if (!classing) return null;
  const value = { ...fraction(union.classValue.n, union.classValue.d), threshold: thresholdsFor(union) };
  if (
    !isReady(
      value,
      classing.classes.flatMap((one) => thresholdsOf(one.comparison)),
    )
  )
    return null;
  return classing.classes.find((one) => holds(one.comparison, value) === true)?.id ?? null;
}

/** A fraction whose denominator is above 0, else unknown. */
function fraction(n: number | null, d: number | null): { readonly n: number | null; readonly d: number | null } {
  return d !== null && d > 0 ? { n, d } : { n: null, d: null };
}

function thresholdsFor(union: UnionFacts): Facts['threshold'] {
  return (threshold) => {
    if (threshold.kind === 'decimal') return { p: threshold.p, q: threshold.q };
    const value = union.parameters[threshold.parameter] ?? null;
    return value && value.q > 0 ? value : null;
  };
}

/** Points of the deciding assessor, in thousandths. `column`: only that column is read. */
export function decide(
  judged: readonly (number | null)[],
  scoring: Pick<TrackScoring, 'columns' | 'take'>,
  column: string | undefined,
): number | null {
  const counting = scoring.columns.flatMap((one, index) => {
    const value = judged[index] ?? null;
    if (value === null) return [];
    return (column === undefined ? one.counts : one.id === column) ? [round(value * MILLI)] : [];
  });
  if (counting.length === 0) return null;
  if (scoring.take === 'lowest') return Math.min(...counting);
  if (scoring.take === 'last') return counting.at(-1) ?? null;
  return round(counting.reduce((sum, value) => sum + value, 0) / counting.length);
}

/** Scores one item of one union; unknown inputs give a range, an unknown class the range over all classes. */
export function scoreItem(
  plan: TrackPlan,
  item: PlannedItem,
  union: UnionFacts,
  surroundings: Surroundings,
  column?: string,
): ItemScore {
  const { rule } = item.scoring;
  if (!rule) return { ...NOTHING, max: { low: 0, high: 0 } };
  const own = classOf(plan.scoring, union);
  const open = own === null && plan.scoring.classing !== undefined && dependence(rule).onClass;
  const classes = open ? (plan.scoring.classing?.classes ?? []).map((one) => one.id) : [own];
  const cases = classes.map((classId) => {
    const fixed = specialise(rule, classId, union.kind);
    return fixed ? oneCase(plan, item, fixed, union, surroundings, column) : NOTHING;
  });
  return {
    low: Math.min(...cases.map((one) => one.low)),
    high: Math.max(...cases.map((one) => one.high)),
    max: { low: Math.min(...cases.map((one) => one.max)), high: Math.max(...cases.map((one) => one.max)) },
  };
}

function oneCase(
  plan: TrackPlan,
  item: PlannedItem,
  rule: Rule<number>,
  union: UnionFacts,
  surroundings: Surroundings,
  column: string | undefined,
): Points {
  const { scoring } = plan;
  const factsOf = (index: number, parts: readonly Facts[], around: Surroundings): Facts => {
    const input = union.inputs[index];
    return {
      verdict: input?.verdict ?? 'K',
      ...fraction(input?.n ?? null, input?.d ?? null),
      judged: decide(input?.judged ?? [], scoring, column),
      threshold: thresholdsFor(union),
      parts,
      ...around,
    };
  };
  const alone = { rank: null, below: null };
  const parts = item.parts.map((index) => factsOf(index, [], alone));
  const points = rulePoints(rule, factsOf(item.main, parts, surroundings), scoring.notApplicable);
  const given = union.inputs[item.main]?.given;
  if (given) {
    const value = given === 'full' ? points.max : 0;
    return { low: value, high: value, max: points.max };
  }
  return zeroed(
    points,
    item.zero.map((index) => union.inputs[index]?.verdict ?? 'K'),
  );
}

/** Zero-item triggers: one that holds takes all points (and deductions); one that may hold opens the range to 0. */
function zeroed(points: Points, triggers: readonly VerdictCode[]): Points {
  if (triggers.includes('M')) return { low: 0, high: 0, max: points.max };
  if (!triggers.some((verdict) => verdict === 'K' || verdict === 'P')) return points;
  return { low: Math.min(points.low, 0), high: Math.max(points.high, 0), max: points.max };
}
