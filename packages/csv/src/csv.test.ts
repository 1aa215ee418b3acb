import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvReader, MAX_CELL_KEPT, MAX_RECORD, UnclosedQuote, type CsvFault } from './csv.ts';

interface Record {
  readonly cells: readonly string[];
  readonly line: number;
  readonly fault: CsvFault;
}

function readAll(pieces: readonly string[]): readonly Record[] {
  const records: Record[] = [];
  const reader = new CsvReader((cells, line, fault) => records.push({ cells: [...cells], line, fault }));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return records;
}

const cellsOf = (text: string): readonly (readonly string[])[] => readAll([text]).map((record) => record.cells);
const linesOf = (text: string): readonly number[] => readAll([text]).map((record) => record.line);

describe('cells', () => {
  test.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,b', [['a', 'b']]],
    ['a,\n', [['a', '']]],
    [',\n', [['', '']]],
    ['a\r\nb\rc\n', [['a'], ['b'], ['c']]],
    ['"a,b","c""d"\n', [['a,b', 'c"d']]],
    ['"a\r\nb",c\n', [['a\r\nb', 'c']]],
    ['"",x\n', [['', 'x']]],
    ['""\n', [['']]],
    ['5"管,b\n', [['5"管', 'b']]],
    ['\n\na\n\n', [['a']]],
  ])('%j', (text, expected) => expect(cellsOf(text)).toEqual(expected));
});

test('a record carries the line where it begins, also after cells with line ends inside', () => {
  expect(linesOf('h\n"a\nb\n",x\nc\n\nd\n')).toEqual([1, 2, 5, 7]);
  expect(linesOf('h\r\n"a\r\nb",x\r\nc\r\n')).toEqual([1, 2, 4]);
  expect(linesOf('h\r"a\rb"\rc\r')).toEqual([1, 2, 4]);
});

test('text after a closing quotation mark is a fault of its record only', () => {
  expect(readAll(['"a"b,c\nd,e\n']).map((record) => record.fault)).toEqual(['quote', null]);
});

test('an open quotation mark is reported with the line where its record begins', () => {
  expect(() => readAll(['a,b\nc,"d\ne,f\n'])).toThrow(expect.objectContaining({ line: 2 }));
});

test('a quotation mark open for millions of characters is given up before the memory is full', () => {
  const reader = new CsvReader(() => {});
  const piece = 'x'.repeat(1024 * 1024);
  reader.push('a\n"');
  expect(() => {
    for (let count = 0; count <= MAX_RECORD / piece.length + 1; count++) reader.push(piece);
  }).toThrow(UnclosedQuote);
});

test('of a cell of 10 MB only the beginning is kept, and the next rows are read', () => {
  const huge = 'x'.repeat(1024 * 1024);
  const [big, next] = readAll(['a,"', ...Array.from({ length: 10 }, () => huge), '"\nb,c\n']);
  expect(big?.cells[1]?.length).toBeGreaterThanOrEqual(MAX_CELL_KEPT);
  expect(big?.cells[1]?.length).toBeLessThan(3 * MAX_CELL_KEPT);
  expect(next?.cells).toEqual(['b', 'c']);
});

const cell = fc.string({ unit: fc.constantFrom('a', '字', '"', ',', '\n', '\r', '\t', ' ', '𠮷'), maxLength: 6 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

function write(rows: readonly (readonly string[])[]): string {
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(quote).join(',')}\n`).join('');
}

test('agrees with csv-parse, however the text is cut into pieces', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), (rows, cuts) => {
      const text = write(rows);
      const ends = [...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
      const expected = parse(text, { relax_column_count: true, info: true, record_delimiter: ['\n'] });
      const read = readAll(pieces);
      expect(read.map((record) => record.cells)).toEqual(
        expected.map((entry) => (entry as unknown as { record: string[] }).record),
      );
      expect(read.every((record) => record.fault === null)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('lines do not depend on how the text is cut into pieces', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const text = write(rows);
      expect(readAll([...text])).toEqual(readAll([text]));
    }),
  );
});
