import { inTransaction, writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { IdentityDeps } from '../deps.ts';
import { endSessionsOf } from '../sessions/end-session.ts';
import { problems } from '../problems.ts';
import { lockAccount } from './find-account.ts';

/** Disables an account: it cannot sign in, its sessions end now. Twice is once. */
export async function disableAccount(
  deps: IdentityDeps,
  actor: Actor,
  input: { readonly accountId: string; readonly reason?: string | undefined },
  now: Date,
): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, input.accountId);
    if (account.accountId === actor.accountId) throw problems.disableSelf();
    await deps.reach.account(client, actor, account.accountId);
    if (account.disabled) return;
    await client.query('update identity.account set disabled_at = $2 where account_id = $1', [input.accountId, now]);
    await endSessionsOf(client, input.accountId, now);
    await writeJournal(client, actor, {
      act: 'identity.disableAccount',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      reason: input.reason ?? null,
    });
  });
}
