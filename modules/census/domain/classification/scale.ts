import type { CodeTable } from '@jianjia/codes';
import { type IndustryRules, readRules, rulesFor } from './industry-tables.ts';

/** The lowest revenue of a year, in 万元, from which the statistics office counts an enterprise of an industry. */
export interface ScaleBound {
  readonly title: string;
  readonly revenue: number;
}

export type ScaleTable = IndustryRules<ScaleBound>;

/** Reads `reference/above-scale.csv`. Throws Error for a faulty file. */
export function readScaleTable(text: string, industries: CodeTable): ScaleTable {
  return readRules(text, industries, ({ title = '', revenue = '' }) => {
    const bound = Number(revenue);
    if (!(bound > 0)) throw new Error(`no bound: ${title}`);
    return { title, revenue: bound };
  });
}

/** Why an enterprise is or is not above scale (规模以上); `is` null where it cannot be said. */
export interface ScaleFinding {
  readonly is: boolean | null;
  readonly reason: string;
}

/**
 * Whether an enterprise is 规模以上. In building and in real-estate development what counts is a qualification, not a number
 * (《国家统计调查制度》: 有资质的建筑业、全部房地产开发经营业).
 */
export function aboveScale(
  table: ScaleTable,
  industries: CodeTable,
  industry: string,
  revenue: number | null,
): ScaleFinding {
  if (industry.startsWith('701')) return { is: true, reason: '房地产开发经营企业全部纳入统计' };
  const [bound] = rulesFor(table, industries, industry);
  if (!bound) return { is: null, reason: '这个行业不按营业收入划分规模以上' };
  const { title, revenue: least } = bound;
  if (revenue === null) return { is: null, reason: `没有营业收入，看不出是否达到${title}的 ${least} 万元` };
  const is = revenue >= least;
  return { is, reason: `${title}以年营业收入 ${least} 万元为限，登记为 ${revenue} 万元` };
}
