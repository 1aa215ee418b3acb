import type { PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { sightingKinds } from '../../contract/index.ts';

export interface SightingEntry {
  readonly what: keyof typeof sightingKinds;
  readonly reason?: string | null;
}

/** The union of whoever looks: the home of the account, or else the reach in words. */
const VIEWER_UNION = `coalesce((
  select h.name from identity.account a join organisations.union h on h.union_id = a.union_id where a.account_id = $2
), $4)`;

/**
 * Writes one line for every member that `from` gives, in the transaction of the act that shows them. The operator of the
 * machine is no account and leaves no line: his or her commands stand in the journal.
 * @param from a select of `union_id, member_no`; its parameters begin at $7
 */
export async function writeSightings(
  client: PoolClient,
  actor: Actor,
  { what, reason = null }: SightingEntry,
  from: string,
  values: readonly unknown[] = [],
): Promise<number> {
  if (actor.accountId === null) return 0;
  const written = await client.query(
    `insert into people.sighting (union_id, member_no, account_id, viewer, viewer_union, what, reason, request_id)
     select seen.union_id, seen.member_no, $2, $3, ${VIEWER_UNION}, $1, $5, $6 from (${from}) as seen`,
    [what, actor.accountId, actor.name, actor.reach, reason, actor.requestId, ...values],
  );
  return written.rowCount ?? 0;
}

/** The same for members named by their numbers. */
export function writeSightingsOf(
  client: PoolClient,
  actor: Actor,
  entry: SightingEntry,
  memberNos: readonly string[],
): Promise<number> {
  return writeSightings(
    client,
    actor,
    entry,
    'select m.union_id, m.member_no from people.member m where m.member_no = any ($7::text[])',
    [memberNos],
  );
}
