import type { CodeTable } from '@jianjia/codes';
import { type IndustrialUnion, industrialUnions } from '../../contract/classification.ts';
import { type IndustryRules, readLines, rulesFor } from './industry-tables.ts';

/** Which industrial union answers for which industries. */
export type IndustrialUnionTable = IndustryRules<IndustrialUnion>;

/**
 * Reads `reference/industrial-unions.csv`.
 * @throws Error for an unknown union or industry, and for an industry that is given to two
 */
export function readIndustrialUnions(text: string, industries: CodeTable): IndustrialUnionTable {
  const rules = new Map<string, readonly IndustrialUnion[]>();
  for (const { union = '', industry = '' } of readLines(text)) {
    if (!isIndustrialUnion(union)) throw new Error(`no industrial union ${union}`);
    for (const code of industry.split(' ')) {
      if (!industries.has(code) || rules.has(code)) throw new Error(`industry ${code} is unknown or given twice`);
      rules.set(code, [union]);
    }
  }
  return rules;
}

export function isIndustrialUnion(text: string): text is IndustrialUnion {
  return Object.hasOwn(industrialUnions, text);
}

/** A table with what a city decided otherwise laid over it. */
export function overridden(
  table: IndustrialUnionTable,
  decided: ReadonlyMap<string, IndustrialUnion>,
): IndustrialUnionTable {
  return new Map([...table, ...[...decided].map(([code, union]) => [code, [union]] as const)]);
}

/** The industrial union of an industry; null for industries of none, such as 国家机构. */
export function industrialUnionOf(
  table: IndustrialUnionTable,
  industries: CodeTable,
  industry: string,
): IndustrialUnion | null {
  return rulesFor(table, industries, industry)[0] ?? null;
}
