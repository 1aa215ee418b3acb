import type { PoolClient } from '@jianjia/db';
import { isProblem, type Actor } from '@jianjia/kernel';
import { EVERYTHING } from '../../domain/reach.ts';
import { requireMayEnd } from '../grants/may-grant.ts';
import { problems } from '../grants/problems.ts';
import { grantsInForce } from './enter.ts';

/**
 * Acts on accounts run as the system role, beside row policies; they ask here first. What is not within the actor's
 * `accounts:write` is not found.
 */

/** @throws Problem unless the actor may manage accounts of this union (null: of the whole installation) */
export async function requireUnionReach(client: PoolClient, actor: Actor, unionId: string | null): Promise<void> {
  if (!(await reaches(client, actor, unionId))) throw problems.noUnion();
}

/**
 * An account may be recovered, disabled or linked by whoever manages its union and could have granted every role it has
 * now: else a chair would take over the account of an officer who works at the enterprise.
 * @throws Problem identity.noAccount, identity.mayNotManage
 */
export async function requireAccountReach(client: PoolClient, actor: Actor, accountId: string): Promise<void> {
  const found = await client.query<{ unionId: string | null }>(
    'select union_id as "unionId" from identity.account where account_id = $1',
    [accountId],
  );
  const [account] = found.rows;
  if (!account || !(await reaches(client, actor, account.unionId))) throw problems.noAccount();
  const own = await grantsInForce(client, actor.accountId ?? '');
  for (const { role, unionId } of await grantsInForce(client, accountId)) {
    await requireMayEnd(client, own, role, unionId).catch((error: unknown) => {
      throw isProblem(error) ? problems.mayNotManage() : error;
    });
  }
}

/**
 * An account sees the records of the member it is linked to, so only members within reach may be linked.
 * @throws Problem identity.noMember
 */
export async function requireMemberReach(client: PoolClient, actor: Actor, memberNo: string): Promise<void> {
  const found = await client.query<{ unionId: string }>(
    'select union_id as "unionId" from people.member where member_no = $1',
    [memberNo],
  );
  const [member] = found.rows;
  if (!member || !(await reaches(client, actor, member.unionId))) throw problems.noMember();
}

async function reaches(client: PoolClient, actor: Actor, unionId: string | null): Promise<boolean> {
  const found = await client.query<{ roots: string[] }>(
    `select r.roots from identity.acting a join identity.acting_reach r on r.ticket = a.ticket
     where a.ticket = $1 and a.account_id = $2 and a.expires_at > now() and r.permission = 'accounts:write'`,
    [actor.ticket, actor.accountId],
  );
  const roots = found.rows[0]?.roots ?? [];
  if (unionId === null) return roots.includes(EVERYTHING);
  const within = await client.query(
    'select from organisations.descent where union_id = $1 and ancestor_id = any ($2::uuid[]) limit 1',
    [unionId, roots],
  );
  return within.rowCount !== 0;
}
