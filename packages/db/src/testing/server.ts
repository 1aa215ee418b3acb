import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Migration, migrate } from '../migrate.ts';
import { ensureAppLogin } from '../login.ts';
import { createPool } from '../pool.ts';
import { isRunning } from '../embedded/processes.ts';
import { embeddedServer } from '../embedded/server.ts';
import type { TestServer } from './database.ts';

const PREFIX = 'jianjia-test-';
const RUNNER = 'runner.pid';

/**
 * One server for a whole test run with a migrated template database: that of DATABASE_URL, or an embedded one without
 * fsync in the temporary directory. `stop` removes every database of the run.
 */
export async function startTestServer(
  migrations: readonly Migration[],
): Promise<{ readonly server: TestServer; stop(): Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  const started = given ? { admin: given, stop: async () => {} } : await startEmbedded();
  const prefix = `jianjia_test_${randomBytes(4).toString('hex')}`;
  const server: TestServer = { admin: started.admin, prefix, template: `${prefix}_template` };
  const stop = async (): Promise<void> => {
    if (given) await dropAll(server);
    await started.stop();
  };
  try {
    await makeTemplate(server, migrations);
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, stop };
}

async function startEmbedded(): Promise<{ admin: string; stop(): Promise<void> }> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  // The server's own account must be able to pass through; the cluster inside is closed to others.
  chmodSync(dataDir, 0o755);
  writeFileSync(join(dataDir, RUNNER), String(process.pid));
  const server = await embeddedServer({ dataDir, durability: 'throwaway' });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { admin: server.url('postgres'), stop };
}

/** Stops and removes what test runs left behind that were killed. */
async function sweep(): Promise<void> {
  for (const entry of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const directory = join(tmpdir(), entry);
    try {
      if (isRunning(Number(readFileSync(join(directory, RUNNER), 'utf8')))) continue;
      if (existsSync(join(directory, 'postgres', 'postmaster.pid'))) {
        await (await embeddedServer({ dataDir: directory, durability: 'throwaway' })).stop();
      }
      rmSync(directory, { recursive: true, force: true });
    } catch {
      // Another account's leftovers, or one that is being made at this moment.
    }
  }
}

async function makeTemplate(server: TestServer, migrations: readonly Migration[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.admin });
  await client.connect();
  await client.query(`create database ${server.template}`);
  await client.end();
  const url = new URL(server.admin);
  url.pathname = `/${server.template}`;
  const pool = createPool({ url: url.toString(), role: 'owner', name: 'jianjia test' });
  try {
    await migrate(pool, migrations);
    await ensureAppLogin(pool, url.toString());
  } finally {
    await pool.end();
  }
}

async function dropAll(server: TestServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.admin });
  await client.connect();
  const found = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [
    `${server.prefix}%`,
  ]);
  for (const { datname } of found.rows) await client.query(`drop database if exists ${datname} with (force)`);
  await client.end();
}
