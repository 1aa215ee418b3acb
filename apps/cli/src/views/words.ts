import { allRegisters, type PointRange } from '@jianjia/assessments/contract';
import { type Scheme, type Verdict, verdictTitles } from '@jianjia/rules';
import { percent, trimmed } from '../console/text.ts';

/** A mark for each verdict that needs no colour. */
const MARKS: Readonly<Record<Verdict, string>> = {
  met: '✓',
  unmet: '✗',
  unknown: '?',
  pending: '…',
  not_applicable: '–',
};

export function verdictText(verdict: Verdict): string {
  return `${MARKS[verdict]} ${verdictTitles[verdict]}`;
}

/** A number with its unit: rates 0–1 as percent, 分 as yuan, yes/no in words. */
export function numberText(value: number, unit: string | null): string {
  if (unit === '%') return percent(value);
  if (unit === '分') return `${(value / 100).toFixed(2)}元`;
  if (unit === '是否') return value === 1 ? '是' : '否';
  return `${trimmed(value)}${unit ?? ''}`;
}

interface Numbers {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly unit: string | null;
}

/** `83.33%（5÷6）`; a dash where there is no number. */
export function valueText({ value, numerator, denominator, unit }: Numbers): string {
  if (value === null) return '—';
  const parts = numerator === null || denominator === null ? '' : `（${trimmed(numerator)}÷${trimmed(denominator)}）`;
  return `${numberText(value, unit)}${parts}`;
}

/** Chinese titles of what is missing: registers, and parameters of the scheme. */
export function missingText(missing: readonly string[], scheme: Scheme | undefined): string {
  const titles = missing.map(
    (id) =>
      allRegisters.find((register) => register.name === id)?.title ??
      scheme?.parameters.find((parameter) => parameter.id === id)?.title ??
      id,
  );
  return titles.join('、');
}

/** Points: one number, or `12.5–40` where the registers leave something open. */
export function rangeText({ low, high }: PointRange): string {
  if (high === null) return `${trimmed(low)}以上`;
  return low === high ? trimmed(low) : `${trimmed(low)}–${trimmed(high)}`;
}
