import { signInEndpoints as contract } from '../../contract/index.ts';
import { changePassword } from '../passwords/change-password.ts';
import { endOtherSessions, endSession, signOut } from '../sessions/end-session.ts';
import { listSessions } from '../sessions/list-sessions.ts';
import { signIn } from '../sign-in.ts';
import { signInSecondFactor } from '../sign-in-second-factor.ts';
import { type Answering, DONE, anew, answering, caller, originOf, step } from './call.ts';

export const signInAnswers: readonly Answering[] = [
  answering(contract.signIn, async (deps, call) =>
    anew(deps, call, await signIn(deps, call.body, originOf(call), call.now)),
  ),
  answering(contract.signInSecondFactor, async (deps, call) => {
    const { code, recoveryCode = '' } = call.body;
    const factor = code === undefined ? { recoveryCode } : { code };
    return step(call, await signInSecondFactor(deps, caller(call), factor, originOf(call), call.now));
  }),
  answering(contract.signOut, async (deps, call) => {
    // Who has no session any more is out already; the cookie goes all the same.
    if (call.actor) await signOut(deps, caller(call), call.now);
    call.clearSession();
    return DONE;
  }),
  answering(contract.currentSession, async (_deps, call) => {
    if (!call.actor) return { session: null };
    const { accountId, sessionId, name } = caller(call);
    const { login, stage, permissions, reach } = call.actor;
    return { session: { sessionId, accountId, name, login, stage, permissions: [...permissions].sort(), reach } };
  }),
  answering(contract.listSessions, async (deps, call) => {
    const sessions = await listSessions(deps.system, caller(call), call.now, deps.times);
    return {
      sessions: sessions.map(({ createdAt, lastSeenAt, ...rest }) => ({
        ...rest,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
    };
  }),
  answering(contract.endSession, async (deps, call) => {
    const me = caller(call);
    await endSession(deps, me, call.params.session, call.now);
    if (call.params.session === me.sessionId) call.clearSession();
    return DONE;
  }),
  answering(contract.endOtherSessions, async (deps, call) => ({
    ended: await endOtherSessions(deps, caller(call), call.now),
  })),
  answering(contract.changePassword, async (deps, call) =>
    step(call, await changePassword(deps, caller(call), call.body, call.now)),
  ),
];
