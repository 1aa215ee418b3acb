import { inTransaction, type Acting, type Pool, writeJournal } from '@jianjia/db';
import { roles, type RoleName } from '../../domain/roles.ts';

import { grantsInForce } from '../reach/enter.ts';
import { activeAccount, postOf, visibleUnion } from './look-up.ts';
import { requireMayGrant } from './may-grant.ts';
import { problems } from './problems.ts';
import { addGrant } from './add-grant.ts';

export interface RoleToGrant {
  readonly accountId: string;
  readonly role: Exclude<RoleName, 'inspector'>;
  /** Code of the union; null for the whole installation (administrators only). */
  readonly union: string | null;
  /** The post the right hangs on: it ends when the officer leaves it, and is handed over at an election. */
  readonly officerNo?: string | null;
  /** Without one it lasts until it is ended. */
  readonly until?: Date | null;
  readonly reason: string;
}

/**
 * Grants a role to an account of the actor's reach; answers the grant's id.
 * @throws Problem identity.noAccount, noUnion, notToOneself, mayNotGrant, wrongKind, notInPost, postTaken, badPeriod
 */
export async function grantRole(acting: Acting, system: Pool, wanted: RoleToGrant, now: Date): Promise<string> {
  const own = await grantsInForce(system, acting.actor.accountId ?? '');
  if (wanted.accountId === acting.actor.accountId) throw problems.notToOneself();
  if (wanted.until && wanted.until <= now) throw problems.badPeriod('结束时间已经过去。');
  return inTransaction(acting, async (client) => {
    const account = await activeAccount(client, wanted.accountId);
    const union = wanted.union === null ? null : await visibleUnion(client, wanted.union);
    await requireMayGrant(client, own, wanted.role, union);
    if (wanted.officerNo) {
      const post = await postOf(client, wanted.officerNo);
      if (post.unionId !== union?.unionId) throw problems.notInPost();
    }
    const grantId = await addGrant(client, acting, {
      accountId: wanted.accountId,
      role: wanted.role,
      unionId: union?.unionId ?? null,
      source: wanted.officerNo ? 'post' : 'appointed',
      officerNo: wanted.officerNo ?? null,
      delegatedFrom: null,
      from: now,
      until: wanted.until ?? null,
      reason: wanted.reason,
    });
    await writeJournal(client, acting.actor, {
      act: 'identity.grantRole',
      unionId: union?.unionId ?? null,
      subject: `account/${wanted.accountId}`,
      after: {
        grant: grantId,
        login: account.login,
        role: roles[wanted.role].title,
        union: union?.code ?? null,
        officer: wanted.officerNo ?? null,
        until: wanted.until?.toISOString() ?? null,
      },
      reason: wanted.reason,
    });
    return grantId;
  });
}
