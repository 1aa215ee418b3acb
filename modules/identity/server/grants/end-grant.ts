import { inTransaction, type Acting, type Pool, writeJournal } from '@jianjia/db';
import { roles } from '../../domain/roles.ts';
import { grantsInForce } from '../reach/enter.ts';
import { openGrant } from './look-up.ts';
import { requireMayEnd } from './may-grant.ts';
import { problems } from './problems.ts';

/**
 * Ends a grant at once, and with it what was delegated from it. Whoever delegated may end that; every other grant is
 * ended by who could have granted it, or the inspected would send the inspector away. Nobody ends a grant of his or her
 * own.
 * @throws Problem identity.noGrant, grantEnded, notToOneself, mayNotGrant
 */
export async function endGrant(
  acting: Acting,
  system: Pool,
  ending: { readonly grantId: string; readonly reason: string },
  now: Date,
): Promise<void> {
  const own = await grantsInForce(system, acting.actor.accountId ?? '');
  await inTransaction(acting, async (client) => {
    const grant = await openGrant(client, ending.grantId, true);
    if (grant.accountId === acting.actor.accountId) throw problems.notToOneself();
    if (grant.source !== 'delegated' || grant.grantedBy !== acting.actor.accountId) {
      await requireMayEnd(client, own, grant.role, grant.unionId);
    }
    await client.query(
      `update identity.role_grant set ended_at = $2, ended_by = $3, end_reason = $4 where grant_id = $1`,
      [grant.grantId, now, acting.actor.accountId, ending.reason],
    );
    await writeJournal(client, acting.actor, {
      act: 'identity.endGrant',
      unionId: grant.unionId,
      subject: `account/${grant.accountId}`,
      before: { grant: grant.grantId, role: roles[grant.role].title, source: grant.source },
      reason: ending.reason,
    });
  });
}
