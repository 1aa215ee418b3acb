import type { PoolClient } from '@jianjia/db';

/**
 * One at a time in an area: two that work out the same employers would each not see what the other has written. The queue
 * sees to it already; this holds for commands and for a worker that was thought dead, too.
 */
export async function lockArea(client: PoolClient, area: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('jianjia.census'), hashtext($1))`, [area]);
}
