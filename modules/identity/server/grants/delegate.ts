import { inTransaction, type Acting, writeJournal } from '@jianjia/db';
import { LONGEST_DELEGATION, periodFault } from '../../domain/granting.ts';
import { roles } from '../../domain/roles.ts';

import { addGrant } from './add-grant.ts';
import { activeAccount, openGrant, visibleUnion } from './look-up.ts';
import { problems } from './problems.ts';

export interface Delegation {
  /** A grant of the actor's own. */
  readonly grantId: string;
  readonly toAccountId: string;
  /** Narrower than the grant, if given: the code of a union within it. */
  readonly union?: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
}

/**
 * Delegates a role of the actor's own to another account for a period; it counts while the actor's own grant does, and
 * cannot be passed on. Answers the grant's id.
 * @throws Problem identity.noGrant, noAccount, noUnion, notDelegable, badPeriod
 */
export async function delegate(acting: Acting, wanted: Delegation, now: Date): Promise<string> {
  const fault = periodFault(wanted.from, wanted.until, now, LONGEST_DELEGATION);
  if (fault !== null) throw problems.badPeriod(fault);
  return inTransaction(acting, async (client) => {
    const grant = await openGrant(client, wanted.grantId, false);
    if (grant.accountId !== acting.actor.accountId) throw problems.noGrant();
    if (grant.source === 'delegated' || grant.source === 'assigned' || roles[grant.role].reach === 'self') {
      throw problems.notDelegable();
    }
    if (wanted.toAccountId === acting.actor.accountId) throw problems.notToOneself();
    const account = await activeAccount(client, wanted.toAccountId);
    const unionId = wanted.union ? (await visibleUnion(client, wanted.union)).unionId : grant.unionId;
    if (unionId !== grant.unionId) await requireWithin(client, grant, unionId);
    const grantId = await addGrant(client, acting, {
      accountId: wanted.toAccountId,
      role: grant.role,
      unionId,
      source: 'delegated',
      officerNo: null,
      delegatedFrom: grant.grantId,
      from: wanted.from,
      until: wanted.until,
      reason: wanted.reason,
    });
    await writeJournal(client, acting.actor, {
      act: 'identity.delegate',
      unionId,
      subject: `account/${wanted.toAccountId}`,
      after: {
        grant: grantId,
        login: account.login,
        role: roles[grant.role].title,
        from: wanted.from.toISOString(),
        until: wanted.until.toISOString(),
      },
      reason: wanted.reason,
    });
    return grantId;
  });
}

/** A part of a grant's reach may be delegated: a union below one whose grant reaches down. */
async function requireWithin(
  client: Parameters<typeof openGrant>[0],
  grant: Awaited<ReturnType<typeof openGrant>>,
  unionId: string | null,
): Promise<void> {
  if (grant.unionId === null) return;
  if (roles[grant.role].reach !== 'subtree') throw problems.noUnion();
  const within = await client.query('select from organisations.descent where ancestor_id = $1 and union_id = $2', [
    grant.unionId,
    unionId,
  ]);
  if (within.rowCount === 0) throw problems.noUnion();
}
