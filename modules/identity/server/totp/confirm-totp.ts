import { inTransaction, writeJournal } from '@jianjia/db';
import { lockAccount } from '../accounts/find-account.ts';
import type { IdentityDeps, SignedIn } from '../deps.ts';
import { forgive, reserveGuess, subjects } from '../guesses.ts';
import { problems } from '../problems.ts';
import { type SessionToken, requireStage, requireStillToEnrol, stepUp } from '../sessions/begin-session.ts';
import { useCode } from './check-code.ts';
import { newRecoveryCodes } from './recovery-codes.ts';

/**
 * Enrols the authenticator app with a code it shows.
 * @returns the recovery codes, shown this once, and the session's new token
 */
export async function confirmTotp(
  deps: IdentityDeps,
  me: SignedIn,
  code: string,
  now: Date,
): Promise<{ readonly session: SessionToken; readonly recoveryCodes: readonly string[] }> {
  const guessed = [subjects.factor(me.accountId)];
  await reserveGuess(deps.system, guessed, now);
  return inTransaction(deps.system, async (client) => {
    await lockAccount(client, me.accountId);
    const { stage } = await requireStage(client, me, ['enrol_factor', 'whole'], now);
    await requireStillToEnrol(client, me.accountId, stage);
    if (!(await useCode(client, deps, { accountId: me.accountId, code, confirmed: false }, now))) {
      throw problems.wrongCode();
    }
    await client.query('update identity.totp set confirmed_at = $2 where account_id = $1', [me.accountId, now]);
    const recoveryCodes = await newRecoveryCodes(client, deps, me.accountId);
    await forgive(client, guessed);
    const session = await stepUp(client, deps, me, ['enrol_factor', 'whole'], now);
    await writeJournal(client, me, { act: 'identity.enrolTotp', subject: `account/${me.accountId}` });
    return { session, recoveryCodes };
  });
}
