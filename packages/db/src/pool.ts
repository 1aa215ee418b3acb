import pg from 'pg';
import { typeParsers } from './types.ts';

export type { Pool, PoolClient } from 'pg';

/** `app`: the application role, which owns nothing and obeys every grant; `owner`: for migrations and backup. */
export type Role = 'app' | 'owner';

/** The role every session of the application takes; it cannot log in by itself. */
export const APP_ROLE = 'jianjia_app';

// Evaluations keep some hundred MB of temporary tables at 50,000 unions; taken only by sessions that use them.
const SESSION = '-c timezone=UTC -c datestyle=ISO,YMD -c temp_buffers=256MB';

/**
 * The connection address with the session's settings in `options`; settings already in the address stay and lose.
 */
export function sessionUrl(url: string, role: Role): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  const role_ = role === 'app' ? ` -c role=${APP_ROLE}` : '';
  address.searchParams.set('options', `${given ? `${given} ` : ''}${SESSION}${role_}`);
  return address.toString();
}

export interface PoolOptions {
  readonly url: string;
  readonly role: Role;
  /** Shown in pg_stat_activity; ASCII, at most 63 bytes. */
  readonly name: string;
  /** Connections at most; default 10. */
  readonly max?: number;
}

/** A pool of connections in one role. Connecting happens at the first query. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: sessionUrl(options.url, options.role),
    application_name: options.name.slice(0, 63),
    max: options.max ?? 10,
    types: typeParsers,
    keepAlive: true,
  });
  // A connection that dies while nobody uses it is replaced at the next query; without a listener it would end Node.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
