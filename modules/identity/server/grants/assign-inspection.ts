import { inTransaction, type Acting, type Pool, writeJournal } from '@jianjia/db';
import { LONGEST_ASSIGNMENT, periodFault } from '../../domain/granting.ts';

import { grantsInForce } from '../reach/enter.ts';
import { addGrant } from './add-grant.ts';
import { activeAccount, visibleUnion } from './look-up.ts';
import { requireMayGrant } from './may-grant.ts';
import { problems } from './problems.ts';

export interface Inspection {
  readonly accountId: string;
  /** Code of the one union to inspect. */
  readonly union: string;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
}

/**
 * Assigns an inspector one union for a period. Never one of the own chain: whether it is, is asked again at every
 * request, for people move.
 * @throws Problem identity.noAccount, noUnion, notToOneself, mayNotGrant, ownChain, badPeriod
 */
export async function assignInspection(acting: Acting, system: Pool, wanted: Inspection, now: Date): Promise<string> {
  const fault = periodFault(wanted.from, wanted.until, now, LONGEST_ASSIGNMENT);
  if (fault !== null) throw problems.badPeriod(fault);
  if (wanted.accountId === acting.actor.accountId) throw problems.notToOneself();
  const own = await grantsInForce(system, acting.actor.accountId ?? '');
  return inTransaction(acting, async (client) => {
    const account = await activeAccount(client, wanted.accountId);
    const union = await visibleUnion(client, wanted.union);
    await requireMayGrant(client, own, 'inspector', union);
    if (await inOwnChain(system, wanted.accountId, union.unionId)) throw problems.ownChain();
    const grantId = await addGrant(client, acting, {
      accountId: wanted.accountId,
      role: 'inspector',
      unionId: union.unionId,
      source: 'assigned',
      officerNo: null,
      delegatedFrom: null,
      from: wanted.from,
      until: wanted.until,
      reason: wanted.reason,
    });
    await writeJournal(client, acting.actor, {
      act: 'identity.assignInspection',
      unionId: union.unionId,
      subject: `account/${wanted.accountId}`,
      after: {
        grant: grantId,
        login: account.login,
        union: union.code,
        from: wanted.from.toISOString(),
        until: wanted.until.toISOString(),
      },
      reason: wanted.reason,
    });
    return grantId;
  });
}

/** Whether a union is in the chain of an account; asked with the system's eyes, for the chain may lead out of reach. */
async function inOwnChain(system: Pool, accountId: string, unionId: string): Promise<boolean> {
  const found = await system.query<{ own: boolean }>('select identity.in_own_chain($1, $2) as own', [
    accountId,
    unionId,
  ]);
  return found.rows[0]?.own ?? true;
}
