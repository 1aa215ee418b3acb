import { basename } from 'node:path';
import { CsvReader, decodedPieces } from '@jianjia/csv';
import { IdTable } from './id-table.ts';
import { Labels } from './labels.ts';
import type { Linkage } from './linkage.ts';
import type { Register } from './load.ts';
import { noColumn } from './problems.ts';
import { encodingOf } from './reader.ts';
import { SEGMENT_ROWS } from './segment.ts';

/** Reads pairs that people judged: CSV `a_id,b_id,match`, match 1 or 0. Pairs of rows that are not there are passed over. */
export async function readLabels(path: string, { left, right }: Pick<Linkage, 'left' | 'right'>): Promise<Labels> {
  const judged: (readonly [a: string, b: string, match: boolean])[] = [];
  let header: readonly string[] | null = null;
  const reader = new CsvReader((cells) => {
    if (header === null) {
      header = cells.map((cell) => cell.trim());
      if (!['a_id', 'b_id', 'match'].every((title) => header?.includes(title))) {
        throw noColumn(basename(path), '“a_id”“b_id”“match”');
      }
      return;
    }
    const at = (title: string): string => cells[header?.indexOf(title) ?? -1] ?? '';
    judged.push([at('a_id'), at('b_id'), at('match') === '1']);
  });
  for await (const text of decodedPieces(path, await encodingOf(path))) reader.push(text);
  reader.end();
  const [lefts, rights] = [rowsByIds(left), rowsByIds(right)];
  const labels = Labels.sized(judged.length);
  for (const [a, b, match] of judged) {
    const [row, other] = [lefts.get(a), rights.get(b)];
    if (row !== undefined && other !== undefined) labels.set(row, other, match);
  }
  return labels;
}

function rowsByIds({ segments }: Register): ReadonlyMap<string, number> {
  const ids = new IdTable(segments);
  const rows = new Map<string, number>();
  for (const [index, segment] of segments.entries()) {
    for (let row = 0; row < segment.rows; row++) {
      const number = index * SEGMENT_ROWS + row;
      rows.set(ids.text(number), number);
    }
  }
  return rows;
}
