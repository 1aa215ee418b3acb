import { z } from 'zod';
import type { Decimal } from '../../scheme/decimal.ts';
import { decimalShape, wordId } from '../../scheme/leaves.ts';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, clip, lit, pointsShape, round, type Amount, type Points, type SqlPoints } from '../points.ts';

/**
 * Across levels: the totals of the unions below feed this one. `mean`: mean total × weight (本级得分 + 所属企业平均分
 * 的 50%); `share`: the share of them whose total reaches a bar × points (抽查基层工会，达标率).
 */
export interface BelowRule<A> {
  readonly by: 'below';
  /** Tracks whose totals count. */
  readonly tracks: readonly string[];
  /** Unions directly below, or anywhere below. */
  readonly scope: 'children' | 'subtree';
  /** Only unions drawn for the sample. */
  readonly sampled: boolean;
  readonly take: 'mean' | 'share';
  readonly weight: Decimal;
  /** For `share`: the total that counts as reached, in thousandths. */
  readonly bar: number;
  readonly points: A;
}

export const belowShape = z.strictObject({
  by: z.literal('below').describe('跨级：由下级工会的得分计入本级'),
  tracks: z.array(wordId).min(1, { error: '至少写一个类别。' }).describe('取哪些类别的下级工会'),
  scope: z.enum(['children', 'subtree']).optional().describe('children 直接下级（默认）；subtree 全部下级'),
  sampled: z.boolean().optional().describe('true：只取被抽查的工会'),
  take: z.enum(['mean', 'share']).describe('mean 平均分乘以权重；share 达到 bar 分的比例乘以分值'),
  weight: decimalShape.optional().describe('mean 的权重，如 50%'),
  bar: pointsShape.optional().describe('share 的达标分'),
  points: amountShape.describe('本项最高分'),
});

export function buildBelow(yaml: z.output<typeof belowShape>): BelowRule<Amount> | string {
  if (yaml.take === 'mean' && (yaml.weight === undefined || yaml.bar !== undefined))
    return 'take: mean 须写 weight，不写 bar。';
  if (yaml.take === 'share' && (yaml.bar === undefined || yaml.weight !== undefined))
    return 'take: share 须写 bar，不写 weight。';
  if (yaml.weight !== undefined && yaml.weight.p < 0) return '权重 weight 不能为负。';
  return {
    by: 'below',
    tracks: yaml.tracks,
    scope: yaml.scope ?? 'children',
    sampled: yaml.sampled ?? false,
    take: yaml.take,
    weight: yaml.weight ?? { p: 1, q: 1, value: 1, text: '1' },
    bar: yaml.bar ?? 0,
    points: yaml.points,
  };
}

export function belowAmounts<A, B>(rule: BelowRule<A>, to: (amount: A) => B): BelowRule<B> {
  return { ...rule, points: to(rule.points) };
}

/** No union below: not applicable. */
export function belowPoints(rule: BelowRule<number>, facts: Facts): Points {
  const { below } = facts;
  if (below === null || below.count === 0) return { low: 0, high: 0, max: 0 };
  const mean = (sum: number) => clip(round((sum * rule.weight.p) / (below.count * rule.weight.q)), 0, rule.points);
  const share = (reached: number) => round((rule.points * reached) / below.count);
  const max = Math.max(rule.points, 0);
  if (rule.take === 'mean') return { low: mean(below.sum.low), high: mean(below.sum.high), max };
  return { low: share(below.reached.low), high: share(below.reached.high), max };
}

export function belowSql(rule: BelowRule<number>, facts: SqlFacts): SqlPoints {
  const { below } = facts;
  const mean = (sum: string) => {
    const value = `floor((${sum} * ${lit(rule.weight.p)}) / (${below.count} * ${lit(rule.weight.q)}) + 0.5::float8)`;
    return `greatest(0::float8, least(${lit(rule.points)}, ${value}))`;
  };
  const share = (reached: string) => `floor((${lit(rule.points)} * ${reached}) / ${below.count} + 0.5::float8)`;
  const some = (term: string) => `case when coalesce(${below.count}, 0) > 0 then ${term} else 0::float8 end`;
  const max = some(lit(Math.max(rule.points, 0)));
  if (rule.take === 'mean') return { low: some(mean(below.sum.low)), high: some(mean(below.sum.high)), max };
  return { low: some(share(below.reached.low)), high: some(share(below.reached.high)), max };
}
