import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Problem, isProblem } from '@jianjia/kernel';
import { copyIn } from '../copy.ts';
import { appliedMigrations } from '../migrate.ts';
import type { Database } from '../open.ts';
import type { PoolClient } from '../pool.ts';
import { databaseProblem } from '../problems.ts';
import { inTransaction } from '../transaction.ts';
import type { BackupOutcome } from './backup.ts';
import { ABOUT, type About, CHECKSUMS, type Checksums, type TableSum, tableOfChunk } from './format.ts';
import { type PresentTable, tablesInOrder } from './tables.ts';
import { type TarEntry, TarReader } from './tar.ts';

/**
 * Loads a backup into an empty database of the same migration level, in one transaction: all of it or nothing.
 * Foreign keys and checks hold; triggers of the rooms do not fire, since what they would add is in the backup. Code tables,
 * which migrations fill, get the backup's content.
 * @param last runs in the transaction when everything is loaded; what it writes fires triggers again
 * @throws Problem when the file is damaged, the levels differ or the database is not empty
 */
export async function restore(
  file: string,
  database: Pick<Database, 'pool'>,
  last?: (client: PoolClient, outcome: BackupOutcome) => Promise<void>,
): Promise<BackupOutcome> {
  const source = createReadStream(file);
  const gunzip = source.pipe(createGunzip());
  source.on('error', (error) => gunzip.destroy(error));
  // Without a listener an error before the first read would end Node; whoever reads gets it.
  gunzip.on('error', () => {});
  try {
    return await inTransaction(database.pool('owner'), async (client) => {
      const outcome = await load(client, new TarReader(gunzip));
      await last?.(client, outcome);
      return outcome;
    });
  } catch (error) {
    throw asProblem(error, file);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function load(client: PoolClient, archive: TarReader): Promise<BackupOutcome> {
  await client.query('set local row_security = off');
  const first = await archive.next();
  if (first?.name !== ABOUT) throw new Error('about.json is missing');
  const about = JSON.parse(await archive.text()) as About;
  checkLevel(about, await appliedMigrations(client));
  const tables = await targetTables(client, about);
  // Taken before looking whether they are empty: from here on nobody else writes into them.
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  await checkEmpty(client, tables);
  for (const { name } of tables.filter(({ isCode }) => isCode).toReversed()) await client.query(`delete from ${name}`);
  const { sums, last } = await loadTables(client, archive, tables);
  if (last?.name !== CHECKSUMS) throw new Error('checksums.json is missing');
  const checksums = JSON.parse(await archive.text()) as Checksums;
  checkSums(sums, checksums.tables);
  for (const [sequence, value] of Object.entries(checksums.sequences)) {
    await client.query('select setval($1::regclass, $2::bigint)', [sequence, value]);
  }
  await client.query('set constraints all immediate');
  for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
  return { tables: tables.length, rows: [...sums.values()].reduce((total, sum) => total + sum.rows, 0) };
}

async function loadTables(
  client: PoolClient,
  archive: TarReader,
  tables: readonly PresentTable[],
): Promise<{ sums: ReadonlyMap<string, TableSum>; last: TarEntry | null }> {
  const sums = new Map<string, TableSum>();
  let current = await archive.next();
  for (;;) {
    const index = current && tableOfChunk(current.name);
    if (!current || index === null) return { sums, last: current };
    const table = tables[index];
    if (!table || sums.has(table.name)) throw new Error(`entry out of place: ${current.name}`);
    const hash = createHash('sha256');
    const chunks = async function* (): AsyncGenerator<Buffer> {
      // All chunks of a table go through one COPY: rows of it may refer to each other.
      while (current && tableOfChunk(current.name) === index) {
        for await (const piece of archive.body()) {
          hash.update(piece);
          yield piece;
        }
        current = await archive.next();
      }
    };
    const rows = await copyIn(client, `copy ${table.name} (${table.columns.join(', ')}) from stdin`, chunks());
    sums.set(table.name, { table: table.name, rows, sha256: hash.digest('hex') });
  }
}

function checkSums(loaded: ReadonlyMap<string, TableSum>, stated: readonly TableSum[]): void {
  for (const sum of stated) {
    const ours = loaded.get(sum.table);
    if (sum.rows === 0 && !ours) continue;
    if (ours?.rows !== sum.rows || ours.sha256 !== sum.sha256) throw new Error(`checksum of ${sum.table} differs`);
  }
}

type Steps = readonly { readonly name: string; readonly checksum: string }[];

function checkLevel(about: About, here: Steps): void {
  const text = (steps: Steps): string => steps.map((step) => `${step.name} ${step.checksum}`).join('\n');
  if (about.format === 1 && text(about.migrations) === text(here)) return;
  throw new Problem(
    'backup.otherLevel',
    'conflict',
    `备份的数据库结构到 ${about.migrations.at(-1)?.name ?? '（空）'}，当前数据库到 ${here.at(-1)?.name ?? '（空）'}，两者不同。` +
      '请用做备份时的程序版本恢复，再升级到新版本。',
  );
}

/** The backup's own tables in its order, once it is certain that this database has the same. */
async function targetTables(client: PoolClient, about: About): Promise<readonly PresentTable[]> {
  const present = new Map((await tablesInOrder(client)).map((table) => [table.name, table]));
  return about.tables.map(({ name, columns }) => {
    const table = present.get(name);
    if (!table) throw new Error(`unknown table: ${name}`);
    if (table.columns.join() !== columns.join()) throw new Error(`other columns: ${name}`);
    return table;
  });
}

async function checkEmpty(client: PoolClient, tables: readonly PresentTable[]): Promise<void> {
  for (const { name } of tables.filter(({ isCode }) => !isCode)) {
    const filled = await client.query(`select from ${name} limit 1`);
    if (filled.rowCount === 0) continue;
    throw new Problem(
      'backup.notEmpty',
      'conflict',
      `数据库不是空的（${name} 中已有数据），不能恢复备份。请用 JIANJIA_DATA_DIR 指定一个新的数据目录再恢复。`,
    );
  }
}

function asProblem(error: unknown, file: string): unknown {
  const problem = databaseProblem(error);
  if (isProblem(problem)) return problem;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOENT') return new Problem('backup.noFile', 'missing', `找不到备份文件 ${file}。请检查路径。`);
  return new Problem(
    'backup.damaged',
    'invalid',
    `备份文件 ${file} 不完整或已损坏，没有恢复任何数据。请换用另一份备份。（${message ?? String(error)}）`,
    { cause: error },
  );
}
