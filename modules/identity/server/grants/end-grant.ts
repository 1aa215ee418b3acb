import { inTransaction, type Acting, writeJournal } from '@jianjia/db';
import { roles } from '../../domain/roles.ts';

import { openGrant } from './look-up.ts';
import { problems } from './problems.ts';

/**
 * Ends a grant at once, and with it what was delegated from it. Whoever delegated may end that; nobody ends a grant of
 * his or her own but by handing it back to a superior.
 * @throws Problem identity.noGrant, grantEnded, notToOneself
 */
export async function endGrant(acting: Acting, grantId: string, reason: string, now: Date): Promise<void> {
  await inTransaction(acting, async (client) => {
    const grant = await openGrant(client, grantId, true);
    if (grant.accountId === acting.actor.accountId) throw problems.notToOneself();
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
