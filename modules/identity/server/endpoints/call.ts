import type { Actor, Endpoint } from '@jianjia/kernel';
import type { ZodObject, output } from 'zod';
import type { IdentityDeps, Origin, SignedIn } from '../deps.ts';
import { problems } from '../problems.ts';
import type { SessionToken } from '../sessions/begin-session.ts';
import type { Stage } from '../../domain/stage.ts';

/** Whoever calls with a session, as the HTTP layer knows it. */
export interface SessionActor extends Actor {
  readonly sessionId: string;
  readonly stage: Stage;
  readonly permissions: ReadonlySet<string>;
  readonly login: string;
}

type Parsed<E, K extends string, Absent> = E extends { readonly [key in K]: infer S extends ZodObject }
  ? output<S>
  : Absent;
type ParsedBody<E> = E extends { readonly body: infer S extends Endpoint['answer'] } ? output<S> : undefined;

/** What handlers use of a call; the HTTP layer gives more. */
export interface Call<E extends Endpoint = Endpoint> {
  readonly actor: SessionActor | null;
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
  readonly now: Date;
  readonly params: Parsed<E, 'params', Readonly<Record<string, never>>>;
  readonly body: ParsedBody<E>;
  setSession(token: string, expires: Date): void;
  clearSession(): void;
}

/** An endpoint and what answers it; the HTTP layer binds the two. */
export interface Answering {
  readonly endpoint: Endpoint;
  /** Erased: `answering` has checked that the handler belongs to the endpoint. */
  readonly answer: (deps: IdentityDeps, call: Call) => Promise<unknown>;
}

/** Puts a handler to its endpoint; an answer of another shape does not compile. */
export function answering<const E extends Endpoint>(
  endpoint: E,
  answer: (deps: IdentityDeps, call: Call<E>) => Promise<output<E['answer']>>,
): Answering {
  return { endpoint, answer };
}

/** Who calls. @throws Problem when there is no session */
export function caller(call: Pick<Call, 'actor'>): SignedIn {
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
  call: Pick<Call, 'setSession'>,
  session: SessionToken,
): { readonly stage: Stage; readonly expires: string } {
  call.setSession(session.token, session.expires);
  return { stage: session.stage, expires: session.expires.toISOString() };
}

export const DONE = { done: true } as const;
