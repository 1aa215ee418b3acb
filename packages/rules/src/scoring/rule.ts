import { z } from 'zod';
import type { Facts, SqlFacts } from './facts.ts';
import { belowAmounts, belowPoints, belowShape, belowSql, type BelowRule } from './kinds/below.ts';
import {
  judgementAmounts,
  judgementPoints,
  judgementShape,
  judgementSql,
  type JudgementRule,
} from './kinds/judgement.ts';
import { linearAmounts, linearPoints, linearShape, linearSql, type LinearRule } from './kinds/linear.ts';
import { metAmounts, metPoints, metShape, metSql, type MetRule } from './kinds/met.ts';
import { narrativePoints, narrativeShape, narrativeSql, type NarrativeRule } from './kinds/narrative.ts';
import {
  occurrencesAmounts,
  occurrencesMarks,
  occurrencesPoints,
  occurrencesShape,
  occurrencesSql,
  type OccurrencesRule,
} from './kinds/occurrences.ts';
import { partsPoints, partsShape, partsSql, type PartsRule } from './kinds/parts.ts';
import { rankAmounts, rankPoints, rankShape, rankSql, type RankRule } from './kinds/rank.ts';
import {
  thresholdAmounts,
  thresholdPoints,
  thresholdRuleShape,
  thresholdSql,
  type ThresholdRule,
} from './kinds/threshold.ts';
import { tiersAmounts, tiersPoints, tiersShape, tiersSql, type TiersRule } from './kinds/tiers.ts';
import type { Amount, Points, SqlPoints } from './points.ts';

/*
 * The kinds of scoring rules. A kind is one file in kinds/: shape, interpreter and SQL side by side; it is listed
 * here. Amounts are `A`: a matrix as loaded, a number once class and kind of the union are fixed.
 */

/** Rules that a part of an item may have. */
export type SimpleRule<A = Amount> =
  | MetRule<A>
  | ThresholdRule<A>
  | TiersRule<A>
  | LinearRule<A>
  | OccurrencesRule<A>
  | JudgementRule<A>;

export type Rule<A = Amount> = SimpleRule<A> | NarrativeRule | RankRule<A> | BelowRule<A> | PartsRule<A, SimpleRule<A>>;

export const simpleRuleShape = z.discriminatedUnion('by', [
  metShape,
  thresholdRuleShape,
  tiersShape,
  linearShape,
  occurrencesShape,
  judgementShape,
]);

/** The shape of an item's rule, every kind extended by the keys that all share. */
export function ruleShapeWith<T extends z.core.$ZodLooseShape>(shared: T) {
  return z.discriminatedUnion('by', [
    metShape.extend(shared),
    thresholdRuleShape.extend(shared),
    tiersShape.extend(shared),
    linearShape.extend(shared),
    occurrencesShape.extend(shared),
    judgementShape.extend(shared),
    narrativeShape.extend(shared),
    rankShape.extend(shared),
    belowShape.extend(shared),
    partsShape(simpleRuleShape).extend(shared),
  ]);
}

/** Replaces every amount of a rule. */
export function mapAmounts<A, B>(rule: Rule<A>, to: (amount: A) => B): Rule<B> {
  switch (rule.by) {
    case 'narrative':
      return rule;
    case 'rank':
      return rankAmounts(rule, to);
    case 'below':
      return belowAmounts(rule, to);
    case 'parts': {
      const parts = rule.parts.map((part) => ({ ...part, rule: mapSimple(part.rule, to) }));
      return { ...rule, points: to(rule.points), floor: to(rule.floor), parts };
    }
    default:
      return mapSimple(rule, to);
  }
}

function mapSimple<A, B>(rule: SimpleRule<A>, to: (amount: A) => B): SimpleRule<B> {
  switch (rule.by) {
    case 'met':
      return metAmounts(rule, to);
    case 'threshold':
      return thresholdAmounts(rule, to);
    case 'tiers':
      return tiersAmounts(rule, to);
    case 'linear':
      return linearAmounts(rule, to);
    case 'occurrences':
      return occurrencesAmounts(rule, to);
    case 'judgement':
      return judgementAmounts(rule, to);
  }
}

/** The most a rule can give where it applies, as sheets print it. */
export function fullMarks(rule: Rule<number>): number {
  switch (rule.by) {
    case 'narrative':
      return 0;
    case 'tiers':
      return Math.max(0, rule.otherwise, ...rule.tiers.map((tier) => tier.points));
    case 'rank':
      return Math.max(0, rule.otherwise, ...rule.ranks.map((entry) => entry.points));
    case 'occurrences':
      return occurrencesMarks(rule);
    case 'judgement':
      return Math.max(0, rule.to);
    case 'parts':
      return Math.min(
        rule.points,
        rule.parts.reduce((sum, part) => sum + fullMarks(part.rule), 0),
      );
    default:
      return Math.max(0, rule.points);
  }
}

/** What becomes of an item that does not apply: rescaled away, lost, or given full marks. */
export type NotApplicable = 'rescale' | 'lost' | 'full';

/** Interpreter: the points of a rule for one union. */
export function rulePoints(rule: Rule<number>, facts: Facts, policy: NotApplicable): Points {
  const points = applied(rule, facts, policy);
  if (facts.verdict !== 'N') return points;
  if (policy === 'rescale') return { low: 0, high: 0, max: 0 };
  const given = policy === 'full' ? points.max : 0;
  return { low: given, high: given, max: points.max };
}

function applied(rule: Rule<number>, facts: Facts, policy: NotApplicable): Points {
  switch (rule.by) {
    case 'met':
      return metPoints(rule, facts);
    case 'threshold':
      return thresholdPoints(rule, facts);
    case 'tiers':
      return tiersPoints(rule, facts);
    case 'linear':
      return linearPoints(rule, facts);
    case 'occurrences':
      return occurrencesPoints(rule, facts);
    case 'judgement':
      return judgementPoints(rule, facts);
    case 'narrative':
      return narrativePoints();
    case 'rank':
      return rankPoints(rule, facts);
    case 'below':
      return belowPoints(rule, facts);
    case 'parts':
      return partsPoints(rule, facts, (part, own) => rulePoints(part, own, policy));
  }
}

/** The same as SQL terms. */
export function ruleSql(rule: Rule<number>, facts: SqlFacts, policy: NotApplicable): SqlPoints {
  const points = appliedSql(rule, facts, policy);
  const unless = (given: string, term: string) => `case when ${facts.verdict} = 'N' then ${given} else ${term} end`;
  if (policy === 'rescale') {
    const [low, high, max] = [points.low, points.high, points.max].map((term) => unless('0::float8', term));
    return { low: low ?? '', high: high ?? '', max: max ?? '' };
  }
  const given = policy === 'full' ? points.max : '0::float8';
  return { low: unless(given, points.low), high: unless(given, points.high), max: points.max };
}

function appliedSql(rule: Rule<number>, facts: SqlFacts, policy: NotApplicable): SqlPoints {
  switch (rule.by) {
    case 'met':
      return metSql(rule, facts);
    case 'threshold':
      return thresholdSql(rule, facts);
    case 'tiers':
      return tiersSql(rule, facts);
    case 'linear':
      return linearSql(rule, facts);
    case 'occurrences':
      return occurrencesSql(rule, facts);
    case 'judgement':
      return judgementSql(rule, facts);
    case 'narrative':
      return narrativeSql();
    case 'rank':
      return rankSql(rule, facts);
    case 'below':
      return belowSql(rule, facts);
    case 'parts':
      return partsSql(rule, facts, (part, own) => ruleSql(part, own, policy));
  }
}
