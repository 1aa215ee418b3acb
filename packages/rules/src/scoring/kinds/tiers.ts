import { z } from 'zod';
import type { Comparison } from '../../scheme/criterion.ts';
import { comparisonShape } from '../../scheme/leaves.ts';
import { holds, isReady, sqlHolds, sqlReady, thresholdsOf } from '../compare.ts';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, fixed, lit, type Amount, type Points, type SqlPoints } from '../points.ts';

/** Steps: 95% 以上 5 分，90% 以上 3 分，以下不得分. The first step that holds decides. */
export interface TiersRule<A> {
  readonly by: 'tiers';
  readonly tiers: readonly { readonly comparison: Comparison; readonly points: A }[];
  readonly otherwise: A;
}

export const tiersShape = z.strictObject({
  by: z.literal('tiers').describe('分档：自上而下，第一个符合的档次得分'),
  tiers: z
    .array(z.strictObject({ ...comparisonShape, points: amountShape }))
    .min(1, { error: '至少写一档。' })
    .describe('各档'),
  otherwise: amountShape.optional().describe('各档都不符合时的得分，默认 0'),
});

export function buildTiers(yaml: z.output<typeof tiersShape>, comparisons: readonly Comparison[]): TiersRule<Amount> {
  const tiers = yaml.tiers.map((tier, index) => ({ comparison: comparisons[index] ?? {}, points: tier.points }));
  return { by: 'tiers', tiers, otherwise: yaml.otherwise ?? fixed(0) };
}

export function tiersAmounts<A, B>(rule: TiersRule<A>, to: (amount: A) => B): TiersRule<B> {
  const tiers = rule.tiers.map((tier) => ({ comparison: tier.comparison, points: to(tier.points) }));
  return { by: 'tiers', tiers, otherwise: to(rule.otherwise) };
}

function all(rule: TiersRule<number>): readonly number[] {
  return [...rule.tiers.map((tier) => tier.points), rule.otherwise];
}

/** Where the value or a parameter is unknown any step is possible. */
export function tiersPoints(rule: TiersRule<number>, facts: Facts): Points {
  const max = Math.max(...all(rule), 0);
  const thresholds = rule.tiers.flatMap((tier) => thresholdsOf(tier.comparison));
  if (!isReady(facts, thresholds)) return { low: Math.min(...all(rule)), high: Math.max(...all(rule)), max };
  const reached = rule.tiers.find((tier) => holds(tier.comparison, facts) === true);
  const points = reached ? reached.points : rule.otherwise;
  return { low: points, high: points, max };
}

export function tiersSql(rule: TiersRule<number>, facts: SqlFacts): SqlPoints {
  const ready = sqlReady(
    facts,
    rule.tiers.flatMap((tier) => thresholdsOf(tier.comparison)),
  );
  const steps = rule.tiers.map((tier) => `when ${sqlHolds(tier.comparison, facts)} then ${lit(tier.points)}`).join(' ');
  const pick = (unknown: number) =>
    `case when not (${ready}) then ${lit(unknown)} ${steps} else ${lit(rule.otherwise)} end`;
  return { low: pick(Math.min(...all(rule))), high: pick(Math.max(...all(rule))), max: lit(Math.max(...all(rule), 0)) };
}
