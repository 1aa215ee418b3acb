import { type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import { lockAccount } from '../accounts/find-account.ts';
import { type IdentityDeps, type Origin, itself } from '../deps.ts';
import { forgive, subjects } from '../guesses.ts';
import { setPassword } from '../passwords/set-password.ts';
import { problems } from '../problems.ts';
import { endSessionsOf } from '../sessions/end-session.ts';
import { useLink } from './make-link.ts';

/**
 * Sets a password with a one-time link: the first of an account, or a new one after recovery. Nobody is signed in by it:
 * the next sign-in asks for the factor that is left.
 * @throws Problem when the link is of no use (it stays usable when only the password breaks a rule)
 */
export async function recover(
  deps: IdentityDeps,
  input: { readonly token: string; readonly password: string },
  origin: Origin,
  now: Date,
): Promise<{ readonly login: string }> {
  return inTransaction(deps.system, async (client) => {
    const link = await useLink(client, input.token, now);
    if (!link?.accountId) throw problems.badLink();
    const account = await lockAccount(client, link.accountId);
    if (account.disabled) throw problems.badLink();
    await setPassword(client, deps, account, { password: input.password, temporary: false }, now);
    const unlinked = link.resetFactor ? await removeFactors(client, account.accountId) : [];
    await endSessionsOf(client, account.accountId, now);
    await forgive(client, [subjects.account(account.accountId), subjects.factor(account.accountId)]);
    await writeJournal(client, itself(account, origin), {
      act: link.kind === 'first' ? 'identity.setFirstPassword' : 'identity.recover',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      after: { address: origin.address, factorRemoved: link.resetFactor, unlinked },
    });
    return { login: account.login };
  });
}

/**
 * Whoever stole the telephone may have linked an identity of his own elsewhere: it would outlive the recovery. So they go
 * with the factors; the person links them again.
 * @returns the services whose identities are gone
 */
async function removeFactors(client: PoolClient, accountId: string): Promise<string[]> {
  await client.query('delete from identity.totp where account_id = $1', [accountId]);
  await client.query('delete from identity.recovery_code where account_id = $1', [accountId]);
  await client.query('delete from identity.passkey where account_id = $1', [accountId]);
  await client.query('delete from identity.challenge where account_id = $1', [accountId]);
  await client.query('delete from identity.oidc_flow where account_id = $1', [accountId]);
  const gone = await client.query<{ issuer: string }>(
    'delete from identity.external_identity where account_id = $1 returning issuer',
    [accountId],
  );
  return gone.rows.map(({ issuer }) => issuer).sort();
}
