import { z } from 'zod';
import { decimalOf } from '../scheme/decimal.ts';
import { wordId } from '../scheme/leaves.ts';

/**
 * Points are counted in thousandths, as whole numbers in doubles: sums are exact in any order, so the interpreter
 * and PostgreSQL agree to the last bit. Only three operations leave the whole numbers (a proportional deduction, a
 * mean, rescaling to full marks), and each rounds at once: floor(x + 0.5).
 */
export const MILLI = 1000;

/** Rounds half up to whole thousandths. */
export function round(value: number): number {
  return Math.floor(value + 0.5);
}

/** Rounds half up to `decimals` (0–3) decimals of a point. */
export function roundTo(milli: number, decimals: number): number {
  const unit = 10 ** (3 - decimals);
  return Math.floor(milli / unit + 0.5) * unit;
}

export function clip(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** What is certain (`low`) and what is possible (`high`), in thousandths; equal when nothing is unknown. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Points of a rule and its full marks (0 where it does not apply). */
export interface Points extends Range {
  readonly max: number;
}

/** A range as two SQL terms, float8. */
export interface SqlRange {
  readonly low: string;
  readonly high: string;
}

export interface SqlPoints extends SqlRange {
  readonly max: string;
}

/** A float8 literal. */
export function lit(value: number): string {
  return value < 0 ? `(${value})::float8` : `${value}::float8`;
}

/**
 * Points as a scheme states them: one number, or a matrix by class of the body or by kind of union.
 * `null` in a cell: the item is not asked of that class or kind.
 */
export type Amount =
  | { readonly by: 'all'; readonly milli: number }
  | { readonly by: 'class' | 'kind'; readonly cells: Readonly<Record<string, number | null>> };

function toMilli(value: number): number | null {
  const parsed = decimalOf(value);
  return parsed && parsed.q <= MILLI && Math.abs(parsed.p) < 1e9 ? parsed.p * (MILLI / parsed.q) : null;
}

const POINTS_SENTENCE = '分值须是数字，最多三位小数。';

/** A number of points with at most three decimals, in thousandths. */
export const pointsShape = z.number({ error: POINTS_SENTENCE }).transform((value, context) => {
  const milli = toMilli(value);
  if (milli !== null) return milli;
  context.addIssue({ code: 'custom', message: POINTS_SENTENCE });
  return z.NEVER;
});

const cells = z.record(
  wordId,
  z.union([z.number(), z.literal('none')], { error: '此处应为分值，或 none（不考核）。' }),
);

const AMOUNT_SENTENCE = '此处应为分值，或 { class: {类别: 分值} }、{ kind: {组织类型: 分值} }。';

export const amountShape = z
  .union([z.number(), z.strictObject({ class: cells }), z.strictObject({ kind: cells })], { error: AMOUNT_SENTENCE })
  .transform((value, context): Amount => {
    const read = (points: number | 'none'): number | null => {
      if (points === 'none') return null;
      const milli = toMilli(points);
      if (milli === null) context.addIssue({ code: 'custom', message: POINTS_SENTENCE });
      return milli;
    };
    if (typeof value === 'number') return { by: 'all', milli: read(value) ?? 0 };
    const by = 'class' in value ? 'class' : 'kind';
    const listed = 'class' in value ? value.class : value.kind;
    return { by, cells: Object.fromEntries(Object.entries(listed).map(([key, points]) => [key, read(points)])) };
  })
  .describe('分值；可按类别 { class: … } 或组织类型 { kind: … } 分别规定，none 为不考核');

export function fixed(milli: number): Amount {
  return { by: 'all', milli };
}
