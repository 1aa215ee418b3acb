import { z } from 'zod';
import type { Decimal } from '../../scheme/decimal.ts';
import { decimalShape } from '../../scheme/leaves.ts';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, fixed, lit, type Amount, type Points, type SqlPoints } from '../points.ts';

export const peerKeys = ['class', 'kind', 'parent'] as const;
export type PeerKey = (typeof peerKeys)[number];

/** By place among peers: 第 1 名 5 分，前 3 名 4 分，前 30% 3 分，其余 1 分. Equal values share the better place. */
export interface RankRule<A> {
  readonly by: 'rank';
  /** Who is compared: unions of the track with equal keys; none: the whole track. */
  readonly among: readonly PeerKey[];
  readonly order: 'high' | 'low';
  /** Up to a place (3) or a share of the peers (30%). */
  readonly ranks: readonly { readonly to: Decimal; readonly points: A }[];
  readonly otherwise: A;
}

export const rankShape = z.strictObject({
  by: z.literal('rank').describe('按名次得分'),
  among: z
    .array(z.enum(peerKeys))
    .optional()
    .describe('与谁比：class 同类、kind 同组织类型、parent 同一上级；不写则全体'),
  order: z.enum(['high', 'low']).optional().describe('high 数值高者在前（默认）；low 低者在前'),
  ranks: z
    .array(z.strictObject({ to: decimalShape.describe('到第几名，或前百分之几'), points: amountShape }))
    .min(1, { error: '至少写一档名次。' }),
  otherwise: amountShape.optional().describe('其余的得分，默认 0'),
});

export function buildRank(yaml: z.output<typeof rankShape>): RankRule<Amount> {
  const { among, order, otherwise, ...rest } = yaml;
  return { ...rest, among: among ?? [], order: order ?? 'high', otherwise: otherwise ?? fixed(0) };
}

export function rankAmounts<A, B>(rule: RankRule<A>, to: (amount: A) => B): RankRule<B> {
  const ranks = rule.ranks.map((entry) => ({ to: entry.to, points: to(entry.points) }));
  return { ...rule, ranks, otherwise: to(rule.otherwise) };
}

function all(rule: RankRule<number>): readonly number[] {
  return [...rule.ranks.map((entry) => entry.points), rule.otherwise];
}

/** A better place never gives fewer points; else bounds on the place would be no bounds on the points. */
export function isFalling(rule: RankRule<number>): boolean {
  return all(rule).every((points, index, list) => index === 0 || points <= (list[index - 1] ?? points));
}

const isShare = (to: Decimal) => to.text.endsWith('%');

export function rankPoints(rule: RankRule<number>, facts: Facts): Points {
  const { rank } = facts;
  const max = Math.max(...all(rule), 0);
  if (rank === null) return { low: Math.min(...all(rule)), high: Math.max(...all(rule)), max };
  const at = (place: number): number => {
    const reached = rule.ranks.find(({ to }) => place * to.q <= to.p * (isShare(to) ? rank.of : 1));
    return reached ? reached.points : rule.otherwise;
  };
  return { low: at(rank.worst), high: at(rank.best), max };
}

export function rankSql(rule: RankRule<number>, facts: SqlFacts): SqlPoints {
  const { rank } = facts;
  const at = (place: string, unknown: number): string => {
    const steps = rule.ranks.map(({ to, points }) => {
      const limit = isShare(to) ? `${lit(to.p)} * ${rank.of}` : lit(to.p);
      return `when ${place} * ${lit(to.q)} <= ${limit} then ${lit(points)}`;
    });
    return `case when ${place} is null then ${lit(unknown)} ${steps.join(' ')} else ${lit(rule.otherwise)} end`;
  };
  return {
    low: at(rank.worst, Math.min(...all(rule))),
    high: at(rank.best, Math.max(...all(rule))),
    max: lit(Math.max(...all(rule), 0)),
  };
}
