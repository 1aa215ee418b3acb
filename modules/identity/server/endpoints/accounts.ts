import { accountEndpoints as contract } from '../../contract/index.ts';
import { createAccount } from '../accounts/create-account.ts';
import { disableAccount } from '../accounts/disable-account.ts';
import { enableAccount } from '../accounts/enable-account.ts';
import { completeSetup } from '../links/complete-setup.ts';
import type { LinkToken } from '../links/make-link.ts';
import { recover } from '../links/recover.ts';
import { startRecovery } from '../links/start-recovery.ts';
import { type Answering, DONE, answering, caller, originOf } from './call.ts';

export const accountAnswers: readonly Answering[] = [
  answering(contract.createAccount, async (deps, call) => {
    const { accountId, link } = await createAccount(deps, caller(call), call.body, call.now);
    return { accountId, link: link && shown(link) };
  }),
  answering(contract.disableAccount, async (deps, call) => {
    const input = { accountId: call.params.account, reason: call.body.reason };
    await disableAccount(deps, caller(call), input, call.now);
    return DONE;
  }),
  answering(contract.enableAccount, async (deps, call) => {
    await enableAccount(deps, caller(call), call.params.account);
    return DONE;
  }),
  answering(contract.startRecovery, async (deps, call) => {
    const input = { accountId: call.params.account, ...call.body };
    return shown(await startRecovery(deps, caller(call), input, call.now));
  }),
  answering(contract.recover, (deps, call) => recover(deps, call.body, originOf(call), call.now)),
  answering(contract.setup, (deps, call) => completeSetup(deps, call.body, originOf(call), call.now)),
];

function shown(link: LinkToken): { readonly token: string; readonly expires: string } {
  return { token: link.token, expires: link.expires.toISOString() };
}
