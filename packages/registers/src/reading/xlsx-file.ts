import { open } from 'node:fs/promises';
import { readXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx';
import type { RegisterDefinition } from '../definition.ts';
import type { OnRow } from '../loading/stage.ts';
import type { OpenedTable } from './csv-file.ts';
import { FileRefused } from '@jianjia/csv';
import { readHeader } from './header.ts';
import { checkZip, workbookRefused } from './zip.ts';

/** A workbook in memory, its directory checked. */
export interface Workbook {
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
}

/** Opens a workbook and lists its sheets. Throws FileRefused with a Chinese sentence when it cannot be read. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const file = await open(path);
  try {
    await checkZip(file);
    const bytes = await file.readFile();
    const names: string[] = [];
    // The filter sees every sheet's name before its rows are parsed, and takes none.
    await readXlsx(bytes, {
      sheets: (info) => {
        names.push(info.name);
        return false;
      },
    });
    return { bytes, sheets: names };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('E')) throw error;
    throw workbookRefused(error);
  } finally {
    await file.close();
  }
}

const ROWS_PER_BATCH = 500;

/** Opens one sheet; its first row that is not empty is the header. Throws FileRefused. */
export async function openSheet(
  workbook: Workbook,
  sheet: string,
  definition: RegisterDefinition,
): Promise<OpenedTable> {
  const readers = new Map<string, CellTexter>();
  for (const [id, column] of Object.entries(definition.columns)) readers.set(id, texter(column.type.kind));
  const first = await firstRow(workbook, sheet);
  if (first === null) throw new FileRefused('工作表是空的，没有表头。');
  // Empty cells after the last title are the sheet's, not the table's.
  const titles = first.values.map((value) => (value === null ? '' : String(value)));
  while (titles.length > 0 && titles.at(-1)?.trim() === '') titles.pop();
  const header = readHeader(definition, titles);
  if (typeof header === 'string') throw new FileRefused(header, first.index + 1);
  const texters = header.columns.map((id) => (id === null ? plainText : (readers.get(id) ?? plainText)));
  return { header, rows: (onRow) => readRows(workbook, sheet, first.index, texters, onRow) };
}

interface SheetRow {
  readonly index: number;
  readonly values: readonly CellValue[];
}

async function firstRow(workbook: Workbook, sheet: string): Promise<SheetRow | null> {
  try {
    for await (const row of streamXlsxRows(workbook.bytes, { sheet })) {
      if (row.values.some((value) => value !== null && value !== '')) return row;
    }
  } catch (error) {
    throw workbookRefused(error);
  }
  return null;
}

async function* readRows(
  workbook: Workbook,
  sheet: string,
  headerIndex: number,
  texters: readonly CellTexter[],
  onRow: OnRow,
): AsyncGenerator<number> {
  let pending = 0;
  try {
    for await (const row of streamXlsxRows(workbook.bytes, { sheet })) {
      if (row.index <= headerIndex) continue;
      if (row.values.every((value) => value === null || value === '')) continue;
      giveRow(row, texters, onRow);
      if (++pending < ROWS_PER_BATCH) continue;
      yield pending;
      pending = 0;
    }
  } catch (error) {
    throw workbookRefused(error);
  }
  yield pending;
}

/** Text of a cell, or a Chinese reason why it cannot be trusted. */
type CellTexter = (value: CellValue) => string | { readonly damaged: string };

function giveRow(row: SheetRow, texters: readonly CellTexter[], onRow: OnRow): void {
  let fault: string | null = null;
  const cells = texters.map((texter, index) => {
    const text = texter(row.values[index] ?? null);
    if (typeof text === 'string') return text;
    fault = `第 ${columnLetter(index)} 列：${text.damaged}`;
    return '';
  });
  const beyond = row.values.slice(texters.length).some((value) => value !== null && value !== '');
  if (beyond) fault = '这一行在表头之外还有内容，对不上任何栏目。';
  onRow(cells, row.index + 1, fault);
}

/** Column letters of a sheet: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

/** A number keeps 15 digits in a sheet; a longer one has lost its end when the file was saved. */
const EXACT_LIMIT = 1e15;
const WORDS: ReadonlySet<string> = new Set(['code', 'identifier', 'text', 'uscc', 'division', 'industry', 'choice']);

function texter(kind: string): CellTexter {
  if (!WORDS.has(kind)) return plainText;
  return (value) => {
    if (typeof value === 'number' && Math.abs(value) >= EXACT_LIMIT) {
      return { damaged: `编号 ${value} 被当作数字保存，末位已损坏。请把这一列设为“文本”格式，重新填写。` };
    }
    return plainText(value);
  };
}

/** A cell as text. */
export function plainText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Date) return dayText(value);
  // Binary fractions: 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3.
  return String(Number(value.toPrecision(15)));
}

function dayText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
