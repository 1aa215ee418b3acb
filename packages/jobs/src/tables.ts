import type { Pool, PoolClient } from '@jianjia/db';

/** The queue's own schema, made by a migration; left out of backups (packages/db/src/backup/tables.ts). */
export const SCHEMA = 'jobs';

export interface JobCounts {
  /** To be done, now or when they are tried again. */
  readonly waiting: number;
  readonly active: number;
  /** Given up, of those still kept. */
  readonly failed: number;
}

/** Whether a job of this content is there that nobody has begun. */
export async function isWaiting(source: Pool | PoolClient, lane: string, mark: string): Promise<boolean> {
  const found = await source.query(
    `select from ${SCHEMA}.job
     where name = $1 and state = 'created' and start_after <= now() and data ->> 'mark' = $2 limit 1`,
    [lane, mark],
  );
  return found.rowCount !== 0;
}

/** Marks of the jobs that wait, are in work, or were given up within the hour. */
export async function knownMarks(
  pool: Pool,
  lanes: readonly string[],
  failed: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ mark: string }>(
    `select distinct data ->> 'mark' as mark from ${SCHEMA}.job
     where name = any ($1) and state in ('created', 'retry', 'active', 'failed')
       or name = any ($2) and created_on > now() - interval '1 hour'`,
    [lanes, failed],
  );
  return new Set(rows.map(({ mark }) => mark));
}

export async function countJobs(pool: Pool, lanes: readonly string[], failed: readonly string[]): Promise<JobCounts> {
  const { rows } = await pool.query<JobCounts>(
    `select count(*) filter (where name = any ($1) and state in ('created', 'retry'))::integer as waiting,
       count(*) filter (where name = any ($1) and state = 'active')::integer as active,
       count(*) filter (where name = any ($2))::integer as failed
     from ${SCHEMA}.job where name = any ($1) or name = any ($2)`,
    [lanes, failed],
  );
  return rows[0] ?? { waiting: 0, active: 0, failed: 0 };
}
