import { type Pool, inTransaction, writeJournal } from '@jianjia/db';
import type { IdentityDeps, SignedIn } from '../deps.ts';
import { problems } from '../problems.ts';
import { hasFactor, requireStage } from '../sessions/begin-session.ts';
import { requireFresh } from '../sessions/require-fresh.ts';

export interface ListedPasskey {
  readonly passkeyId: string;
  readonly title: string;
  /** Kept by a service as well, not by one device only. */
  readonly backedUp: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** One's own passkeys, in the order they were made. */
export async function listPasskeys(system: Pool, accountId: string): Promise<readonly ListedPasskey[]> {
  const { rows } = await system.query<ListedPasskey>(
    `select passkey_id as "passkeyId", title, backed_up as "backedUp", created_at as "createdAt",
            last_used_at as "lastUsedAt"
     from identity.passkey where account_id = $1 order by passkey_id`,
    [accountId],
  );
  return rows;
}

/** Gives a passkey of one's own another title. */
export async function renamePasskey(
  deps: IdentityDeps,
  me: SignedIn,
  input: { readonly passkeyId: string; readonly title: string },
): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    const renamed = await client.query(
      'update identity.passkey set title = $3 where passkey_id = $1 and account_id = $2',
      [input.passkeyId, me.accountId, input.title.trim()],
    );
    if (renamed.rowCount === 0) throw problems.noPasskey();
    await writeJournal(client, me, { act: 'identity.renamePasskey', subject: `account/${me.accountId}`, after: input });
  });
}

/** Removes a passkey of one's own. @throws Problem when it is the last factor of one who needs one */
export async function removePasskey(
  deps: IdentityDeps,
  me: SignedIn,
  input: { readonly passkeyId: string; readonly password?: string | undefined },
  now: Date,
): Promise<void> {
  await requireFresh(deps, me, input.password, now);
  await inTransaction(deps.system, async (client) => {
    await requireStage(client, me, ['whole'], now);
    const removed = await client.query('delete from identity.passkey where passkey_id = $1 and account_id = $2', [
      input.passkeyId,
      me.accountId,
    ]);
    if (removed.rowCount === 0) throw problems.noPasskey();
    if ((await deps.mustHaveFactor(client, me.accountId)) && !(await hasFactor(client, me.accountId))) {
      throw problems.factorNeeded();
    }
    const before = { passkeyId: input.passkeyId };
    await writeJournal(client, me, { act: 'identity.removePasskey', subject: `account/${me.accountId}`, before });
  });
}
