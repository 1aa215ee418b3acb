import type { PoolClient } from '@jianjia/db';
import { isProblem, type Actor, type Permission } from '@jianjia/kernel';
import { EVERYTHING } from '../../domain/reach.ts';
import type { RoleName } from '../../domain/roles.ts';
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
 * or will have: else a chair would take over the account of an officer who works at the enterprise, or becomes one
 * tomorrow.
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
  for (const { role, unionId } of await grantsNotOver(client, accountId)) {
    await requireMayEnd(client, own, role, unionId).catch((error: unknown) => {
      throw isProblem(error) ? problems.mayNotManage() : error;
    });
  }
}

/**
 * An account sees the records of the member it is linked to, hardship and relief included. So linking asks for what
 * looking asks for, besides the right to make accounts: an administrator, who sees no records of persons, links nobody.
 * @throws Problem identity.mayNotLink, identity.noMember
 */
export async function requireMemberReach(client: PoolClient, actor: Actor, memberNo: string): Promise<void> {
  // Before the member is looked for: a number that is one would otherwise answer differently from one that is none.
  if ((await rootsOf(client, actor, 'people:read')).length === 0) throw problems.mayNotLink();
  const found = await client.query<{ unionId: string }>(
    'select union_id as "unionId" from people.member where member_no = $1',
    [memberNo],
  );
  const [member] = found.rows;
  for (const permission of ['people:read', 'accounts:write'] as const) {
    if (!member || !(await reaches(client, actor, member.unionId, permission))) throw problems.noMember();
  }
}

/** The grants of an account that are in force or can still come into force. */
async function grantsNotOver(
  client: PoolClient,
  accountId: string,
): Promise<readonly { readonly role: RoleName; readonly unionId: string | null }[]> {
  const found = await client.query<{ role: RoleName; unionId: string | null }>(
    `with recursive today as (select (now() at time zone 'Asia/Shanghai')::date as day), chain as (
       select g.grant_id as id, g.* from identity.role_grant g where g.account_id = $1
       union all
       select c.id, g.* from chain c join identity.role_grant g on g.grant_id = c.delegated_from
     ), over as (
       -- A delegated grant is over with the grant it comes from.
       select c.id from chain c cross join today
       left join people.officer o on o.officer_no = c.officer_no
       left join organisations.union u on u.union_id = c.union_id
       where c.ended_at is not null or c.valid_until <= now() or o.until <= today.day or u.dissolved_on <= today.day
     )
     select g.role, g.union_id as "unionId" from identity.role_grant g
     where g.account_id = $1 and g.grant_id not in (select id from over)`,
    [accountId],
  );
  return found.rows;
}

async function rootsOf(client: PoolClient, actor: Actor, permission: Permission): Promise<readonly string[]> {
  const found = await client.query<{ roots: string[] }>(
    `select r.roots from identity.acting a join identity.acting_reach r on r.ticket = a.ticket
     where a.ticket = $1 and a.account_id = $2 and a.expires_at > now() and r.permission = $3`,
    [actor.ticket, actor.accountId, permission],
  );
  return found.rows[0]?.roots ?? [];
}

async function reaches(
  client: PoolClient,
  actor: Actor,
  unionId: string | null,
  permission: Permission = 'accounts:write',
): Promise<boolean> {
  const roots = await rootsOf(client, actor, permission);
  if (unionId === null) return roots.includes(EVERYTHING);
  const within = await client.query(
    'select from organisations.descent where union_id = $1 and ancestor_id = any ($2::uuid[]) limit 1',
    [unionId, roots],
  );
  return within.rowCount !== 0;
}
