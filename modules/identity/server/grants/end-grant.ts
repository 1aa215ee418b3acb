import { inTransaction, type Acting, type Pool, writeJournal } from '@jianjia/db';
import { roles } from '../../domain/roles.ts';
import { grantsInForce } from '../reach/enter.ts';
import { openGrant } from './look-up.ts';
import { requireGranting } from './may-grant.ts';
import { problems } from './problems.ts';

/**
 * Ends a grant at once, and with it what was delegated from it. Whoever could have granted it may, or else a chair would
 * end the inspection of the own union; and whoever delegated may end that. Nobody ends a grant of his or her own but by
 * handing it back to a superior.
 * @throws Problem identity.noGrant, grantEnded, notToOneself, mayNotGrant
 */
export async function endGrant(
  acting: Acting,
  system: Pool,
  { grantId, reason }: { readonly grantId: string; readonly reason: string },
  now: Date,
): Promise<void> {
  const own = await grantsInForce(system, acting.actor.accountId ?? '');
  await inTransaction(acting, async (client) => {
    const grant = await openGrant(client, grantId, true);
    if (grant.accountId === acting.actor.accountId) throw problems.notToOneself();
    const isOwnDelegation = grant.source === 'delegated' && grant.grantedBy === acting.actor.accountId;
    if (!isOwnDelegation) await requireGranting(client, own, grant.role, grant.unionId);
    const ended = await client.query(
      `update identity.role_grant set ended_at = $2, ended_by = $3, end_reason = $4 where grant_id = $1`,
      [grantId, now, acting.actor.accountId, reason],
    );
    if (ended.rowCount === 0) throw problems.noGrant();
    await writeJournal(client, acting.actor, {
      act: 'identity.endGrant',
      unionId: grant.unionId,
      subject: `account/${grant.accountId}`,
      before: { grant: grantId, role: roles[grant.role].title, source: grant.source },
      reason,
    });
  });
}
