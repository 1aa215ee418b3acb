import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RegisterDefinition } from '@jianjia/registers';
import type { Row } from './draw.ts';
import type { World } from './world.ts';

const BLOCK = 64 * 1024;
const NEEDS_QUOTES = /[",\r\n]/;

export const csvCell = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The rows of one register as CSV text in blocks, header first. */
export function* csvOf(definition: RegisterDefinition, rows: Iterable<Row>): Generator<string> {
  const columns = Object.keys(definition.columns);
  let block = `${columns.join(',')}\n`;
  for (const row of rows) {
    block += `${columns.map((column) => csvCell(row[column] ?? '')).join(',')}\n`;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** Writes a world as `<register>.csv` into a folder, which is made when it is missing. Returns the files. */
export async function writeWorld(
  world: World,
  definitions: readonly RegisterDefinition[],
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const registers = new Map<string, () => Iterable<Row>>(Object.entries(world));
  const files: string[] = [];
  for (const definition of definitions) {
    const rows = registers.get(definition.name);
    if (!rows) continue;
    const file = join(folder, `${definition.name}.csv`);
    await pipeline(Readable.from(csvOf(definition, rows())), createWriteStream(file));
    files.push(file);
  }
  return files;
}
