import { inTransaction, writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { after } from '../../domain/settings.ts';
import { lockAccount } from '../accounts/find-account.ts';
import type { IdentityDeps } from '../deps.ts';
import { problems } from '../problems.ts';
import { tellMember } from '../reach/tell-member.ts';
import { endSessionsOf } from '../sessions/end-session.ts';
import { type LinkToken, makeLink } from './make-link.ts';

/**
 * The superior union's administrator lets somebody in again who has lost password or telephone: all sessions end now, and
 * a link for an hour lets the person set a new password. The old password and factor stay until then.
 */
export async function startRecovery(
  deps: IdentityDeps,
  actor: Actor,
  input: { readonly accountId: string; readonly reason: string; readonly resetFactor: boolean },
  now: Date,
): Promise<LinkToken> {
  const reason = input.reason.trim();
  if (reason === '') throw problems.reasonMissing();
  return inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, input.accountId);
    // Or a stolen session would be turned into the account, past password and factor.
    if (account.accountId === actor.accountId) throw problems.recoverSelf();
    await deps.reach.account(client, actor, account.accountId);
    await endSessionsOf(client, account.accountId, now);
    const until = after(now, deps.times.recoveryLink);
    const { accountId } = account;
    const link = await makeLink(
      client,
      deps,
      { kind: 'recovery', accountId, resetFactor: input.resetFactor, until },
      now,
    );
    await tellMember(client, actor, accountId, 'recovered');
    await writeJournal(client, actor, {
      act: 'identity.startRecovery',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      after: { resetFactor: input.resetFactor },
      reason,
    });
    return link;
  });
}
