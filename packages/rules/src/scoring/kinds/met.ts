import { z } from 'zod';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, fixed, lit, type Amount, type Points, type SqlPoints } from '../points.ts';

/** Boolean: 符合得分，不符合不得分（或倒扣）. */
export interface MetRule<A> {
  readonly by: 'met';
  readonly points: A;
  /** Points when unmet; 0 unless the sheet says 倒扣. */
  readonly otherwise: A;
}

export const metShape = z.strictObject({
  by: z.literal('met').describe('是非：符合得分，不符合不得分'),
  points: amountShape,
  otherwise: amountShape.optional().describe('不符合时的得分，默认 0；倒扣写负数'),
});

export function buildMet(yaml: z.output<typeof metShape>): MetRule<Amount> {
  return { ...yaml, otherwise: yaml.otherwise ?? fixed(0) };
}

export function metAmounts<A, B>(rule: MetRule<A>, to: (amount: A) => B): MetRule<B> {
  return { by: 'met', points: to(rule.points), otherwise: to(rule.otherwise) };
}

export function metPoints(rule: MetRule<number>, facts: Facts): Points {
  const { points, otherwise } = rule;
  const max = Math.max(points, 0);
  if (facts.verdict === 'M') return { low: points, high: points, max };
  if (facts.verdict === 'U') return { low: otherwise, high: otherwise, max };
  return { low: Math.min(points, otherwise), high: Math.max(points, otherwise), max };
}

export function metSql(rule: MetRule<number>, facts: SqlFacts): SqlPoints {
  const { points, otherwise } = rule;
  const pick = (unknown: number) =>
    `case ${facts.verdict} when 'M' then ${lit(points)} when 'U' then ${lit(otherwise)} else ${lit(unknown)} end`;
  return {
    low: pick(Math.min(points, otherwise)),
    high: pick(Math.max(points, otherwise)),
    max: lit(Math.max(points, 0)),
  };
}
