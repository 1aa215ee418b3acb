import type { CodeTable } from '@jianjia/codes';
import type { SizeClass } from '../../contract/gaps.ts';
import { type IndustryRules, readRules, rulesFor } from './industry-tables.ts';

const ORDER = ['micro', 'small', 'medium', 'large'] as const satisfies readonly SizeClass[];

/** What sizes are measured by: employees in persons, revenue and assets of a year in 万元; null where not known. */
export interface SizeNumbers {
  readonly employees: number | null;
  readonly revenue: number | null;
  readonly assets: number | null;
}

/** The lower bounds of one measure in one industry. */
export interface SizeBounds {
  readonly title: string;
  readonly indicator: keyof SizeNumbers;
  readonly large: number;
  readonly medium: number;
  readonly small: number;
}

export type SizeTable = IndustryRules<SizeBounds>;

/** What can be said about the size of an enterprise. */
export type SizeFinding =
  | { readonly is: 'known'; readonly size: SizeClass; readonly title: string }
  /** A number is missing; by what is there it is no larger than this. */
  | {
      readonly is: 'at_most';
      readonly size: SizeClass;
      readonly title: string;
      readonly lacking: readonly (keyof SizeNumbers)[];
    }
  /** Nothing is known, or the industry is not sized. */
  | { readonly is: 'unknown'; readonly title: string | null; readonly lacking: readonly (keyof SizeNumbers)[] };

/** Reads `reference/enterprise-sizes.csv`. Throws Error for a faulty file. */
export function readSizeTable(text: string, industries: CodeTable): SizeTable {
  return readRules(text, industries, (cells): SizeBounds => {
    const { title = '', indicator = '' } = cells;
    const [large, medium, small] = [cells['large'], cells['medium'], cells['small']].map(Number);
    if (!isIndicator(indicator) || ![large, medium, small].every(Number.isFinite)) {
      throw new Error(`no bounds: ${title} ${indicator}`);
    }
    return { title, indicator, large: large ?? 0, medium: medium ?? 0, small: small ?? 0 };
  });
}

function isIndicator(text: string): text is keyof SizeNumbers {
  return ['employees', 'revenue', 'assets'].includes(text);
}

/**
 * The size of an enterprise by 统计上大中小微型企业划分办法（2017） (国统字〔2017〕213 号): large, medium and small enterprises
 * reach the lower bound of every measure of their industry, else they are one class lower (note 1 of its table); so the
 * smallest class of any measure is the class, and a missing number leaves only an upper bound. Whatever cannot get any
 * smaller is known.
 */
export function sizeOf(table: SizeTable, industries: CodeTable, industry: string, numbers: SizeNumbers): SizeFinding {
  const bounds = rulesFor(table, industries, industry);
  const [first] = bounds;
  if (!first) return { is: 'unknown', title: null, lacking: [] };
  const lacking = bounds.map(({ indicator }) => indicator).filter((indicator) => numbers[indicator] === null);
  const ranks = bounds.flatMap((bound) => {
    const number = numbers[bound.indicator];
    return number === null ? [] : [rankOf(bound, number)];
  });
  const { title } = first;
  if (ranks.length === 0) return { is: 'unknown', title, lacking };
  const rank = Math.min(...ranks);
  const size = ORDER[rank] ?? 'micro';
  return lacking.length === 0 || rank === 0 ? { is: 'known', size, title } : { is: 'at_most', size, title, lacking };
}

function rankOf({ large, medium, small }: SizeBounds, number: number): number {
  if (number >= large) return 3;
  if (number >= medium) return 2;
  return number >= small ? 1 : 0;
}
