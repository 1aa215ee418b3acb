import type { PoolClient } from '@jianjia/db';
import type { RoleName } from '../../domain/roles.ts';
import { problems } from './problems.ts';

/** Everything here is read in the actor's transaction: what row policies hide is not found. */

export interface FoundAccount {
  readonly accountId: string;
  readonly login: string;
  readonly disabled: boolean;
}

/** @throws Problem identity.noAccount, identity.accountDisabled */
export async function activeAccount(client: PoolClient, accountId: string): Promise<FoundAccount> {
  const found = await client.query<FoundAccount>(
    `select account_id as "accountId", login, disabled_at is not null as disabled
     from identity.account where account_id = $1`,
    [accountId],
  );
  const [account] = found.rows;
  if (!account) throw problems.noAccount();
  if (account.disabled) throw problems.disabled();
  return account;
}

export interface FoundUnion {
  readonly unionId: string;
  readonly code: string;
  readonly kind: string;
}

/** @throws Problem identity.noUnion */
export async function visibleUnion(client: PoolClient, code: string): Promise<FoundUnion> {
  const found = await client.query<FoundUnion>(
    `select union_id as "unionId", union_code as code, kind from organisations.union where union_code = $1`,
    [code],
  );
  const [union] = found.rows;
  if (!union) throw problems.noUnion();
  return union;
}

export interface FoundGrant {
  readonly grantId: string;
  readonly accountId: string;
  readonly role: RoleName;
  readonly unionId: string | null;
  readonly source: 'appointed' | 'post' | 'delegated' | 'assigned';
  readonly officerNo: string | null;
  readonly grantedBy: string | null;
  readonly ended: boolean;
}

/**
 * A grant that has not ended. `lock` keeps it as it is until the transaction ends, and finds only what the actor may
 * change (row policies of updates); without it, also what the actor may only see.
 * @throws Problem identity.noGrant, identity.grantEnded
 */
export async function openGrant(client: PoolClient, grantId: string, lock: boolean): Promise<FoundGrant> {
  const found = await client.query<FoundGrant>(
    `select grant_id as "grantId", account_id as "accountId", role, union_id as "unionId", source,
       officer_no as "officerNo", granted_by as "grantedBy", ended_at is not null as ended
     from identity.role_grant where grant_id = $1 ${lock ? 'for update' : ''}`,
    [grantId],
  );
  const [grant] = found.rows;
  if (!grant) throw problems.noGrant();
  if (grant.ended) throw problems.ended();
  return grant;
}

/**
 * The post of an officer who is in it today.
 * @throws Problem identity.notInPost
 */
export async function postOf(
  client: PoolClient,
  officerNo: string,
): Promise<{ unionId: string; body: string; post: string }> {
  const found = await client.query<{ unionId: string; body: string; post: string }>(
    `select union_id as "unionId", body, post from people.officer
     where officer_no = $1 and since <= (now() at time zone 'Asia/Shanghai')::date
       and (until is null or until > (now() at time zone 'Asia/Shanghai')::date)`,
    [officerNo],
  );
  const [post] = found.rows;
  if (!post) throw problems.notInPost();
  return post;
}
