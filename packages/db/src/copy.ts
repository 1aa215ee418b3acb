import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';
import type { PoolClient } from './pool.ts';
import { throwAsProblem } from './problems.ts';

const BLOCK_BYTES = 64 * 1024;

/** Joins small pieces to blocks: one message per row would cost more than the row. */
async function* inBlocks(source: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  let text: string[] = [];
  let length = 0;
  for await (const piece of source) {
    if (typeof piece === 'string') {
      text.push(piece);
      length += piece.length;
      if (length < BLOCK_BYTES) continue;
    }
    if (text.length > 0) yield Buffer.from(text.join(''), 'utf8');
    text = [];
    length = 0;
    if (typeof piece !== 'string') yield piece;
  }
  if (text.length > 0) yield Buffer.from(text.join(''), 'utf8');
}

/**
 * Streams `source` into `COPY … FROM STDIN` with back pressure; an error in `source` fails the COPY.
 * @param sql a `COPY table (columns) FROM STDIN WITH (…)` statement
 * @returns the number of rows the server took
 */
export async function copyIn(client: PoolClient, sql: string, source: AsyncIterable<string | Buffer>): Promise<number> {
  const target = client.query(copyStreams.from(sql));
  await pipeline(Readable.from(inBlocks(source), { objectMode: true, highWaterMark: 4 }), target).catch(throwAsProblem);
  return target.rowCount;
}

/**
 * Reads `COPY … TO STDOUT` piece by piece with back pressure. Leaving the loop early reads the rest and drops it, so
 * that the connection can be used again.
 * @param sql a `COPY (query) TO STDOUT WITH (…)` statement
 */
export async function* copyOut(client: PoolClient, sql: string): AsyncGenerator<Buffer> {
  const source = client.query(copyStreams.to(sql));
  try {
    for await (const piece of source.iterator({ destroyOnReturn: false })) yield piece as Buffer;
  } catch (error) {
    throwAsProblem(error);
  } finally {
    if (!source.readableEnded && !source.destroyed) {
      for await (const piece of source) void piece;
    }
  }
}
