import { z } from 'zod';
import type { Comparison } from '../../scheme/criterion.ts';
import { comparisonShape } from '../../scheme/leaves.ts';
import { holds, sqlHolds } from '../compare.ts';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, fixed, lit, type Amount, type Points, type SqlPoints } from '../points.ts';

/** All or nothing: 达到 90% 得分，达不到不得分; its threshold may differ from the standard's own. */
export interface ThresholdRule<A> {
  readonly by: 'threshold';
  readonly comparison: Comparison;
  readonly points: A;
  readonly otherwise: A;
}

export const thresholdRuleShape = z.strictObject({
  by: z.literal('threshold').describe('一票式：达到数值得满分，达不到不得分'),
  ...comparisonShape,
  points: amountShape,
  otherwise: amountShape.optional().describe('达不到时的得分，默认 0'),
});

export function buildThreshold(
  yaml: z.output<typeof thresholdRuleShape>,
  comparison: Comparison,
): ThresholdRule<Amount> {
  return { by: 'threshold', comparison, points: yaml.points, otherwise: yaml.otherwise ?? fixed(0) };
}

export function thresholdAmounts<A, B>(rule: ThresholdRule<A>, to: (amount: A) => B): ThresholdRule<B> {
  return { ...rule, points: to(rule.points), otherwise: to(rule.otherwise) };
}

export function thresholdPoints(rule: ThresholdRule<number>, facts: Facts): Points {
  const reached = holds(rule.comparison, facts);
  const max = Math.max(rule.points, 0);
  if (reached !== null) {
    const points = reached ? rule.points : rule.otherwise;
    return { low: points, high: points, max };
  }
  return { low: Math.min(rule.points, rule.otherwise), high: Math.max(rule.points, rule.otherwise), max };
}

export function thresholdSql(rule: ThresholdRule<number>, facts: SqlFacts): SqlPoints {
  const reached = sqlHolds(rule.comparison, facts);
  const pick = (unknown: number) =>
    `case when ${reached} then ${lit(rule.points)} when not ${reached} then ${lit(rule.otherwise)} else ${lit(unknown)} end`;
  return {
    low: pick(Math.min(rule.points, rule.otherwise)),
    high: pick(Math.max(rule.points, rule.otherwise)),
    max: lit(Math.max(rule.points, 0)),
  };
}
