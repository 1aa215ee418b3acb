import { inTransaction, writeJournal } from '@jianjia/db';
import { insertAccount } from '../accounts/create-account.ts';
import { type IdentityDeps, type Origin, itself } from '../deps.ts';
import { setPassword } from '../passwords/set-password.ts';
import { problems } from '../problems.ts';
import { requireNoAccount } from './create-setup-link.ts';
import { useLink } from './make-link.ts';

/** Makes the first account, the administrator, with the link of the first start. */
export async function completeSetup(
  deps: IdentityDeps,
  input: { readonly token: string; readonly login: string; readonly name: string; readonly password: string },
  origin: Origin,
  now: Date,
): Promise<{ readonly accountId: string }> {
  return inTransaction(deps.system, async (client) => {
    await requireNoAccount(client);
    const link = await useLink(client, input.token, now);
    if (link?.kind !== 'setup') throw problems.badLink();
    const account = await insertAccount(client, deps, { login: input.login, name: input.name, unionId: null }, now);
    await setPassword(client, deps, account, { password: input.password, temporary: false }, now);
    await deps.grantAdministrator(client, account.accountId);
    await writeJournal(client, itself({ accountId: account.accountId, name: input.name }, origin), {
      act: 'identity.completeSetup',
      subject: `account/${account.accountId}`,
      after: { login: account.login, name: input.name, address: origin.address },
    });
    return { accountId: account.accountId };
  });
}
