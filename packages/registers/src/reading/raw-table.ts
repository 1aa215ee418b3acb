import { open } from 'node:fs/promises';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { CsvReader, decodedPieces, detectEncoding, FileRefused, UnclosedQuote } from '@jianjia/csv';
import { columnLetter, openWorkbook, plainText, type Workbook } from './xlsx-file.ts';
import { workbookRefused } from './zip.ts';

/** A row as it stands in a file; the header is one of them. */
export interface RawRow {
  /** 1 = first. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A Chinese reason why the row's form is broken, else null. */
  readonly fault: string | null;
}

/** A table of anybody's making: nothing is known of its columns. */
export interface RawTable {
  readonly format: 'csv' | 'xlsx';
  /** Ranges of merged cells such as `A2:A9`; of large workbooks and of CSV nobody knows. */
  readonly merged: readonly string[];
  /** The rows that are not blank, some hundred at a time. */
  readonly rows: AsyncIterable<readonly RawRow[]>;
}

const BATCH = 500;
/** Workbooks up to this size are read once more for their merged cells, which only the whole of a sheet tells. */
const MERGES_UP_TO = 8 * 1024 * 1024;

/**
 * Opens a CSV file (UTF-8 or GB18030) or the first sheet of a workbook that has rows, whatever the columns are called.
 * @param onBytes hears how many bytes of a CSV file have been taken in
 * @throws FileRefused with a Chinese sentence when nothing of it can be read; so does the iteration
 */
export async function openRawTable(path: string, onBytes: (bytes: number) => void = () => {}): Promise<RawTable> {
  if (!(await isZip(path))) {
    const encoding = await detectEncoding(path);
    return { format: 'csv', merged: [], rows: csvRows(decodedPieces(path, encoding, onBytes)) };
  }
  const workbook = await openWorkbook(path);
  const sheet = await firstFilled(workbook);
  if (sheet === null) return { format: 'xlsx', merged: [], rows: noRows() };
  return { format: 'xlsx', merged: await mergedIn(workbook, sheet), rows: sheetRows(workbook, sheet) };
}

/** `PK`: any workbook of these days; what else begins so is refused by the reader. Encrypted ones are refused too. */
async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && (buffer.readUInt32BE() === 0x504b0304 || buffer.readUInt32BE() === 0xd0cf11e0);
  } finally {
    await file.close();
  }
}

async function* noRows(): AsyncGenerator<readonly RawRow[]> {}

async function* csvRows(texts: AsyncIterable<string>): AsyncGenerator<readonly RawRow[]> {
  let rows: RawRow[] = [];
  const reader = new CsvReader((cells, line, fault) => {
    if (cells.every((cell) => cell === '')) return;
    rows.push({ line, cells: [...cells], fault: fault === null ? null : '引号不成对：右引号后面还有文字。' });
  });
  try {
    for await (const text of texts) {
      reader.push(text);
      if (rows.length < BATCH) continue;
      yield rows;
      rows = [];
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    throw new FileRefused(`第 ${error.line} 行开始的引号没有闭合，其后的内容无法分辨。请补上引号再上传。`, error.line);
  }
  if (rows.length > 0) yield rows;
}

async function* sheetRows({ bytes }: Workbook, sheet: string): AsyncGenerator<readonly RawRow[]> {
  let rows: RawRow[] = [];
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      const cells = values.map(plainText);
      if (cells.every((cell) => cell === '')) continue;
      rows.push({ line: index + 1, cells, fault: null });
      if (rows.length < BATCH) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    throw workbookRefused(error);
  }
  if (rows.length > 0) yield rows;
}

async function firstFilled(workbook: Workbook): Promise<string | null> {
  for (const sheet of workbook.sheets) {
    for await (const rows of sheetRows(workbook, sheet)) if (rows.length > 0) return sheet;
  }
  return null;
}

async function mergedIn({ bytes }: Workbook, sheet: string): Promise<readonly string[]> {
  if (bytes.length > MERGES_UP_TO) return [];
  try {
    const { sheets } = await readXlsx(bytes, { sheets: [sheet] });
    return (sheets[0]?.merges ?? []).slice(0, 1000).map((one) => {
      return `${cellName(one.startCol, one.startRow)}:${cellName(one.endCol, one.endRow)}`;
    });
  } catch (error) {
    throw workbookRefused(error);
  }
}

function cellName(column: number, row: number): string {
  return `${columnLetter(column)}${row + 1}`;
}
