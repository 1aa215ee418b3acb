import { factorEndpoints as contract } from '../../contract/index.ts';
import { listPasskeys, removePasskey, renamePasskey } from '../passkeys/own-passkeys.ts';
import { beginPasskey, registerPasskey } from '../passkeys/register-passkey.ts';
import { beginPasskeySignIn, signInSecondPasskey, signInWithPasskey } from '../passkeys/sign-in-passkey.ts';
import { beginTotp } from '../totp/begin-totp.ts';
import { confirmTotp } from '../totp/confirm-totp.ts';
import { removeTotp } from '../totp/remove-totp.ts';
import { type Answering, DONE, anew, answering, caller, originOf, step } from './call.ts';

const totpAnswers: readonly Answering[] = [
  answering(contract.beginTotp, (deps, call) => beginTotp(deps, caller(call), call.body.password, call.now)),
  answering(contract.confirmTotp, async (deps, call) => {
    const { session, recoveryCodes } = await confirmTotp(deps, caller(call), call.body.code, call.now);
    return { ...step(call, session), recoveryCodes: [...recoveryCodes] };
  }),
  answering(contract.removeTotp, async (deps, call) => {
    await removeTotp(deps, caller(call), call.body.password, call.now);
    return DONE;
  }),
];

const passkeyAnswers: readonly Answering[] = [
  answering(contract.beginPasskey, async (deps, call) =>
    plain(await beginPasskey(deps, caller(call), call.body.password, call.now)),
  ),
  answering(contract.registerPasskey, async (deps, call) => {
    const { passkeyId, session } = await registerPasskey(deps, caller(call), call.body, call.now);
    return { passkeyId, ...step(call, session) };
  }),
  answering(contract.listPasskeys, async (deps, call) => ({
    passkeys: (await listPasskeys(deps.system, caller(call).accountId)).map(({ createdAt, lastUsedAt, ...rest }) => ({
      ...rest,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  })),
  answering(contract.renamePasskey, async (deps, call) => {
    await renamePasskey(deps, caller(call), { passkeyId: call.params.passkey, title: call.body.title });
    return DONE;
  }),
  answering(contract.removePasskey, async (deps, call) => {
    const removal = { passkeyId: call.params.passkey, password: call.body.password };
    await removePasskey(deps, caller(call), removal, call.now);
    return DONE;
  }),
  answering(contract.passkeySignInOptions, async (deps, call) => plain(await beginPasskeySignIn(deps, null, call.now))),
  answering(contract.signInWithPasskey, async (deps, call) =>
    anew(deps, call, await signInWithPasskey(deps, call.body, originOf(call), call.now)),
  ),
  answering(contract.secondPasskeyOptions, async (deps, call) =>
    plain(await beginPasskeySignIn(deps, caller(call), call.now)),
  ),
  answering(contract.signInSecondPasskey, async (deps, call) =>
    step(call, await signInSecondPasskey(deps, caller(call), call.body, originOf(call), call.now)),
  ),
];

export const factorAnswers: readonly Answering[] = [...totpAnswers, ...passkeyAnswers];

/** The options are the library's, passed on as they are. */
function plain(offer: { readonly challengeId: string; readonly options: object }) {
  return { challengeId: offer.challengeId, options: { ...offer.options } };
}
