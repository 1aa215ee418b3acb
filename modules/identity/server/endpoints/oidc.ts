import { oidcEndpoints as contract } from '../../contract/index.ts';
import { finishOidc } from '../oidc/finish-oidc.ts';
import { listIdentities, registerIdentity, unlinkIdentity } from '../oidc/identities.ts';
import { startOidc } from '../oidc/start-oidc.ts';
import { requireFresh } from '../sessions/require-fresh.ts';
import { type Answering, DONE, anew, answering, caller, originOf } from './call.ts';

export const oidcAnswers: readonly Answering[] = [
  answering(contract.oidcProviders, async (deps) => ({
    providers: deps.oidc.providers.map(({ id, title }) => ({ id, title })),
  })),
  answering(contract.oidcStart, (deps, call) =>
    startOidc(deps, { provider: call.params.provider, accountId: null }, call.now),
  ),
  answering(contract.oidcLink, async (deps, call) => {
    const me = caller(call);
    await requireFresh(deps, me, call.body.password, call.now);
    return startOidc(deps, { provider: call.params.provider, accountId: me.accountId }, call.now);
  }),
  answering(contract.oidcFinish, async (deps, call) => {
    const me = call.actor ? caller(call) : null;
    const session = await finishOidc(deps, me, call.body, originOf(call), call.now);
    return session ? anew(deps, call, session) : { linked: true as const };
  }),
  answering(contract.listIdentities, async (deps, call) => ({
    identities: (await listIdentities(deps.system, caller(call).accountId)).map(({ linkedAt, ...rest }) => ({
      ...rest,
      linkedAt: linkedAt.toISOString(),
    })),
  })),
  answering(contract.unlinkIdentity, async (deps, call) => {
    await unlinkIdentity(deps, caller(call), call.params.identity, call.now);
    return DONE;
  }),
  answering(contract.registerIdentity, async (deps, call) => {
    await registerIdentity(deps, caller(call), { accountId: call.params.account, ...call.body }, call.now);
    return DONE;
  }),
];
