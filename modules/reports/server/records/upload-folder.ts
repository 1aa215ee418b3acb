import { chmod, mkdir, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { problems } from '../problems.ts';

/** Bytes of all files of one request together. */
export const MOST_BYTES = 500 * 1024 * 1024;
/** Bytes that must stay free on the disk besides, for the database lies there too. */
const RESERVE = 512 * 1024 * 1024;
/** What this service makes in its folder begins so. */
const PREFIX = 'jianjia-upload-';
const OURS = /^jianjia-(?:upload|export)-/;

/**
 * Makes the folder for uploads and files to fetch readable for this process's user alone, and removes what a service that was killed has
 * left in it: those files hold plain numbers. To be called before the service listens.
 */
export async function sweepUploads(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const left = (await readdir(folder)).filter((name) => OURS.test(name));
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true });
}

/**
 * A place of its own for the files of one request.
 * @throws Problem reports.diskFull unless the disk has room for the largest request and the reserve
 */
export async function uploadPlace(folder: string, reserve = RESERVE): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < MOST_BYTES + reserve) throw problems.diskFull();
  return mkdtemp(join(folder, PREFIX));
}

/**
 * Passes on what comes and counts it over all files of a request.
 * @throws Problem reports.tooMuch beyond the limit
 */
export function counting(most: number): (content: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  let total = 0;
  return async function* (content) {
    for await (const piece of content) {
      total += piece.length;
      if (total > most) throw problems.tooMuch(most);
      yield piece;
    }
  };
}
