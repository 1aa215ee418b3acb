import { inTransaction, writeJournal } from '@jianjia/db';
import type { IdentityDeps, SignedIn } from '../deps.ts';
import { problems } from '../problems.ts';
import { hasFactor, requireStage } from '../sessions/begin-session.ts';
import { requireFresh } from '../sessions/require-fresh.ts';

/** Removes the authenticator app and its recovery codes. @throws Problem when it is the last factor of one who needs one */
export async function removeTotp(
  deps: IdentityDeps,
  me: SignedIn,
  password: string | undefined,
  now: Date,
): Promise<void> {
  await requireFresh(deps, me, password, now);
  await inTransaction(deps.system, async (client) => {
    await requireStage(client, me, ['whole'], now);
    const removed = await client.query('delete from identity.totp where account_id = $1', [me.accountId]);
    if (removed.rowCount === 0) throw problems.noFactor();
    await client.query('delete from identity.recovery_code where account_id = $1', [me.accountId]);
    if ((await deps.mustHaveFactor(client, me.accountId)) && !(await hasFactor(client, me.accountId))) {
      throw problems.factorNeeded();
    }
    await writeJournal(client, me, { act: 'identity.removeTotp', subject: `account/${me.accountId}` });
  });
}
