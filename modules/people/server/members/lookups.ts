import type { PoolClient } from '@jianjia/db';
import { problems } from '../problems.ts';

/**
 * Refuses a search by number above the limit of the hour. Two requests of one account count one after the other.
 * @throws Problem people.lookupLimit
 */
export async function requireLookup(client: PoolClient, accountId: string | null, limit: number): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('people.lookup/' || $1, 0))`, [accountId]);
  const counted = await client.query<{ count: number; minutes: number | null }>(
    `select count(*) as count,
       ceil(extract(epoch from min(looked_at) + interval '1 hour' - clock_timestamp()) / 60)::integer as minutes
     from people.lookup where account_id = $1 and looked_at > clock_timestamp() - interval '1 hour'`,
    [accountId],
  );
  const { count = 0, minutes = null } = counted.rows[0] ?? {};
  if (count >= limit) throw problems.lookupLimit(limit, Math.max(minutes ?? 60, 1));
}

/** Writes down that somebody searched by a number, and how many were found; not what for. */
export async function countLookup(client: PoolClient, accountId: string | null, found: number): Promise<void> {
  await client.query('insert into people.lookup (account_id, found) values ($1, $2)', [accountId, found]);
}
