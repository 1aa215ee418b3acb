import { InvalidArgumentError } from 'commander';
import { parsePlainDate, type PlainDate } from '@jianjia/kernel';
import { parseDecimal, type Decimal } from '@jianjia/rules';
import { shortened } from './text.ts';

/** Parses a day given as an argument. */
export function dateValue(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date) return date;
  throw new InvalidArgumentError(
    `日期“${shown(text)}”不对：要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。`,
  );
}

/** Parses a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`“${shown(text)}”不对：要写成 ${least} 到 ${most} 之间的整数。`);
  };
}

/** Parses a scale: a positive decimal number up to 1000. */
export function scaleValue(text: string): number {
  const value = /^\d{1,4}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value <= 1000) return value;
  throw new InvalidArgumentError(`规模“${shown(text)}”不对：要写成大于 0、不超过 1000 的数，例如 2 或 0.5。`);
}

/** Parses a probability: a decimal number from 0 to 1. */
export function shareValue(text: string): number {
  const value = /^(0|1|0?\.\d{1,9}|0\.\d{1,9}|1\.0{1,9})$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError(`可能性“${shown(text)}”不对：要写成 0 到 1 之间的数，例如 0.9。`);
}

/** Parses a parameter's value, `85%` or `0.85`. */
export function decimalValue(text: string): Decimal {
  const value = parseDecimal(text);
  if (value) return value;
  throw new InvalidArgumentError(`数值“${shown(text)}”不对：要写成数或百分数，例如 0.85 或 85%，小数最多 6 位。`);
}

/** Parses the address of an act, `registers.import`. */
export function actValue(text: string): string {
  if (/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(text)) return text;
  throw new InvalidArgumentError(
    `操作“${shown(text)}”不对：要写成 journal show 中“操作”一栏的样子，例如 registers.import。`,
  );
}

/** Parses a union's code: 1–32 of A–Z a–z 0–9 - _ (ruling «Exchange format»). */
export function unionCodeValue(text: string): string {
  if (/^[A-Za-z0-9_-]{1,32}$/.test(text)) return text;
  throw new InvalidArgumentError(
    `工会编码“${shown(text)}”不对：由 1 到 32 位字母、数字、-、_ 组成，即 unions.csv 的 union_code。`,
  );
}

function shown(text: string): string {
  return shortened(text, 40);
}
