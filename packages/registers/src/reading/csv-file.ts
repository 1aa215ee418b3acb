import type { RegisterDefinition } from '../definition.ts';
import { CsvReader, decodedPieces, detectEncoding, FileRefused, UnclosedQuote } from '@jianjia/csv';
import { readHeader, type Header } from './header.ts';
import type { OnRow, RowSource } from '../loading/stage.ts';

/** A file or sheet opened for reading: its header, and its rows from the second on. */
export interface OpenedTable {
  readonly header: Header;
  readonly rows: RowSource;
}

/**
 * Opens a CSV file: finds its encoding and reads its header.
 * @param onBytes hears how many bytes of the file have been taken in
 * @throws FileRefused with the Chinese reason why nothing of it can be loaded
 */
export async function openCsv(
  path: string,
  definition: RegisterDefinition,
  onBytes: (bytes: number) => void,
): Promise<OpenedTable> {
  const encoding = await detectEncoding(path);
  const cells = await firstRecord(decodedPieces(path, encoding));
  if (cells === null) throw new FileRefused('文件是空的，没有表头。');
  if (cells.some((cell) => cell.includes('\0'))) {
    throw new FileRefused(
      '表头里有空字符（NUL）：文件已损坏，或是没有标记的 UTF-16 编码。请另存为“CSV UTF-8”再导入。',
      1,
    );
  }
  const header = readHeader(definition, cells);
  if (typeof header === 'string') throw new FileRefused(header, 1);
  return { header, rows: (onRow) => readRows(decodedPieces(path, encoding, onBytes), onRow) };
}

async function firstRecord(texts: AsyncIterable<string>): Promise<readonly string[] | null> {
  let header: readonly string[] | null = null;
  const reader = new CsvReader((cells) => (header ??= [...cells]));
  await refusingUnclosed(async () => {
    for await (const text of texts) {
      reader.push(text);
      if (header) return;
    }
    reader.end();
  });
  return header;
}

async function* readRows(texts: AsyncIterable<string>, onRow: OnRow): AsyncGenerator<number> {
  let isHeader = true;
  let rows = 0;
  const reader = new CsvReader((cells, line, fault) => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    // Spreadsheets leave rows of mere commas at the end: nothing is in them, so nothing is lost.
    if (cells.every((cell) => cell === '')) return;
    onRow(cells, line, fault === null ? null : QUOTE_FAULT);
    rows++;
  });
  const given = (): number => {
    const count = rows;
    rows = 0;
    return count;
  };
  for await (const text of texts) {
    await refusingUnclosed(() => reader.push(text));
    yield given();
  }
  await refusingUnclosed(() => reader.end());
  yield given();
}

const QUOTE_FAULT = '引号不成对：右引号后面还有文字。内容里的引号要写成两个引号。';

async function refusingUnclosed(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    throw new FileRefused(`第 ${error.line} 行开始的引号没有闭合，其后的内容无法分辨。请补上引号再导入。`, error.line);
  }
}
