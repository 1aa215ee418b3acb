import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parseCodeTable, type CodeTable } from './code-table.ts';

/** File of each code table in `reference/`. */
const FILES = { divisions: 'divisions.csv', industries: 'gbt4754-2017.csv' } as const;

/**
 * Reads a code table that comes with the project: `divisions` (the slices of GB/T 2260 and township codes that are
 * shipped) or `industries` (GB/T 4754-2017). Throws `codes.brokenTable` when the file is faulty.
 */
export function readCodeTable(name: keyof typeof FILES): CodeTable {
  const file = FILES[name];
  const path = fileURLToPath(new URL(`../../../reference/${file}`, import.meta.url));
  return parseCodeTable(readFileSync(path, 'utf8'), `reference/${file}`);
}
