import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';

/** What a thread gets: its share of B and where to write. */
export interface Share {
  readonly a: string;
  readonly b: string;
  readonly out: string;
  readonly part: number;
  readonly parts: number;
}

/** Starts a worker thread per core over shares of B; `talk` speaks with them, then their parts become one file. */
export async function inShares(
  file: URL,
  files: { readonly a: string; readonly b: string; readonly out: string },
  talk: (workers: readonly Worker[]) => Promise<void>,
): Promise<void> {
  const parts = Math.max(1, availableParallelism());
  const shares = Array.from({ length: parts }, (_, part): Share => ({
    ...files,
    out: `${files.out}.${part}`,
    part,
    parts,
  }));
  const workers = shares.map((share) => new Worker(file, { workerData: share }));
  const ends = workers.map((worker) => once(worker, 'exit'));
  await talk(workers);
  await Promise.all(ends);
  await writeFile(files.out, 'a_id,b_id,probability\n');
  for (const { out } of shares) {
    await pipeline(createReadStream(out), createWriteStream(files.out, { flags: 'a' }));
    await rm(out);
  }
}

/** The next message of a worker. */
export async function answerOf<T>(worker: Worker): Promise<T> {
  const [message] = (await once(worker, 'message')) as [T];
  return message;
}
