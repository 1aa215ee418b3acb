import { z } from 'zod';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, clip, fixed, lit, MILLI, round, type Amount, type Points, type SqlPoints } from '../points.ts';

/** Per occurrence: 每发生一起扣 2 分，扣完为止 / 每获一项加 1 分，最高 5 分. The measure's number is the count. */
export interface OccurrencesRule<A> {
  readonly by: 'occurrences';
  readonly start: A;
  /** Points per occurrence, negative for a deduction. */
  readonly each: A;
  readonly floor: A;
  readonly cap: A;
}

export const occurrencesShape = z.strictObject({
  by: z.literal('occurrences').describe('按次：每次加分或扣分，有底有顶'),
  start: amountShape.optional().describe('起点分，默认 0'),
  each: amountShape.describe('每次加几分；扣分写负数'),
  floor: amountShape.optional().describe('最低分，默认 0（扣完为止）；倒扣写负数'),
  cap: z
    .union([amountShape, z.literal('none')], { error: '此处应为分值，或 none（不封顶）。' })
    .optional()
    .describe('最高分，默认等于起点分；加分项须写；none 不封顶'),
});

/** `cap: none`: a million points, which no scheme gives; such an item has no full marks. */
export const UNLIMITED = 1_000_000 * MILLI;

export function buildOccurrences(yaml: z.output<typeof occurrencesShape>): OccurrencesRule<Amount> {
  const start = yaml.start ?? fixed(0);
  const cap = yaml.cap === 'none' ? fixed(UNLIMITED) : (yaml.cap ?? start);
  return { by: 'occurrences', start, each: yaml.each, floor: yaml.floor ?? fixed(0), cap };
}

export function occurrencesAmounts<A, B>(rule: OccurrencesRule<A>, to: (amount: A) => B): OccurrencesRule<B> {
  return { by: 'occurrences', start: to(rule.start), each: to(rule.each), floor: to(rule.floor), cap: to(rule.cap) };
}

export function occurrencesMarks(rule: OccurrencesRule<number>): number {
  return rule.cap >= UNLIMITED ? 0 : Math.max(rule.cap, 0);
}

export function occurrencesPoints(rule: OccurrencesRule<number>, facts: Facts): Points {
  const max = occurrencesMarks(rule);
  const start = clip(rule.start, rule.floor, rule.cap);
  if (facts.n === null || facts.d === null) {
    return rule.each < 0 ? { low: rule.floor, high: start, max } : { low: start, high: rule.cap, max };
  }
  const points = clip(rule.start + round(facts.n * rule.each), rule.floor, rule.cap);
  return { low: points, high: points, max };
}

export function occurrencesSql(rule: OccurrencesRule<number>, facts: SqlFacts): SqlPoints {
  const start = clip(rule.start, rule.floor, rule.cap);
  const change = `floor(${facts.n} * ${lit(rule.each)} + 0.5::float8)`;
  const points = `greatest(${lit(rule.floor)}, least(${lit(rule.cap)}, ${lit(rule.start)} + ${change}))`;
  const pick = (unknown: number) =>
    `case when ${facts.n} is not null and ${facts.d} is not null then ${points} else ${lit(unknown)} end`;
  return {
    low: pick(rule.each < 0 ? rule.floor : start),
    high: pick(rule.each < 0 ? start : rule.cap),
    max: lit(occurrencesMarks(rule)),
  };
}
