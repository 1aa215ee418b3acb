import type { Pool } from '@jianjia/db';
import { problems } from '../problems.ts';

/** Each import that runs holds a connection; more at once would take those of everybody else. */
const MOST_AT_ONCE = 3;
let running = 0;

/**
 * Does the work unless the account is importing already, in this process or another on the same database.
 * @throws Problem reports.importRuns, reports.importsRun
 */
export async function aloneFor<T>(system: Pool, accountId: string | null, work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) throw problems.importsRun();
  running++;
  try {
    const client = await system.connect();
    const lock = `hashtextextended('reports.import/' || $1, 0)`;
    let isHeld = false;
    try {
      const taken = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lock}) as taken`, [
        accountId,
      ]);
      isHeld = taken.rows[0]?.taken === true;
      if (!isHeld) throw problems.importRuns();
      return await work();
    } finally {
      const free = isHeld
        ? await client.query(`select pg_advisory_unlock(${lock})`, [accountId]).catch(() => null)
        : true;
      // A session that cannot be told so ends, and its lock with it.
      client.release(free === null);
    }
  } finally {
    running--;
  }
}
