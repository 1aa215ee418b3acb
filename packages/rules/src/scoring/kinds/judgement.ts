import { z } from 'zod';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, lit, pointsShape, type Amount, type Points, type SqlPoints } from '../points.ts';

/** A person gives points within a range: 酌情 0–5 分. Points out of range or off the step count as not given. */
export interface JudgementRule<A> {
  readonly by: 'judgement';
  readonly from: A;
  readonly to: A;
  /** Smallest step in thousandths, 1 when none is stated. */
  readonly step: number;
}

export const judgementShape = z.strictObject({
  by: z.literal('judgement').describe('由人在幅度内评分'),
  range: z.tuple([amountShape, amountShape], { error: '须写最低分和最高分，如 [0, 5]。' }).describe('幅度，如 [0, 5]'),
  step: pointsShape.optional().describe('最小分差，如 0.5'),
});

export function buildJudgement(yaml: z.output<typeof judgementShape>): JudgementRule<Amount> | string {
  if (yaml.step !== undefined && yaml.step <= 0) return '最小分差 step 须大于 0。';
  return { by: 'judgement', from: yaml.range[0], to: yaml.range[1], step: yaml.step ?? 1 };
}

export function judgementAmounts<A, B>(rule: JudgementRule<A>, to: (amount: A) => B): JudgementRule<B> {
  return { by: 'judgement', from: to(rule.from), to: to(rule.to), step: rule.step };
}

export function judgementPoints(rule: JudgementRule<number>, facts: Facts): Points {
  const { judged } = facts;
  const max = Math.max(rule.to, 0);
  if (judged !== null && judged >= rule.from && judged <= rule.to) {
    const above = judged - rule.from;
    if (above - rule.step * Math.floor(above / rule.step) === 0) return { low: judged, high: judged, max };
  }
  return { low: rule.from, high: rule.to, max };
}

export function judgementSql(rule: JudgementRule<number>, facts: SqlFacts): SqlPoints {
  const { judged } = facts;
  const above = `(${judged} - ${lit(rule.from)})`;
  const onStep = `${above} - ${lit(rule.step)} * floor(${above} / ${lit(rule.step)}) = 0`;
  const valid = `${judged} >= ${lit(rule.from)} and ${judged} <= ${lit(rule.to)} and ${onStep}`;
  const pick = (unknown: number) => `case when ${valid} then ${judged} else ${lit(unknown)} end`;
  return { low: pick(rule.from), high: pick(rule.to), max: lit(Math.max(rule.to, 0)) };
}
