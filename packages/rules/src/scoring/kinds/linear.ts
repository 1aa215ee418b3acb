import { z } from 'zod';
import type { Threshold } from '../../scheme/criterion.ts';
import type { Decimal } from '../../scheme/decimal.ts';
import { decimalShape, thresholdShape } from '../../scheme/leaves.ts';
import { isReady, sqlReady } from '../compare.ts';
import type { Facts, SqlFacts } from '../facts.ts';
import { amountShape, clip, fixed, lit, round, type Amount, type Points, type SqlPoints } from '../points.ts';

/**
 * Linear: 达到 95% 得 10 分，每低 1 个百分点扣 0.5 分; per 1 % or per N units. `minus` goes down from `points` to
 * `floor`; `plus` goes up from `start` to `points`. Steps are counted whole (不足一个单位不计), started (不足一个单位
 * 按一个计) or exact (按比例).
 */
export interface LinearRule<A> {
  readonly by: 'linear';
  readonly points: A;
  readonly target: Threshold;
  readonly side: 'below' | 'above';
  readonly per: Decimal;
  readonly count: 'whole' | 'started' | 'exact';
  /** Points at the target: `points` for minus, `start` for plus. */
  readonly start: A;
  /** Change per step, negative for minus. */
  readonly step: A;
  readonly floor: A;
}

export const linearShape = z.strictObject({
  by: z.literal('linear').describe('按比例：每差（每超）一个单位扣分或加分'),
  points: amountShape,
  target: thresholdShape.describe('基准数，如 95%'),
  side: z
    .enum(['below', 'above'])
    .optional()
    .describe('below 低于基准时计（minus 的默认）；above 高于基准时计（plus 的默认）'),
  per: decimalShape.describe('单位，如 1% 或 5'),
  count: z
    .enum(['whole', 'started', 'exact'])
    .optional()
    .describe('whole 不足一个单位不计（默认）；started 按一个计；exact 按比例'),
  minus: amountShape.optional().describe('每个单位扣几分'),
  plus: amountShape.optional().describe('每个单位加几分'),
  start: amountShape.optional().describe('plus 的起点分，默认 0'),
  floor: amountShape.optional().describe('最低分，默认 0；允许倒扣时写负数'),
});

/** Negates an amount. */
function negative(amount: Amount): Amount {
  if (amount.by === 'all') return fixed(-amount.milli);
  const cells = Object.entries(amount.cells).map(([key, milli]) => [key, milli === null ? null : -milli] as const);
  return { by: amount.by, cells: Object.fromEntries(cells) };
}

/** The rule, or a sentence when minus and plus are not exactly one. */
export function buildLinear(yaml: z.output<typeof linearShape>): LinearRule<Amount> | string {
  const { minus, plus } = yaml;
  if ((minus === undefined) === (plus === undefined)) return 'minus（扣分）与 plus（加分）须写且只写其一。';
  if (yaml.per.p <= 0) return '单位 per 须大于 0。';
  if (minus !== undefined && yaml.start !== undefined) return 'start 只与 plus 同用；扣分从 points 起扣。';
  return {
    by: 'linear',
    points: yaml.points,
    target: yaml.target,
    side: yaml.side ?? (minus ? 'below' : 'above'),
    per: yaml.per,
    count: yaml.count ?? 'whole',
    start: minus ? yaml.points : (yaml.start ?? fixed(0)),
    step: minus ? negative(minus) : (plus ?? fixed(0)),
    floor: yaml.floor ?? fixed(0),
  };
}

export function linearAmounts<A, B>(rule: LinearRule<A>, to: (amount: A) => B): LinearRule<B> {
  const { points, start, step, floor } = rule;
  return { ...rule, points: to(points), start: to(start), step: to(step), floor: to(floor) };
}

/** steps = |target - n/d| / per = (p*d - n*q) * s / (q * d * r) with target p/q and per r/s. */
export function linearPoints(rule: LinearRule<number>, facts: Facts): Points {
  const max = Math.max(rule.points, 0);
  const target = facts.threshold(rule.target);
  if (!isReady(facts, [rule.target]) || facts.n === null || facts.d === null || target === null) {
    const start = clip(rule.start, rule.floor, rule.points);
    return rule.step < 0 ? { low: rule.floor, high: start, max } : { low: start, high: rule.points, max };
  }
  const [under, per] = [target.p * facts.d - facts.n * target.q, rule.per];
  const distance = (rule.side === 'below' ? under : -under) * per.q;
  const steps = Math.max(distance, 0) / (target.q * facts.d * per.p);
  const counted = rule.count === 'whole' ? Math.floor(steps) : rule.count === 'started' ? Math.ceil(steps) : steps;
  const points = clip(rule.start + round(counted * rule.step), rule.floor, rule.points);
  return { low: points, high: points, max };
}

export function linearSql(rule: LinearRule<number>, facts: SqlFacts): SqlPoints {
  const { p, q } = facts.threshold(rule.target);
  const [first, second] = [`${p} * ${facts.d}`, `${facts.n} * ${q}`];
  const under = rule.side === 'below' ? `(${first} - ${second})` : `(-(${first} - ${second}))`;
  const steps = `greatest(${under} * ${lit(rule.per.q)}, 0::float8) / (${q} * ${facts.d} * ${lit(rule.per.p)})`;
  const counted = rule.count === 'whole' ? `floor(${steps})` : rule.count === 'started' ? `ceil(${steps})` : steps;
  const change = `floor((${counted}) * ${lit(rule.step)} + 0.5::float8)`;
  const points = `greatest(${lit(rule.floor)}, least(${lit(rule.points)}, ${lit(rule.start)} + ${change}))`;
  const start = clip(rule.start, rule.floor, rule.points);
  const pick = (unknown: number) =>
    `case when ${sqlReady(facts, [rule.target])} then ${points} else ${lit(unknown)} end`;
  return {
    low: pick(rule.step < 0 ? rule.floor : start),
    high: pick(rule.step < 0 ? start : rule.points),
    max: lit(Math.max(rule.points, 0)),
  };
}
