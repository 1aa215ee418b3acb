import type { Pool, PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { roles } from '../../domain/roles.ts';
import type { Stage } from '../../domain/stage.ts';
import { findSession } from '../sessions/find-session.ts';
import { enter, grantsInForce } from './enter.ts';

/** Somebody with a session, as the HTTP layer knows it: an actor with what may be done. */
export interface AuthenticatedActor extends Actor {
  readonly accountId: string;
  readonly ticket: string;
  readonly sessionId: string;
  readonly stage: Stage;
  readonly permissions: ReadonlySet<string>;
  readonly login: string;
}

/**
 * Who a token is, with the reach of this moment; null when it is nobody's. A session that still owes a step has no
 * permission and no reach, whatever its account has.
 */
export async function authenticate(
  system: Pool,
  token: string,
  requestId: string,
  now: Date,
): Promise<AuthenticatedActor | null> {
  const session = await findSession(system, token, now);
  if (!session) return null;
  const { accountId, ticket, sessionId, stage, name, login, memberNo, isProven } = session;
  const who = { accountId, ticket, sessionId, stage, name: `${name}（${login}）`, login, requestId };
  const half = { permissions: new Set<string>(), reach: '登录未完成' };
  if (stage !== 'whole') return { ...who, ...half };
  const { needsFactor, ...entered } = await enter(system, { ticket, accountId, memberNo, name: who.name });
  // The account has been given a role since it signed in.
  if (needsFactor && !isProven) return { ...who, ...half, stage: 'enrol_factor' };
  return { ...who, ...entered };
}

/** Whether an account must have a second factor, by the roles it has now or will have. */
export async function mustHaveFactor(client: Pool | PoolClient, accountId: string): Promise<boolean> {
  const grants = await grantsInForce(client, accountId);
  return grants.some(({ role }) => roles[role].factor);
}

/** Makes an account the administrator of the whole installation; for the first account only, which nobody can grant. */
export async function grantAdministrator(client: PoolClient, accountId: string): Promise<void> {
  await client.query(
    `insert into identity.role_grant (account_id, role, union_id, source, reason)
     values ($1, 'administrator', null, 'appointed', '首次启动')`,
    [accountId],
  );
}
