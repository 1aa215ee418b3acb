import { z } from 'zod';
import type { Criterion } from '../../scheme/criterion.ts';
import { criterionShape, kebabId } from '../../scheme/leaves.ts';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, clip, lit, type Points, type SqlPoints } from '../points.ts';

/** Several conditions adding up: 有计划 2 分，有总结 2 分，有记录 1 分. */
export interface PartsRule<A, R> {
  readonly by: 'parts';
  readonly points: A;
  readonly floor: A;
  readonly parts: readonly { readonly id: string; readonly criterion: Criterion; readonly rule: R }[];
}

/** The shape, with the shape of a part's own rule given. */
export function partsShape<S extends z.ZodType>(rule: S) {
  return z.strictObject({
    by: z.literal('parts').describe('分项相加'),
    points: amountShape,
    floor: amountShape.optional().describe('最低分，默认 0'),
    parts: z
      .array(z.strictObject({ id: kebabId, ...criterionShape, score: rule.describe('本分项如何得分') }))
      .min(2, { error: '至少写两个分项。' }),
  });
}

/** Sums the parts, at most `points`; full marks shrink by parts that do not apply. */
export function partsPoints<R>(
  rule: PartsRule<number, R>,
  facts: Facts,
  evaluate: (rule: R, facts: Facts) => Points,
): Points {
  let [low, high, max] = [0, 0, 0];
  rule.parts.forEach((part, index) => {
    const own = facts.parts[index];
    if (!own) return;
    const points = evaluate(part.rule, own);
    low += points.low;
    high += points.high;
    max += points.max;
  });
  const { floor, points } = rule;
  return { low: clip(low, floor, points), high: clip(high, floor, points), max: Math.min(max, points) };
}

export function partsSql<R>(
  rule: PartsRule<number, R>,
  facts: SqlFacts,
  evaluate: (rule: R, facts: SqlFacts) => SqlPoints,
): SqlPoints {
  const parts = rule.parts.flatMap((part, index) => {
    const own = facts.parts[index];
    return own ? [evaluate(part.rule, own)] : [];
  });
  const sum = (pick: (points: SqlPoints) => string) => parts.map((part) => `(${pick(part)})`).join(' + ');
  const clipped = (term: string) => `greatest(${lit(rule.floor)}, least(${lit(rule.points)}, ${term}))`;
  return {
    low: clipped(sum((part) => part.low)),
    high: clipped(sum((part) => part.high)),
    max: `least(${lit(rule.points)}, ${sum((part) => part.max)})`,
  };
}
