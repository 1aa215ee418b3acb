import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { copyOut, inTransaction, makeFolder, type Pool, type PoolClient } from '@jianjia/db';
import { type Actor, Problem } from '@jianjia/kernel';
import { HIDDEN_NUMBER, type Keyring, OVERHEAD } from '@jianjia/vault';
import type { Column, ColumnType, RegisterDefinition } from '../definition.ts';
import { referencesOf } from '../loading/references.ts';
import { endColumn, inDependencyOrder, quoted, sealedColumns, storageColumns } from '../storage.ts';
import { openedCsv, recordsOf } from './opened-csv.ts';
import { chooseSubtree, keyColumns, scopeTable } from './scope.ts';
import { type WorkbookMark, writeWorkbook, type WorkbookSheet } from './workbook.ts';

export interface ExportOptions {
  /** Only this union and those below it, with whatever their records refer to. */
  readonly unionCode?: string;
  /** With `unionCode`: nothing but what belongs to these unions; the file may refer to records that it lacks. */
  readonly ownedOnly?: boolean;
  /** Only these registers, by name; default all. */
  readonly only?: readonly string[];
  /**
   * `masked`: of telephone numbers only the ends, of identity numbers that there is one, of birthdays the year; in columns
   * of other names (`phone_masked`), so that an import of the file leaves them alone. Then no vault is needed.
   */
  readonly numbers?: 'opened' | 'masked';
  /** Whose the workbook is, on every printed page of it and in its properties. */
  readonly mark?: WorkbookMark;
  /** One workbook `registers.xlsx` with a sheet per register instead of CSV files. */
  readonly xlsx?: boolean;
  /** Needed when a register has sealed columns that are to be opened. */
  readonly vault?: Keyring;
  readonly onProgress?: (progress: { readonly file: string; readonly rows: number }) => void;
}

export interface ExportedFile {
  /** Name in the folder; `registers.xlsx#会员` for a sheet. */
  readonly file: string;
  readonly register: string;
  readonly rows: number;
}

/** The writing of one export. */
interface Writing {
  readonly client: PoolClient;
  /** All registers there are, for references between them. */
  readonly ordered: readonly RegisterDefinition[];
  readonly written: readonly RegisterDefinition[];
  readonly folder: string;
  readonly scoped: boolean;
  readonly options: ExportOptions;
}

/**
 * Writes the registers into a folder in the exchange format, all as of one moment: UTF-8, LF, English ids in the
 * header, rows by key. A file appears only when it is complete. Empty registers give a header.
 * @param db with an actor: whatever row policies hide from it is not in the files
 * @throws Problem when the union is not known or the folder cannot be written
 */
export async function exportRegisters(
  db: { readonly pool: Pool; readonly actor?: Actor },
  definitions: readonly RegisterDefinition[],
  folder: string,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const { unionCode, ownedOnly = false, only, xlsx } = options;
  const ordered = inDependencyOrder(definitions);
  const written = only ? ordered.filter(({ name }) => only.includes(name)) : ordered;
  const { pool, actor } = db;
  try {
    makeFolder(folder);
    return await inTransaction(
      actor ? { pool, actor } : pool,
      async (client) => {
        if (unionCode !== undefined) await chooseSubtree(client, ordered, unionCode, ownedOnly);
        const writing = { client, ordered, written, folder, scoped: unionCode !== undefined, options };
        return xlsx ? writeXlsx(writing) : writeCsv(writing);
      },
      { isolation: 'repeatable read' },
    );
  } catch (error) {
    throw fileProblem(error, folder);
  }
}

async function writeCsv(writing: Writing): Promise<readonly ExportedFile[]> {
  const { client, folder, scoped, options } = writing;
  const done: ExportedFile[] = [];
  for (const definition of writing.written) {
    const file = `${definition.name}.csv`;
    const [path, part] = [join(folder, file), join(folder, `.${file}.part`)];
    const rows = await countRows(client, definition, scoped);
    options.onProgress?.({ file, rows });
    try {
      await pipeline(csvText(writing, definition), createWriteStream(part));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    done.push({ file, register: definition.name, rows });
  }
  return done;
}

async function writeXlsx(writing: Writing): Promise<readonly ExportedFile[]> {
  const { client, folder, scoped, options } = writing;
  const file = 'registers.xlsx';
  const [path, part] = [join(folder, file), join(folder, `.${file}.part`)];
  const done: ExportedFile[] = [];
  const sheets: WorkbookSheet[] = [];
  for (const definition of writing.written) {
    const rows = await countRows(client, definition, scoped);
    done.push({ file: `${file}#${definition.title}`, register: definition.name, rows });
    sheets.push({
      name: definition.title,
      header: Object.values(definition.columns).map((column) =>
        isMasked(column, options) ? `${column.title}（已遮盖）` : column.title,
      ),
      rows: () => {
        options.onProgress?.({ file: `${file}#${definition.title}`, rows });
        return recordsOf(csvText(writing, definition));
      },
    });
  }
  try {
    await pipeline(writeWorkbook(sheets, options.mark), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return done;
}

async function countRows(client: PoolClient, definition: RegisterDefinition, scoped: boolean): Promise<number> {
  const table = scoped ? quoted(scopeTable(definition)) : quoted(definition.table);
  const result = await client.query<{ rows: number }>(`select count(*) as rows from ${table}`);
  return result.rows[0]?.rows ?? 0;
}

/** A register as CSV; PostgreSQL does the quoting, but for registers whose values are opened here. */
async function* csvText(writing: Writing, definition: RegisterDefinition): AsyncGenerator<Buffer> {
  const { client, options } = writing;
  const masked = options.numbers === 'masked';
  const header = Object.entries(definition.columns).map(([id, column]) =>
    isMasked(column, options) ? `${id}_masked` : id,
  );
  yield Buffer.from(`${header.join(',')}\n`);
  const sql = `copy (${exportQuery(writing, definition)}) to stdout with (format csv)`;
  if (masked || sealedColumns(definition).size === 0) yield* copyOut(client, sql);
  else yield* openedCsv(copyOut(client, sql), definition, options.vault);
}

function exportQuery({ ordered, scoped, options }: Writing, definition: RegisterDefinition): string {
  const references = referencesOf(definition, ordered).filter(({ targetId }) => targetId !== null);
  const exported = storageColumns(definition).filter(({ part }) => part === undefined || part === 'sealed');
  const selected = exported.map(({ column, sqlName, part }) => {
    const declared = definition.columns[column];
    if (declared && isMasked(declared, options)) return maskedText(declared, column);
    if (part) return `encode(t.${quoted(sqlName)}, 'hex')`;
    const reference = references.find((candidate) => candidate.column === column);
    if (reference) return `${reference.alias}.${quoted(reference.targetColumn)}`;
    return exportedText(declared?.type ?? { kind: 'text' }, `t.${quoted(sqlName)}`);
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

function isMasked({ sealed, shown }: Column, { numbers }: ExportOptions): boolean {
  return numbers === 'masked' && (sealed !== undefined || shown !== undefined);
}

/** What may be seen of a value without opening it: the end of a telephone, the year of a day, else that there is one. */
function maskedText({ sealed }: Column, column: string): string {
  const value = `t.${quoted(column)}`;
  if (sealed === undefined) return `to_char(${value}, 'YYYY')`;
  if (sealed === 'id_number') return `case when ${value} is not null then '${HIDDEN_NUMBER}' end`;
  const end = `t.${quoted(endColumn(column, sealed))}`;
  return `lpad(${end}, greatest(octet_length(${value}) - ${OVERHEAD}, length(${end})), '*')`;
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
