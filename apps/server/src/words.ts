import { allRegisters } from '@jianjia/assessments/contract';
import type { Scheme, Verdict } from '@jianjia/rules';

interface VerdictWords {
  readonly word: string;
  /** A mark beside the word, so that nobody needs to see the colour. */
  readonly mark: string;
  readonly letter: string;
}

export const VERDICTS: Readonly<Record<Verdict, VerdictWords>> = {
  met: { word: '达标', mark: '✓', letter: 'm' },
  unmet: { word: '未达标', mark: '✕', letter: 'u' },
  unknown: { word: '资料不足', mark: '?', letter: 'k' },
  pending: { word: '待评定', mark: '…', letter: 'p' },
  not_applicable: { word: '不适用', mark: '–', letter: 'n' },
};

export const VERDICT_ORDER = [
  'met',
  'unmet',
  'unknown',
  'pending',
  'not_applicable',
] as const satisfies readonly Verdict[];

/** Whole numbers with thousands separators. */
export function counted(value: number): string {
  return value.toLocaleString('zh-CN');
}

/** A share 0–1 as percent, never rounded up to what it does not reach. */
export function percent(share: number): string {
  return `${Number((Math.floor(share * 10_000 + 1e-7) / 100).toFixed(2))}%`;
}

/** A number with its unit: rates as percent, 分 as yuan, yes/no in words. */
export function numberText(value: number, unit: string | null): string {
  if (unit === '%') return percent(value);
  if (unit === '分') return `${(value / 100).toFixed(2)} 元`;
  if (unit === '是否') return value === 1 ? '是' : '否';
  return `${Number(value.toFixed(4))}${unit ? ` ${unit}` : ''}`;
}

/** Chinese titles of missing registers, and of the scheme's parameters nobody has set. */
export function missingText(missing: readonly string[], scheme: Scheme): string {
  return missing
    .map((id) => {
      const register = allRegisters.find((candidate) => candidate.name === id);
      if (register) return `“${register.title}”台账`;
      const parameter = scheme.parameters.find((candidate) => candidate.id === id);
      return parameter ? `“${parameter.title}”（由上级工会设定）` : id;
    })
    .join('、');
}

/** Chinese title of a kind of union. */
export function kindTitle(kind: string): string {
  const type = allRegisters.find((register) => register.name === 'unions')?.columns['kind']?.type;
  return type?.kind === 'choice' ? (type.choices[kind] ?? kind) : kind;
}
