import { resolve } from 'node:path';
import pg from 'pg';
import { Problem } from '@jianjia/kernel';
import { type Presence, DATABASE, claimDatabase, joinServer } from './embedded/presence.ts';
import { type Pool, type Role, createPool } from './pool.ts';
import { throwAsProblem } from './problems.ts';

/** An open database; whether its server is embedded or not makes no difference to who uses it. */
export interface Database {
  /** Address for the owner; contains the password, never show it. */
  readonly url: string;
  /** The data directory of the embedded server; null with DATABASE_URL. */
  readonly dataDir: string | null;
  /** The pool of a role, made at the first call. `app` works only after `migrate`. */
  pool(role: Role): Pool;
  /** Ends all connections; the last process on an embedded server stops it. May be called twice. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** What runs, for others to see: `serve`, `import` … */
  readonly command: string;
  /** Default: the environment of this process (DATABASE_URL, JIANJIA_DATA_DIR). */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Only one process may hold this at a time (serving); a second one gets a Problem naming the first. */
  readonly exclusive?: boolean;
  /** Tells a person who waits why; Chinese sentences. */
  readonly notify?: (sentence: string) => void;
  /** Close and end the process on SIGINT, SIGTERM, SIGHUP; default true. */
  readonly signals?: boolean;
  /** Connections of each role at most; default 10. */
  readonly connections?: number;
}

const OLDEST_SERVER = 15;

/**
 * Opens the database: the server of DATABASE_URL (PostgreSQL 15 or later) when set, else the embedded one of
 * JIANJIA_DATA_DIR (default ./data), started when it does not run.
 * @throws Problem when it cannot be opened, with the reason
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const env = options.env ?? process.env;
  const name = `jianjia ${process.pid} ${options.command.replaceAll(/[^\x20-\x7e]/g, '?')}`;
  const presence = env['DATABASE_URL'] ? null : await joinEmbedded(env, options, name);
  const url = presence ? presence.server.url(DATABASE) : checkUrl(env['DATABASE_URL'] ?? '');
  try {
    await checkServer(url);
    const claim = options.exclusive ? await claimDatabase(url, name) : null;
    return new OpenDatabase(url, presence, claim, name, options).ready();
  } catch (error) {
    await presence?.leave();
    return throwAsProblem(error);
  }
}

function joinEmbedded(env: NonNullable<OpenOptions['env']>, options: OpenOptions, name: string): Promise<Presence> {
  const dataDir = resolve(env['JIANJIA_DATA_DIR'] || 'data');
  return joinServer({ dataDir, ...(options.notify ? { notify: options.notify } : {}) }, name);
}

function checkUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new Problem(
    'db.badUrl',
    'invalid',
    'DATABASE_URL 不是有效的数据库地址。应写成 postgresql://用户:口令@主机:端口/库名，口令中的特殊字符要用 %XX 转义。',
  );
}

async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  client.on('error', () => {});
  await client.connect();
  const answer = await client.query<{ server_version_num: string }>('show server_version_num');
  await client.end();
  const version = Math.trunc(Number(answer.rows[0]?.server_version_num) / 10_000);
  if (version >= OLDEST_SERVER) return;
  throw new Problem(
    'db.oldServer',
    'conflict',
    `数据库服务器是 PostgreSQL ${version}，本系统需要 ${OLDEST_SERVER} 或更高版本。请升级服务器，或去掉 DATABASE_URL 使用内嵌数据库。`,
  );
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
type EndSignal = keyof typeof SIGNALS;

class OpenDatabase implements Database {
  readonly url: string;
  readonly dataDir: string | null;
  readonly #presence: Presence | null;
  readonly #claim: { release(): Promise<void> } | null;
  readonly #name: string;
  readonly #signals: boolean;
  readonly #connections: number | undefined;
  readonly #pools = new Map<Role, Pool>();
  #closing: Promise<void> | null = null;

  constructor(
    url: string,
    presence: Presence | null,
    claim: { release(): Promise<void> } | null,
    name: string,
    { signals = true, connections }: Pick<OpenOptions, 'signals' | 'connections'>,
  ) {
    this.url = url;
    this.dataDir = presence?.server.place.dataDir ?? null;
    this.#presence = presence;
    this.#claim = claim;
    this.#name = name;
    this.#signals = signals;
    this.#connections = connections;
  }

  ready(): this {
    if (this.#signals) for (const signal of Object.keys(SIGNALS)) process.on(signal, this.#onSignal);
    return this;
  }

  pool(role: Role): Pool {
    const known = this.#pools.get(role);
    if (known) return known;
    const max = this.#connections;
    const pool = createPool({ url: this.url, role, name: this.#name, ...(max === undefined ? {} : { max }) });
    this.#pools.set(role, pool);
    return pool;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close(true));
  }

  async #close(wait: boolean): Promise<void> {
    const ended = Promise.all([...this.#pools.values()].map((pool) => pool.end().catch(() => {})));
    if (wait) await ended;
    await this.#claim?.release();
    await this.#presence?.leave();
    for (const signal of Object.keys(SIGNALS)) process.off(signal, this.#onSignal);
  }

  // Work in progress is not waited for: its transaction is rolled back, nothing half-done stays.
  readonly #onSignal = (signal: EndSignal): void => {
    if (this.#closing) return;
    this.#closing = this.#close(false);
    void this.#closing.finally(() => {
      // Others may listen too (a server closing its port); when nobody does, end the way the signal would have.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
      else process.exit(128 + SIGNALS[signal]);
    });
  };
}
