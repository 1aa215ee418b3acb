import { inTransaction, writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { IdentityDeps } from '../deps.ts';
import { problems } from '../problems.ts';
import { lockAccount } from './find-account.ts';

/** Lets a disabled account sign in again, with the password and factors it had. */
export async function enableAccount(deps: IdentityDeps, actor: Actor, accountId: string): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, accountId);
    await deps.reach.account(client, actor, account.accountId);
    if (!account.disabled) return;
    await client
      .query('update identity.account set disabled_at = null where account_id = $1', [accountId])
      .catch((error: unknown) => {
        const { constraint } = error as { constraint?: string };
        throw constraint === 'account_one_per_member' ? problems.memberTaken() : error;
      });
    await writeJournal(client, actor, {
      act: 'identity.enableAccount',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
    });
  });
}
