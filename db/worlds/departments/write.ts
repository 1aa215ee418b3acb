import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeWorkbook } from '@jianjia/registers/exchange';
import { encodeStream } from 'iconv-lite';
import { csvCell } from '../files.ts';
import { cityOf, type WorldOptions } from '../world.ts';
import { type DepartmentFile, departmentFiles } from './files.ts';

/** A file that was written. */
export interface WrittenFile extends Pick<DepartmentFile, 'name' | 'department'> {
  readonly path: string;
}

/**
 * Writes the files of four departments about a world's employers into a folder, which is made when it is missing: what a
 * newcomer tries 拉网式核查 with. Equal options give equal files. Throws Problems for an unknown world.
 */
export async function writeDepartments(
  name: string,
  options: WorldOptions,
  folder: string,
): Promise<readonly WrittenFile[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenFile[] = [];
  for (const file of departmentFiles(cityOf(name, options))) {
    const path = join(folder, file.name);
    await writeFile(file, path);
    written.push({ name: file.name, department: file.department, path });
  }
  return written;
}

async function writeFile({ format, rows }: DepartmentFile, path: string): Promise<void> {
  const target = createWriteStream(path);
  if (format === 'xlsx') return pipeline(Readable.from(workbookOf(rows())), target);
  const text = Readable.from(lines(rows()));
  if (format === 'csv') return pipeline(text, target);
  return pipeline(text, encodeStream('gb18030'), target);
}

function* lines(rows: Iterable<readonly string[]>): Generator<string> {
  for (const cells of rows) yield `${cells.map(csvCell).join(',')}\r\n`;
}

/** The first row stands above the header, as departments like it. */
function workbookOf(rows: Iterable<readonly string[]>): AsyncGenerator<Buffer> {
  const all = [...rows];
  const [header = [], ...rest] = all;
  return writeWorkbook([
    {
      name: '名录',
      header,
      async *rows() {
        yield* rest;
      },
    },
  ]);
}
