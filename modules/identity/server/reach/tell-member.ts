import type { PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';

/**
 * Whoever holds the link of an account that is a member's could read the member's own record with it. Each such link is
 * told to the member among those who looked at his or her data; for an account without a member nothing is written.
 */
export async function tellMember(
  client: PoolClient,
  actor: Actor,
  accountId: string,
  what: 'linked' | 'recovered',
): Promise<void> {
  if (actor.accountId === null) return;
  await client.query(
    `insert into people.sighting (union_id, member_no, account_id, viewer, viewer_union, what, request_id)
     select m.union_id, m.member_no, $2, $3, coalesce((
       select h.name from identity.account a join organisations.union h on h.union_id = a.union_id
       where a.account_id = $2
     ), $4), $5, $6
     from identity.account linked join people.member m on m.member_no = linked.member_no
     where linked.account_id = $1`,
    [accountId, actor.accountId, actor.name, actor.reach, what, actor.requestId],
  );
}
