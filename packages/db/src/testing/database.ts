import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Pool, createPool } from '../pool.ts';

/** What the run's global set-up tells every test file. */
export interface TestServer {
  /** Address of a database from which others can be made. */
  readonly admin: string;
  /** Begin of the names of all databases of this run. */
  readonly prefix: string;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    jianjiaTestServer: TestServer;
  }
}

/** A migrated, empty database of a test file's own. */
export interface TestDatabase {
  /** The application role, which sees nothing without an actor. */
  readonly app: Pool;
  /** The role of commands and workers: what tests use unless they are about reach. */
  readonly system: Pool;
  /** The owner: to arrange what the application role may not. */
  readonly owner: Pool;
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own for a `*.db.test.ts` file, cloned from the migrated template.
 *
 * ```ts
 * const db = await testDatabase();
 * afterAll(() => db.drop());
 * ```
 * @param options `empty`: without any migration
 */
export async function testDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('jianjiaTestServer');
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${options.empty ? 'template0' : server.template}`);
  const address = new URL(server.admin);
  address.pathname = `/${name}`;
  const url = address.toString();
  const app = createPool({ url, role: 'app', name: 'jianjia test', max: 5 });
  const system = createPool({ url, role: 'system', name: 'jianjia test', max: 5 });
  const owner = createPool({ url, role: 'owner', name: 'jianjia test', max: 5 });
  const drop = async (): Promise<void> => {
    await Promise.all([app.end(), system.end(), owner.end()]);
    await onServer(server, `drop database if exists ${name} with (force)`);
  };
  return { app, system, owner, url, drop };
}

/** Databases are made one after another: two clones of one template at the same moment refuse each other. */
async function onServer(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.admin });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [server.prefix]);
    await client.query(sql);
  } finally {
    await client.end();
  }
}
