import pg from 'pg';
import { appUrl } from './app-address.ts';
import { typeParsers } from './types.ts';

export type { Pool, PoolClient } from 'pg';

/**
 * `app`: what requests run as; owns nothing, logs in by itself and sees only what row policies give its actor.
 * `system`: commands and workers of the operator; owns nothing, obeys every grant, sees every row.
 * `owner`: for migrations, backup and keys.
 */
export type Role = 'app' | 'system' | 'owner';

/** The roles that sessions take; neither can log in by itself. */
export const ROLES = { app: 'jianjia_app', system: 'jianjia_system' } as const;

// Evaluations keep some hundred MB of temporary tables at 50,000 unions; taken only by sessions that use them.
const SESSION = '-c timezone=UTC -c datestyle=ISO,YMD -c temp_buffers=256MB';

/**
 * The connection address with the session's settings in `options`; settings already in the address stay and lose.
 */
export function sessionUrl(url: string, role: Role): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  const role_ = role === 'owner' ? '' : ` -c role=${ROLES[role]}`;
  address.searchParams.set('options', `${given ? `${given} ` : ''}${SESSION}${role_}`);
  return address.toString();
}

export interface PoolOptions {
  /** Address for the owner; the login of the application is derived from it. */
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
    connectionString: sessionUrl(options.role === 'app' ? appUrl(options.url) : options.url, options.role),
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
