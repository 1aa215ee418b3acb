import type { AnswerOf, Call, Caller } from '@jianjia/http';
import type { Endpoint } from '@jianjia/kernel';
import type { Stage } from '../../domain/stage.ts';
import type { IdentityDeps, Origin, SignedIn } from '../deps.ts';
import { problems } from '../problems.ts';
import type { SessionToken } from '../sessions/begin-session.ts';
import { endReplaced } from '../sessions/end-session.ts';

/** An endpoint and what answers it, before it is known what the acts stand on. */
export interface Answering {
  readonly endpoint: Endpoint;
  /** Erased: `answering` has checked that the handler belongs to the endpoint. */
  readonly answer: (deps: IdentityDeps, call: Call<Endpoint>) => Promise<unknown>;
}

/** Puts a handler to its endpoint; an answer of another shape does not compile. */
export function answering<const E extends Endpoint>(
  endpoint: E,
  answer: (deps: IdentityDeps, call: Call<E>) => Promise<AnswerOf<E>>,
): Answering {
  return { endpoint, answer };
}

/** Who calls. @throws Problem when there is no session */
export function caller(call: Pick<Caller, 'actor'>): SignedIn {
  const { actor } = call;
  if (!actor?.accountId) throw problems.noSession();
  return { ...actor, accountId: actor.accountId };
}

/** Where the call comes from. */
export function originOf(call: Origin): Origin {
  return { requestId: call.requestId, address: call.address, agent: call.agent };
}

/** Gives the browser its new token; the answer says only what is owed and until when. */
export function step(
  call: Pick<Caller, 'setSession'>,
  session: SessionToken,
): { readonly stage: Stage; readonly expires: string } {
  call.setSession(session.token, session.expires);
  return { stage: session.stage, expires: session.expires.toISOString() };
}

/** The same after a sign-in from the beginning: the session this browser held before ends. */
export async function anew(
  deps: IdentityDeps,
  call: Pick<Caller, 'actor' | 'setSession' | 'now'>,
  session: SessionToken,
): Promise<ReturnType<typeof step>> {
  if (call.actor) await endReplaced(deps, caller(call), call.now);
  return step(call, session);
}

export const DONE = { done: true } as const;
