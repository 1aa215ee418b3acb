import { inTransaction, writeJournal } from '@jianjia/db';
import type { IdentityDeps, Origin, SignedIn } from './deps.ts';
import { forgive, reserveGuess, subjects } from './guesses.ts';
import { problems } from './problems.ts';
import { type SessionToken, requireStage, stepUp } from './sessions/begin-session.ts';
import { useCode } from './totp/check-code.ts';
import { useRecoveryCode } from './totp/recovery-codes.ts';

/** A code of the authenticator app, or one of the recovery codes. */
export type SecondFactor = { readonly code: string } | { readonly recoveryCode: string };

/** The second step of signing in. @throws Problem when the code is wrong or used, or guesses must wait */
export async function signInSecondFactor(
  deps: IdentityDeps,
  me: SignedIn,
  factor: SecondFactor,
  origin: Origin,
  now: Date,
): Promise<SessionToken> {
  const guessed = [subjects.factor(me.accountId)];
  const blocks = await reserveGuess(deps.system, guessed, now);
  const session = await inTransaction(deps.system, async (client) => {
    await requireStage(client, me, ['second_factor'], now);
    const right =
      'code' in factor
        ? await useCode(client, deps, { accountId: me.accountId, code: factor.code, confirmed: true }, now)
        : await useRecoveryCode(client, me.accountId, factor.recoveryCode, now);
    const by = 'code' in factor ? 'totp' : 'recovery_code';
    // A failure is returned, not thrown: its line in the journal must stay.
    if (!right) {
      const after = { address: origin.address, by, blocked: blocks.length > 0 };
      await writeJournal(client, me, { act: 'identity.secondFactorFailed', subject: `account/${me.accountId}`, after });
      return null;
    }
    await forgive(client, guessed);
    const stepped = await stepUp(client, deps, me, ['second_factor'], now);
    await writeJournal(client, me, { act: 'identity.secondFactor', subject: `account/${me.accountId}`, after: { by } });
    return stepped;
  });
  if (!session) throw problems.wrongCode();
  return session;
}
