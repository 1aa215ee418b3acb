import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Problem } from '@jianjia/kernel';
import { copyOut } from '../copy.ts';
import { appliedMigrations } from '../migrate.ts';
import type { Database } from '../open.ts';
import type { PoolClient } from '../pool.ts';
import { databaseProblem } from '../problems.ts';
import { inTransaction } from '../transaction.ts';
import { ABOUT, type About, CHECKSUMS, type Checksums, type TableSum, chunkName } from './format.ts';
import { tablesInOrder } from './tables.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/** Rows travel in pieces of this size: an archive entry must say its length before its bytes. */
const CHUNK_BYTES = 4 * 1024 * 1024;

export interface BackupOutcome {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Writes all data as of one moment into one compressed archive (tar.gz; COPY text per table, checksums at the end).
 * The file appears under its name only when it is whole; others cannot read it, it holds personal data.
 * @throws Problem when the disk is full or the database cannot be read
 */
export async function backup(database: Pick<Database, 'pool'>, file: string): Promise<BackupOutcome> {
  const draft = `${file}.part`;
  try {
    await rm(draft, { force: true });
    const outcome = await inTransaction(
      database.pool('owner'),
      async (client) => {
        const sums: TableSum[] = [];
        const archive = Readable.from(archiveOf(client, sums), { objectMode: true, highWaterMark: 2 });
        const target = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
        await pipeline(archive, createGzip({ level: 3 }), target);
        return { tables: sums.length, rows: sums.reduce((total, sum) => total + sum.rows, 0) };
      },
      { isolation: 'repeatable read', readOnly: true },
    );
    await rename(draft, file);
    return outcome;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw asProblem(error, file);
  }
}

function asProblem(error: unknown, file: string): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (!['ENOENT', 'EACCES', 'EROFS', 'EISDIR', 'ENOTDIR'].includes(code ?? '')) return databaseProblem(error) ?? error;
  const sentence = `无法写入备份文件 ${file}。请检查该目录是否存在、是否有写入权限。（${message ?? ''}）`;
  return new Problem('backup.notWritten', 'conflict', sentence);
}

async function* archiveOf(client: PoolClient, sums: TableSum[]): AsyncGenerator<Buffer> {
  await client.query('set local row_security = off');
  const now = new Date();
  const tables = (await tablesInOrder(client)).map(({ name, columns }) => ({ name, columns }));
  const migrations = (await appliedMigrations(client)).map(({ name, checksum }) => ({ name, checksum }));
  const about: About = { format: 1, made: now.toISOString(), migrations, tables };
  const seconds = Math.trunc(now.getTime() / 1000);
  yield* entry(ABOUT, Buffer.from(JSON.stringify(about, null, 2)), seconds);
  for (const table of tables) {
    const hash = createHash('sha256');
    let number = 0;
    const sql = `copy ${table.name} (${table.columns.join(', ')}) to stdout`;
    let rows = 0;
    for await (const chunk of inChunks(copyOut(client, sql))) {
      hash.update(chunk);
      rows += countLines(chunk);
      number += 1;
      yield* entry(chunkName(tables.indexOf(table), number), chunk, seconds);
    }
    sums.push({ table: table.name, rows, sha256: hash.digest('hex') });
  }
  const checksums: Checksums = { tables: sums, sequences: await sequenceValues(client) };
  yield* entry(CHECKSUMS, Buffer.from(JSON.stringify(checksums, null, 2)), seconds);
  yield tarEnd();
}

function* entry(name: string, body: Buffer, seconds: number): Generator<Buffer> {
  yield tarHeader(name, body.length, seconds);
  yield body;
  yield tarPadding(body.length);
}

async function* inChunks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(pieces);
}

/** In COPY's text format a line end inside a value is written `\n`, so that lines are rows. */
function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

async function sequenceValues(client: PoolClient): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
     from pg_sequences where last_value is not null and schemaname not like 'pg\\_%'`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
