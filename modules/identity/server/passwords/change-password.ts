import { inTransaction, writeJournal } from '@jianjia/db';
import { lockAccount } from '../accounts/find-account.ts';
import type { IdentityDeps, SignedIn } from '../deps.ts';
import { forgive, reserveGuess, subjects } from '../guesses.ts';
import { problems } from '../problems.ts';
import { type SessionToken, stepUp } from '../sessions/begin-session.ts';
import { endSessionsOf } from '../sessions/end-session.ts';
import { setPassword } from './set-password.ts';

/**
 * Changes one's own password: the old one is asked, all other sessions end, this one gets a new token.
 * @throws Problem when the old one is wrong, the new one breaks a rule, or the session owes an earlier step
 */
export async function changePassword(
  deps: IdentityDeps,
  me: SignedIn,
  input: { readonly current: string; readonly password: string },
  now: Date,
): Promise<SessionToken> {
  await requirePassword(deps, me, input.current, now);
  return inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, me.accountId);
    const found = await client.query<{ hash: string }>('select hash from identity.password where account_id = $1', [
      me.accountId,
    ]);
    // Another change may have come between the asking and the lock.
    const kept = found.rows[0]?.hash ?? null;
    if (!(await deps.passwords.matches(kept, input.current))) throw problems.wrongPassword();
    await setPassword(client, deps, account, { password: input.password, temporary: false }, now);
    await endSessionsOf(client, me.accountId, now, me.sessionId);
    await client.query('delete from identity.link where account_id = $1 and used_at is null', [me.accountId]);
    const token = await stepUp(client, deps, me, ['new_password', 'whole'], now);
    await writeJournal(client, me, {
      act: 'identity.changePassword',
      unionId: account.unionId,
      subject: `account/${me.accountId}`,
    });
    return token;
  });
}

/** Asks for the password again before something that weakens the account. @throws Problem when it is wrong */
export async function requirePassword(deps: IdentityDeps, me: SignedIn, password: string, now: Date): Promise<void> {
  const guessed = [subjects.confirm(me.accountId)];
  await reserveGuess(deps.system, guessed, now);
  const { rows } = await deps.system.query<{ hash: string }>(
    'select hash from identity.password where account_id = $1',
    [me.accountId],
  );
  if (!(await deps.passwords.matches(rows[0]?.hash ?? null, password))) throw problems.wrongPassword();
  await inTransaction(deps.system, (client) => forgive(client, guessed));
}
