import type { Keyring } from '@jianjia/vault';
import type { RegisterDefinition } from '../definition.ts';
import { CsvReader } from '@jianjia/csv';
import { sealedColumns, sealedContext } from '../storage.ts';

/**
 * CSV with its sealed cells (in hex) opened, quoted as PostgreSQL would have quoted the plain ones.
 * @throws Error without a vault: a fault of the program; Problem for a value that cannot be opened
 */
export async function* openedCsv(
  texts: AsyncIterable<Buffer>,
  definition: RegisterDefinition,
  vault: Keyring | undefined,
): AsyncGenerator<Buffer> {
  const columns = Object.keys(definition.columns);
  const places = [...sealedColumns(definition).keys()].map((column) => ({
    at: columns.indexOf(column),
    context: sealedContext(definition, column, ''),
  }));
  if (!vault) throw new Error(`${definition.name} has sealed columns: the export needs a vault`);
  const keys = definition.key.map((column) => columns.indexOf(column));
  for await (const records of batchesOf(texts)) {
    let text = '';
    for (const record of records) {
      const key = keys.map((at) => record[at] ?? '').join('/');
      for (const { at, context } of places) {
        const sealed = record[at] ?? '';
        if (sealed !== '') record[at] = vault.open(Buffer.from(sealed, 'hex'), context + key);
      }
      text += `${record.map(csvCell).join(',')}\n`;
    }
    yield Buffer.from(text);
  }
}

/** Splits CSV text into records, without its header. */
export async function* recordsOf(texts: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let isHeader = true;
  for await (const records of batchesOf(texts)) {
    for (const record of records) {
      if (isHeader) isHeader = false;
      else yield record;
    }
  }
}

/** The records that each piece of text completes. */
async function* batchesOf(texts: AsyncIterable<Buffer>): AsyncGenerator<string[][]> {
  let records: string[][] = [];
  const decoder = new TextDecoder();
  const reader = new CsvReader((cells) => void records.push([...cells]));
  for await (const piece of texts) {
    reader.push(decoder.decode(piece, { stream: true }));
    if (records.length > 0) yield records;
    records = [];
  }
  reader.end();
  if (records.length > 0) yield records;
}

/** PostgreSQL quotes what would end a cell or a line, and nothing else. */
function csvCell(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
