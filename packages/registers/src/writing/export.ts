import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { copyOut, inTransaction, makeFolder, type Pool, type PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { Keyring } from '@jianjia/vault';
import type { ColumnType, RegisterDefinition } from '../definition.ts';
import { referencesOf } from '../loading/references.ts';
import { inDependencyOrder, quoted, sealedColumns, storageColumns } from '../storage.ts';
import { openedCsv, recordsOf } from './opened-csv.ts';
import { chooseSubtree, keyColumns, scopeTable } from './scope.ts';
import { writeWorkbook, type WorkbookSheet } from './workbook.ts';

export interface ExportOptions {
  /** Only this union and those below it, with whatever their records refer to. */
  readonly unionCode?: string;
  /** One workbook `registers.xlsx` with a sheet per register instead of CSV files. */
  readonly xlsx?: boolean;
  /** Needed when a register has sealed columns. */
  readonly vault?: Keyring;
  readonly onProgress?: (progress: { readonly file: string; readonly rows: number }) => void;
}

export interface ExportedFile {
  /** Name in the folder; `registers.xlsx#会员` for a sheet. */
  readonly file: string;
  readonly register: string;
  readonly rows: number;
}

/**
 * Writes the registers into a folder in the exchange format, all as of one moment: UTF-8, LF, English ids in the
 * header, rows by key. A file appears only when it is complete. Empty registers give a header.
 * @throws Problem when the union is not known or the folder cannot be written
 */
export async function exportRegisters(
  db: { readonly pool: Pool },
  definitions: readonly RegisterDefinition[],
  folder: string,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const ordered = inDependencyOrder(definitions);
  try {
    makeFolder(folder);
    return await inTransaction(
      db.pool,
      async (client) => {
        if (options.unionCode !== undefined) await chooseSubtree(client, ordered, options.unionCode);
        const scoped = options.unionCode !== undefined;
        if (options.xlsx) return writeXlsx(client, ordered, folder, scoped, options);
        return writeCsv(client, ordered, folder, scoped, options);
      },
      { isolation: 'repeatable read' },
    );
  } catch (error) {
    throw fileProblem(error, folder);
  }
}

async function writeCsv(
  client: PoolClient,
  ordered: readonly RegisterDefinition[],
  folder: string,
  scoped: boolean,
  options: ExportOptions,
): Promise<readonly ExportedFile[]> {
  const written: ExportedFile[] = [];
  for (const definition of ordered) {
    const file = `${definition.name}.csv`;
    const [path, part] = [join(folder, file), join(folder, `.${file}.part`)];
    const rows = await countRows(client, definition, scoped);
    options.onProgress?.({ file, rows });
    try {
      await pipeline(csvText(client, definition, ordered, scoped, options.vault), createWriteStream(part));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    written.push({ file, register: definition.name, rows });
  }
  return written;
}

async function writeXlsx(
  client: PoolClient,
  ordered: readonly RegisterDefinition[],
  folder: string,
  scoped: boolean,
  options: ExportOptions,
): Promise<readonly ExportedFile[]> {
  const file = 'registers.xlsx';
  const [path, part] = [join(folder, file), join(folder, `.${file}.part`)];
  const written: ExportedFile[] = [];
  const sheets: WorkbookSheet[] = [];
  for (const definition of ordered) {
    const rows = await countRows(client, definition, scoped);
    written.push({ file: `${file}#${definition.title}`, register: definition.name, rows });
    sheets.push({
      name: definition.title,
      header: Object.values(definition.columns).map((column) => column.title),
      rows: () => {
        options.onProgress?.({ file: `${file}#${definition.title}`, rows });
        return recordsOf(csvText(client, definition, ordered, scoped, options.vault));
      },
    });
  }
  try {
    await pipeline(writeWorkbook(sheets), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return written;
}

async function countRows(client: PoolClient, definition: RegisterDefinition, scoped: boolean): Promise<number> {
  const table = scoped ? quoted(scopeTable(definition)) : quoted(definition.table);
  const result = await client.query<{ rows: number }>(`select count(*) as rows from ${table}`);
  return result.rows[0]?.rows ?? 0;
}

/** A register as CSV; PostgreSQL does the quoting, but for registers whose values are opened here. */
async function* csvText(
  client: PoolClient,
  definition: RegisterDefinition,
  definitions: readonly RegisterDefinition[],
  scoped: boolean,
  vault: Keyring | undefined,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${Object.keys(definition.columns).join(',')}\n`);
  const sql = `copy (${exportQuery(definition, definitions, scoped)}) to stdout with (format csv)`;
  if (sealedColumns(definition).size === 0) yield* copyOut(client, sql);
  else yield* openedCsv(copyOut(client, sql), definition, vault);
}

function exportQuery(
  definition: RegisterDefinition,
  definitions: readonly RegisterDefinition[],
  scoped: boolean,
): string {
  const references = referencesOf(definition, definitions).filter(({ targetId }) => targetId !== null);
  const exported = storageColumns(definition).filter(({ part }) => part === undefined || part === 'sealed');
  const selected = exported.map(({ column, sqlName, part }) => {
    if (part) return `encode(t.${quoted(sqlName)}, 'hex')`;
    const reference = references.find((candidate) => candidate.column === column);
    if (reference) return `${reference.alias}.${quoted(reference.targetColumn)}`;
    return exportedText(definition.columns[column]?.type ?? { kind: 'text' }, `t.${quoted(sqlName)}`);
  });
  const joined = references.map(
    ({ alias, target, targetId, column }) =>
      `left join ${quoted(target.table)} ${alias}
        on ${alias}.${quoted(targetId ?? '')} = t.${quoted(column.replace(/_code$/, '_id'))}`,
  );
  const keys = definition.key.map((key) => selected[Object.keys(definition.columns).indexOf(key)] ?? '');
  const scope = scoped
    ? `join ${quoted(scopeTable(definition))} using (${keyColumns(definition).map(quoted).join(', ')})`
    : '';
  return `select ${selected.join(', ')} from ${quoted(definition.table)} t ${scope} ${joined.join(' ')}
    order by ${keys.map((key) => `(${key})::text collate "C"`).join(', ')}`;
}

/** The one way in which a value is written. */
function exportedText(type: ColumnType, value: string): string {
  switch (type.kind) {
    case 'boolean':
      return `case ${value} when true then '是' when false then '否' end`;
    case 'money':
      // Digits are moved, never divided: 5 分 → 0.05.
      return `regexp_replace(lpad(${value}::text, greatest(length(${value}::text), 3), '0'), '(..)$', '.\\1')`;
    case 'decimal':
    case 'fraction':
      return `trim_scale(${value})::text`;
    case 'date':
      return `to_char(${value}, 'YYYY-MM-DD')`;
    default:
      return `${value}::text`;
  }
}

function fileProblem(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'syscall' in error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined) return error;
  const reason = code === 'ENOSPC' ? '磁盘空间不足' : code === 'EACCES' ? '没有写入权限' : (error as Error).message;
  return new Problem(
    'registers.cannotWrite',
    'conflict',
    `写不了文件夹 ${folder}：${reason}。没有写完的文件已删除，请处理后重新导出。`,
  );
}
