import { readFile } from 'node:fs/promises';
import type { Scheme } from '@jianjia/rules';
import type { World } from '../oracle/house.ts';
import { addEmployers } from './employers.ts';
import { addJudgements } from './judgements.ts';
import { Random } from './random.ts';
import { parametersSet } from './parameters.ts';
import { addRecords } from './records.ts';
import { Sketch } from './sketch.ts';
import { addUnions } from './unions.ts';

/** Days on which calendars go wrong. */
export const nastyDays = [
  '2024-01-15',
  '2024-01-31',
  '2024-02-29',
  '2024-12-31',
  '2023-02-28',
  '2025-02-28',
  '2023-08-31',
  '2025-03-01',
  '2024-06-30',
] as const;

/** Two cities of some forty unions with edges on purpose; the same seed makes the same world. */
export async function smallWorld(seed: number, t: string, schemes: readonly Scheme[]): Promise<World> {
  const sketch = new Sketch(new Random(seed), t);
  addUnions(sketch);
  addEmployers(sketch);
  addRecords(sketch);
  addJudgements(sketch, schemes);
  return sketch.finish(
    parametersSet(sketch, schemes),
    await codeTree('divisions.csv'),
    await codeTree('gbt4754-2017.csv'),
  );
}

/** code → code above it. */
async function codeTree(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(new URL(`../../../../reference/${file}`, import.meta.url), 'utf8');
  const rows = text
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  return new Map(rows.map(([code = '', above = '']) => [code, above]));
}
