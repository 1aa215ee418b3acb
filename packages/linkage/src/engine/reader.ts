import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvReader, decodedPieces, detectEncoding, FileRefused, UnclosedQuote, type Encoding } from '@jianjia/csv';
import type { EmployerRecord } from '../record.ts';
import { noColumn, noFile, repeatedColumn, unreadable } from './problems.ts';

/** Names are longer than this only where columns slipped or cells were merged. */
export const LONGEST_NAME = 200;

/** A row that is not linked, and why, in Chinese. */
export interface RowFault {
  readonly line: number;
  readonly reason: string;
}

export interface RecordSink {
  readonly record: (record: EmployerRecord, line: number) => void;
  readonly fault: (fault: RowFault) => void;
}

type Field = 'id' | 'name' | 'uscc' | 'division' | 'address' | 'formerNames' | 'phone' | 'representative';

/** Titles that a column goes by, folded. */
const TITLES: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', '编号'],
  name: ['name', '名称', '单位名称', '企业名称'],
  uscc: ['uscc', '统一社会信用代码', '信用代码'],
  division: ['division', 'division_code', '行政区划', '行政区划代码'],
  address: ['address', '地址', '住所'],
  formerNames: ['former_names', '曾用名'],
  phone: ['phone', '电话', '联系电话'],
  representative: ['representative', '法定代表人', '负责人'],
};

/** Each stripe of a file read by several readers is this many records long. */
const STRIPE = 4096;

export interface Part {
  readonly index: number;
  readonly of: number;
}

/**
 * Which of the encodings a file is written in.
 * @throws Problem when there is no such file or it can be read in neither encoding
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw noFile(path);
  if (found.isDirectory()) throw unreadable(basename(path), '这是一个文件夹。请写出其中的文件。');
  return refusing(path, () => detectEncoding(path));
}

/**
 * Reads the records of a CSV file, or those of every so many stripes of it, which lets several threads share a file.
 * @throws Problem when nothing of the file can be read
 */
export async function readRecords(path: string, encoding: Encoding, part: Part, sink: RecordSink): Promise<void> {
  await refusing(path, async () => {
    let columns: Columns | null = null;
    let seen = 0;
    const reader = new CsvReader((cells, line, fault) => {
      if (columns === null) {
        columns = readHeader(path, cells);
        return;
      }
      const mine = Math.floor(seen++ / STRIPE) % part.of === part.index;
      if (!mine || cells.every((cell) => cell === '')) return;
      if (fault !== null) sink.fault({ line, reason: '引号不成对' });
      else readRow(cells, columns, line, sink);
    });
    for await (const text of decodedPieces(path, encoding)) reader.push(text);
    reader.end();
    if (columns === null) throw unreadable(basename(path), '文件是空的，没有表头。请检查导出的内容。');
  });
}

async function refusing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileRefused) throw unreadable(basename(path), error.message, error.line);
    if (error instanceof UnclosedQuote) {
      throw unreadable(basename(path), '从这一行开始的引号没有闭合，其后的内容无法分辨。请补上引号。', error.line);
    }
    throw error;
  }
}

interface Columns {
  readonly header: readonly string[];
  readonly at: Readonly<Partial<Record<Field, number>>>;
}

function readHeader(path: string, cells: readonly string[]): Columns {
  const header = cells.map((cell) => cell.normalize('NFKC').trim().toLowerCase());
  const at: Partial<Record<Field, number>> = {};
  for (const [field, titles] of Object.entries(TITLES) as [Field, readonly string[]][]) {
    const found = header.flatMap((cell, index) => (titles.includes(cell) ? [index] : []));
    if (found.length > 1) throw repeatedColumn(basename(path), header[found[0] ?? 0] ?? field);
    if (found[0] !== undefined) at[field] = found[0];
  }
  const missing = [
    ...(at.id === undefined ? ['“id”（编号）'] : []),
    ...(at.name === undefined ? ['“name”（名称）'] : []),
  ];
  if (missing.length > 0) throw noColumn(basename(path), missing.join('和'));
  return { header: [...cells], at };
}

function readRow(cells: readonly string[], { header, at }: Columns, line: number, sink: RecordSink): void {
  const cell = (field: Field): string => cells[at[field] ?? -1]?.trim() ?? '';
  const [id, name] = [cell('id'), cell('name')];
  const reason = faultOf(cells, header, id, name);
  if (reason !== null) return sink.fault({ line, reason });
  const formerNames = cell('formerNames');
  sink.record(
    {
      id,
      name,
      uscc: cell('uscc'),
      division: cell('division'),
      address: cell('address'),
      phone: cell('phone'),
      representative: cell('representative'),
      ...(formerNames === '' ? {} : { formerNames: formerNames.split(/[;；、|]/u) }),
    },
    line,
  );
}

function faultOf(cells: readonly string[], header: readonly string[], id: string, name: string): string | null {
  if (cells.length > header.length && cells.some((cell, index) => index >= header.length && cell !== ''))
    return `有 ${cells.length} 栏，表头只有 ${header.length} 栏：内容可能错位了`;
  if (id === '') return '没有编号';
  if (name === '') return '没有名称';
  if (name.length > LONGEST_NAME) return `名称有 ${name.length} 字，超过 ${LONGEST_NAME} 字：不像是名称`;
  if (name.includes('\0')) return '名称里有空字符：文件可能已损坏';
  if (cells.length === header.length && cells.every((cell, index) => cell === header[index])) return '表头又出现了一次';
  return null;
}
