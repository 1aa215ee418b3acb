import { foldCapitals, isUscc } from '@jianjia/codes';
import { copyIn, type PoolClient } from '@jianjia/db';
import { copyCell, type RawRow } from '@jianjia/registers/exchange';
import { coverIdentities } from '../../domain/reading/covering.ts';
import { problems } from '../problems.ts';

/** Rows of one delivery at most; larger registers come by county. */
const MOST_ROWS = 5_000_000;
/** Cells and characters that are kept; what is beyond is no register any more. */
const MOST_CELLS = 300;
const LONGEST_CELL = 4000;

/**
 * Streams rows into census.line by way of a temporary table, for COPY does not go into a table under row security.
 * @param seen hears every row as it is kept
 * @returns how many rows there were
 */
export async function stageLines(
  client: PoolClient,
  delivery: string,
  rows: AsyncIterable<readonly RawRow[]>,
  seen: (row: RawRow) => void,
): Promise<number> {
  await client.query('create temp table census_staged (line integer not null, cells text[] not null) on commit drop');
  const count = await copyIn(client, 'copy census_staged (line, cells) from stdin', lines(rows, seen));
  await client.query(
    'insert into census.line (delivery_id, line, cells) select $1, line, cells from census_staged order by line',
    [delivery],
  );
  await client.query('drop table census_staged');
  return count;
}

async function* lines(batches: AsyncIterable<readonly RawRow[]>, seen: (row: RawRow) => void): AsyncGenerator<string> {
  let count = 0;
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      if (++count > MOST_ROWS) throw problems.tooManyRows(MOST_ROWS);
      const kept = { ...row, cells: row.cells.slice(0, MOST_CELLS).map(keptCell) };
      seen(kept);
      text += `${kept.line}\t${copyCell(arrayText(kept.cells))}\n`;
    }
    yield text;
  }
}

/** A cell as it is kept: storable, not endless, and without numbers of persons. */
function keptCell(cell: string): string {
  const text = (cell.length > LONGEST_CELL ? cell.slice(0, LONGEST_CELL) : cell).replaceAll('\0', '').toWellFormed();
  // Some credit codes of digits alone have a birth date inside by accident.
  if (text.length < 18 || (text.length < 24 && isUscc(foldCapitals(text)))) return text;
  return coverIdentities(text);
}

/** An array of texts as PostgreSQL writes it. */
function arrayText(cells: readonly string[]): string {
  return `{${cells.map((cell) => `"${cell.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
