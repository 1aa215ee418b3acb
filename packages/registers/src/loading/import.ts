import { randomUUID } from 'node:crypto';
import { databaseProblem, inTransaction, type PoolClient, type Source } from '@jianjia/db';
import { isProblem } from '@jianjia/kernel';
import type { Keyring } from '@jianjia/vault';
import type { RegisterDefinition } from '../definition.ts';
import type { CodeSets } from '../reading/cells.ts';
import { openCsv, type OpenedTable } from '../reading/csv-file.ts';
import { FileRefused } from '@jianjia/csv';
import { rowReader } from '../reading/row.ts';
import { openSheet, openWorkbook } from '../reading/xlsx-file.ts';
import {
  addWarning,
  MAX_FINDINGS,
  refuse,
  sortFindings,
  statusOf,
  type FileReport,
  type ImportReport,
} from '../report.ts';
import { beginSealing } from '../sealing/keys.ts';
import { sealedColumns } from '../storage.ts';
import { checkStage } from './checks.ts';
import { findFiles, type Unit } from './files.ts';
import { mergeStage } from './merge.ts';
import { makePlan } from './references.ts';
import { cellSealers } from './seal-cells.ts';
import { createStage, stageRows } from './stage.ts';

/** Where an import stands, for a progress bar. */
export interface ImportProgress {
  readonly file: string;
  readonly phase: 'reading' | 'checking' | 'storing';
  /** Bytes of the file taken in, and its size; both 0 for a sheet. */
  readonly bytes: number;
  readonly size: number;
  readonly rows: number;
}

/**
 * A doubt that does not keep a row out (one person in two unions). `sql` runs after the file was merged and answers
 * rows `(line integer, "column" text, value text)`; it may read `import_stage`: the loaded rows with their line and
 * the columns of the exchange format (union_code, not union_id); of a sealed column `x` there are `x_hash` and its end.
 */
export interface WarningRule {
  readonly register: string;
  readonly sql: string;
  /** Chinese sentence for each row. */
  readonly sentence: string;
}

export interface ImportOptions {
  /** Do everything, report, and leave the database as it was. */
  readonly dryRun?: boolean;
  /** Needed when a register to load has sealed columns. */
  readonly vault?: Keyring;
  readonly warnings?: readonly WarningRule[];
  readonly onProgress?: (progress: ImportProgress) => void;
  /**
   * Called for every loaded file inside the transaction, when its counts are known, to write the journal; never in a dry
   * run. `importId` names the import in the history of the records.
   */
  readonly journal?: (client: PoolClient, report: FileReport, importId: string) => Promise<void>;
}

/**
 * Imports files and folders of registers, in the order in which registers refer to each other. One transaction holds
 * the whole call, with a savepoint for each file: a file that cannot be loaded leaves nothing behind while the others
 * go on; a lost connection, a full disk or a killed process leave the database as it was before.
 * @throws Problem when a path does not exist or the database cannot be reached
 */
