import { readFileSync } from 'node:fs';
import type { CodeTable } from '@jianjia/codes';
import { readCodeTable } from '@jianjia/codes/reference';
import { type IndustrialUnionTable, readIndustrialUnions } from '../../domain/classification/industrial-union.ts';
import { readScaleTable, type ScaleTable } from '../../domain/classification/scale.ts';
import { seedExamples } from '../../domain/classification/seeds.ts';
import { readSizeTable, type SizeTable } from '../../domain/classification/size.ts';
import type { Example } from '../../domain/classification/text-classifier.ts';

/** The rule tables of `reference/` that classification reads. */
export interface ClassificationTables {
  readonly industries: CodeTable;
  readonly sizes: SizeTable;
  readonly scales: ScaleTable;
  readonly industrialUnions: IndustrialUnionTable;
  /** What the text classifier knows before any source has coded anything. */
  readonly seeds: readonly Example[];
}

const FOLDER = new URL('../../../../reference/', import.meta.url);
let loaded: ClassificationTables | null = null;

/** The rule tables, read once. Throws Error for a faulty file. */
export function classificationTables(): ClassificationTables {
  loaded ??= readTables();
  return loaded;
}

function readTables(): ClassificationTables {
  const industries = readCodeTable('industries');
  const text = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');
  return {
    industries,
    sizes: readSizeTable(text('enterprise-sizes.csv'), industries),
    scales: readScaleTable(text('above-scale.csv'), industries),
    industrialUnions: readIndustrialUnions(text('industrial-unions.csv'), industries),
    seeds: seedExamples(industries, text('industry-words.csv')),
  };
}
