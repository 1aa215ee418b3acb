import { copyIn, type PoolClient } from '@jianjia/db';
import type { RegisterDefinition } from '../definition.ts';
import type { RowReader } from '../reading/row.ts';
import { addRejection, type FileReport } from '../report.ts';
import { ownIdColumn, quoted, stagedColumns } from '../storage.ts';
import { copyCell } from './copy-cell.ts';
import type { CellSealer } from './seal-cells.ts';

/**
 * Rows of one file as a reader finds them: `onRow` is called for each row in turn; each step of the
 * iteration is a moment to pass on what has come, and says how many rows that was.
 */
export type RowSource = (onRow: OnRow) => AsyncIterable<number>;
/** `fault`: a Chinese reason why the row's form is broken, else null. */
export type OnRow = (cells: readonly string[], line: number, fault: string | null) => void;

/**
 * Makes the temporary table `import_stage`: one row per row of the file, faulty ones included (their faulty cells
 * empty), so that duplicates and dangling references are found among all of them. Columns have the ids of the
 * exchange format, union_code included; columns the file lacks are empty. A sealed column is staged as it will be
 * stored: not even a temporary table sees the plain value.
 */
export async function createStage(client: PoolClient, definition: RegisterDefinition): Promise<void> {
  const columns = Object.keys(definition.columns)
    .flatMap((id) => stagedColumns(definition, id))
    .map(({ sqlName, sqlType }) => `${quoted(sqlName)} ${sqlType}`);
  const own = ownIdColumn(definition);
  await client.query(`
    drop table if exists pg_temp.import_stage, pg_temp.import_rejected, pg_temp.import_changed;
    create temp table import_stage (
      line integer not null, bad boolean not null, ${own ? `${quoted(own)} uuid, ` : ''}${columns.join(', ')}
    ) on commit drop;
    create temp table import_rejected (line integer not null, col text not null, value text, reason text not null)
      on commit drop`);
}

/** How the rows of one file are read and staged. */
export interface StagedRows {
  readonly definition: RegisterDefinition;
  readonly reader: RowReader;
  /** See `cellSealers`. */
  readonly sealers: readonly (CellSealer | undefined)[];
}

/** Streams rows into `import_stage`; faults of cells go into the report. Returns the number of rows read. */
export async function stageRows(
  client: PoolClient,
  rows: StagedRows,
  source: RowSource,
  report: FileReport,
  onBatch: (rows: number) => void,
): Promise<void> {
  const staged = rows.reader.columns.flatMap((id) => stagedColumns(rows.definition, id));
  const columns = ['line', 'bad', ...staged.map(({ sqlName }) => sqlName)].map(quoted).join(', ');
  await copyIn(client, `copy import_stage (${columns}) from stdin`, copyTexts(rows, source, report, onBatch));
}

async function* copyTexts(
  { reader, sealers }: StagedRows,
  source: RowSource,
  report: FileReport,
  onBatch: (rows: number) => void,
): AsyncGenerator<string> {
  let text = '';
  const { values } = reader;
  const onRow: OnRow = (cells, line, fault) => {
    report.read++;
    const raise = (column: string, value: string, reason: string): void =>
      addRejection(report, line, column, value, reason);
    if (fault !== null) raise('', '', fault);
    const good = reader.read(cells, raise) && fault === null;
    if (!good) report.rejected++;
    let row = good ? `${line}\tf` : `${line}\tt`;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as string;
      const seal = sealers[index];
      if (seal) row += seal(value);
      else row += value === '' ? '\t\\N' : '\t' + copyCell(value);
    }
    text += row + '\n';
  };
  for await (const rows of source(onRow)) {
    onBatch(report.read);
    if (rows === 0) continue;
    yield text;
    text = '';
  }
}
