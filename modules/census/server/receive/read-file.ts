import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileRefused, openRawTable } from '@jianjia/registers/exchange';
import { problems } from '../problems.ts';
import { type DeliveredTable, receiveTable } from './receive-table.ts';
import type { Doer } from '../doer.ts';

/** A file on this machine, with what a person or a command says of it. */
export type FileToRead = Pick<DeliveredTable, 'source' | 'year' | 'as_of' | 'fileName' | 'via' | 'sentAs'> & {
  readonly path: string;
};

/**
 * Reads a file, CSV or XLSX, into a delivery that is looked at and not yet applied.
 * @throws Problem census.unreadable with the reason in words, and as `receiveTable`
 */
export async function readFileInto(doer: Doer, { path, ...said }: FileToRead): Promise<string> {
  try {
    const table = await openRawTable(path);
    const { size } = await stat(path);
    return await receiveTable(doer, {
      ...said,
      sha256: await sha256Of(path),
      bytes: size,
      merged: table.merged,
      rows: table.rows,
    });
  } catch (error) {
    if (error instanceof FileRefused) throw problems.unreadable(error.message);
    throw error;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
