import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '@jianjia/kernel';
import { databaseProblem } from '../problems.ts';
import { type EmbeddedServer, type ServerOptions, embeddedServer } from './server.ts';

/** Keys of advisory locks of ours in the server's own database `postgres`. */
const PRESENCE = 0x6a6a0001;
const SETUP = 0x6a6a0002;

/** The database of a data directory. */
export const DATABASE = 'jianjia';

/** A process's part in a shared server: while any process is present the server runs. */
export interface Presence {
  readonly server: EmbeddedServer;
  /** The last to leave stops the server. */
  leave(): Promise<void>;
}

/**
 * Joins the server of a data directory, starting it when needed. Presence is a shared advisory lock on a connection of
 * its own: PostgreSQL itself gives it up when a process is killed, so no lock file can go stale. Who waits for the lock
 * while the last one stops the server is disconnected and begins again.
 */
export async function joinServer(options: ServerOptions, name: string): Promise<Presence> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const server = await embeddedServer(options);
    const client = newClient(server, name);
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [PRESENCE]);
      await ensureDatabase(client);
      return { server, leave: () => leave(server, client) };
    } catch (error) {
      await client.end().catch(() => {});
      if (Date.now() > deadline || !isPassing(error)) throw databaseProblem(error) ?? error;
      await sleep(100);
    }
  }
}

function newClient(server: EmbeddedServer, name: string): pg.Client {
  const client = new pg.Client({ connectionString: server.url('postgres'), application_name: name, keepAlive: true });
  client.on('error', () => {});
  return client;
}

/** Faults of a server that is stopping or was killed at this moment. */
function isPassing(error: unknown): boolean {
  const problem = databaseProblem(error);
  const code = (error as { code?: string }).code;
  return code === 'ENOENT' || (problem?.id.startsWith('db.') === true && problem.id !== 'db.wrongPassword');
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [SETUP]);
  const known = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (known.rowCount === 0) await client.query(`create database ${DATABASE}`);
  await client.query('select pg_advisory_unlock($1)', [SETUP]);
}

async function leave(server: EmbeddedServer, client: pg.Client): Promise<void> {
  let last = true;
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [PRESENCE]);
    const answer = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [PRESENCE]);
    last = answer.rows[0]?.last === true;
  } catch {
    // The server went away or restarted under us; others may be present on it, and the next command attaches to it.
    last = false;
  }
  if (last) await server.stop();
  await client.end().catch(() => {});
}

/** Key of the lock one serving process holds on a database; the same for embedded and other servers. */
const CLAIM = 0x6a6a0003;
const CLAIM_TRIES = 50;

interface Holder {
  readonly application_name: string;
  readonly backend_start: Date;
}

/**
 * Claims a database for one serving process until `release`.
 * @throws Problem naming the process that has it: its number, since when, which command
 */
export async function claimDatabase(url: string, name: string): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url, application_name: name, keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  // The server takes a moment to notice that a process which held the claim has ended.
  for (let tries = 0; tries < CLAIM_TRIES; tries++) {
    const answer = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [CLAIM]);
    if (answer.rows[0]?.got) return { release: () => client.end().catch(() => {}) };
    await sleep(100);
  }
  const holders = await client.query<Holder>(
    `select application_name, backend_start from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and objid = $1 and classid = 0 and granted
       and pg_locks.database = (select oid from pg_database where datname = current_database())`,
    [CLAIM],
  );
  await client.end();
  throw claimedBy(holders.rows[0]);
}

function claimedBy(holder: Holder | undefined): Problem {
  const [, pid = '不明', command = '不明'] = /^jianjia (\d+) (.*)$/.exec(holder?.application_name ?? '') ?? [];
  const since = holder
    ? new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(
        holder.backend_start,
      )
    : '不明';
  return new Problem(
    'db.claimed',
    'conflict',
    `这个数据库已有服务在运行：进程号 ${pid}，命令“${command}”，自${since}（北京时间）起。` +
      '请使用已在运行的服务，或先停止它；要另开一套，请用 JIANJIA_DATA_DIR 指定别的数据目录。',
    { pid, command, since },
  );
}
