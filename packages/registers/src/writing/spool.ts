import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes content to a file that only this process can read, whole, and answers it to be read once. So a slow reader holds
 * no connection to the database, and what goes wrong on the way is a problem with a sentence, not half a file.
 */
export async function spool(content: AsyncIterable<Buffer>, folder: string = tmpdir()): Promise<Readable> {
  const place = await mkdtemp(join(folder, 'jianjia-export-'));
  const remove = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    const path = join(place, 'file');
    await pipeline(Readable.from(content), createWriteStream(path));
    return await readOnce(path, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Opens a file to be read once; it loses its name before its first byte leaves, so that a service that is killed leaves none behind. */
export async function readOnce(path: string, remove: () => Promise<void>): Promise<Readable> {
  const handle = await open(path);
  const content = handle.createReadStream();
  // Windows keeps what is open: there it goes when it has been read.
  content.once('close', () => void remove().catch(() => {}));
  await remove().catch(() => {});
  return content;
}