export async function importFiles(
  db: { readonly pool: Source },
  definitions: readonly RegisterDefinition[],
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const dryRun = options.dryRun ?? false;
  const { units, reports } = await findFiles(definitions, paths);
  const sealing = units.some((unit) => sealedColumns(unit.definition).size > 0);
  if (sealing && !options.vault) throw new Error('a register with sealed columns is imported without a vault');
  let current = units[0]?.report.file ?? '';
  try {
    await inTransaction(db.pool, async (client) => {
      // Two imports at once would judge duplicates and references by rows the other has not committed yet.
      await client.query(`select pg_advisory_xact_lock(hashtext('jianjia.import'))`);
      if (sealing && options.vault) await beginSealing(client, options.vault);
      const codes = await loadCodes(client);
      for (const unit of units) {
        current = unit.report.file;
        await importUnit(client, definitions, unit, codes, options);
      }
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) return failure(error, reports, current, dryRun);
  }
  for (const report of reports) sortFindings(report);
  return { dryRun, files: reports, failed: null, status: statusOf(reports) };
}

/** Thrown to roll back a finished dry run. */
class DryRun extends Error {}

function failure(error: unknown, reports: readonly FileReport[], file: string, dryRun: boolean): ImportReport {
  const problem = databaseProblem(error);
  if (!problem && !isProblem(error) && !isSystemError(error)) throw error;
  const reason = problem?.message ?? (error instanceof Error ? error.message : String(error));
  for (const report of reports) {
    if (report.register !== null && report.refused === null) refuse(report, '没有载入：导入中断，全部撤销。');
  }
  return { dryRun, files: reports, failed: { file, reason: `${reason}（数据库保持导入前的样子。）` }, status: 1 };
}

/** Faults of the file system while reading (a disk that fails, a file taken away) carry a code like EIO. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function importUnit(
  client: PoolClient,
  definitions: readonly RegisterDefinition[],
  unit: Unit,
  codes: CodeSets,
  options: ImportOptions,
): Promise<void> {
  const { report } = unit;
  const startedAt = new Date();
  await client.query('savepoint import_file');
  try {
    await loadUnit(client, definitions, unit, codes, options, startedAt);
    await client.query('release savepoint import_file');
  } catch (error) {
    const sentence = refusalSentence(error);
    if (sentence === null) throw error;
    await client.query('rollback to savepoint import_file');
    refuse(report, sentence);
  }
}

/** Row policies refuse a row that the actor may not write. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === '42501';
}

/** Why one file is refused while the import goes on; null for faults that end the whole import. */
function refusalSentence(error: unknown): string | null {
  if (error instanceof FileRefused) return error.message;
  if (isOutOfReach(error)) return '有的行属于您不能登记的工会或台账，文件没有载入。请只保留您管理范围内的行。';
  const { code, constraint } = error as { code?: string; constraint?: string };
  // Classes 22 and 23: a value or row that the tables refuse though every check here let it pass.
  if (!(error instanceof Error) || code === undefined || !/^2[23]/.test(code)) return null;
  return `数据库拒绝了这个文件的内容${constraint ? `（约束 ${constraint}）` : ''}：${error.message}。文件没有载入。`;
}

async function loadUnit(
  client: PoolClient,
  definitions: readonly RegisterDefinition[],
  unit: Unit,
  codes: CodeSets,
  options: ImportOptions,
  startedAt: Date,
): Promise<void> {
  const { report, definition } = unit;
  let bytes = 0;
  const tell = (phase: ImportProgress['phase']): void =>
    options.onProgress?.({ file: report.file, phase, bytes, size: unit.size, rows: report.read });
  tell('reading');
  const table = await openUnit(unit, (count) => (bytes += count));
  report.unknownColumns.push(...table.header.unknown);
  const reader = rowReader(definition, table.header.columns, codes);
  const plan = makePlan(definition, definitions, reader.columns);
  await createStage(client, definition);
  const sealers = cellSealers(definition, reader, options.vault);
  await stageRows(client, { definition, reader, sealers }, table.rows, report, () => tell('reading'));
  tell('checking');
  await checkStage(client, plan, report);
  tell('storing');
  const importId = randomUUID();
  await mergeStage(client, plan, report, importId);
  await warn(client, options.warnings ?? [], report);
  await client.query(
    `insert into kernel.import_batch
      (import_id, started_at, finished_at, file_name, register, read, added, changed, same, rejected)
    values ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8, $9)`,
    [
      importId,
      startedAt,
      baseName(report.file),
      definition.name,
      report.read,
      report.new,
      report.changed,
      report.same,
      report.rejected,
    ],
  );
  if (options.dryRun !== true) await options.journal?.(client, report, importId);
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

async function openUnit(unit: Unit, onBytes: (count: number) => void): Promise<OpenedTable> {
  if (unit.sheet === null) return openCsv(unit.path, unit.definition, onBytes);
  return openSheet(await openWorkbook(unit.path), unit.sheet, unit.definition);
}

async function warn(client: PoolClient, rules: readonly WarningRule[], report: FileReport): Promise<void> {
  for (const rule of rules) {
    if (rule.register !== report.register) continue;
    const found = await client.query<{ line: number; column: string; value: string | null; found: number }>(
      `select *, count(*) over () as found from (${rule.sql}) w order by line limit ${MAX_FINDINGS}`,
    );
    for (const row of found.rows) addWarning(report, row.line, row.column, row.value ?? '', rule.sentence);
    report.warningsOmitted += (found.rows[0]?.found ?? 0) - found.rows.length;
  }
}

async function loadCodes(client: PoolClient): Promise<CodeSets> {
  const read = async (table: string): Promise<ReadonlySet<string>> => {
    const result = await client.query<[string]>({ text: `select code from kernel.${table}`, rowMode: 'array' });
    return new Set(result.rows.map(([code]) => code));
  };
  return { divisions: await read('division'), industries: await read('industry') };
}
