import type { Actor } from '@jianjia/kernel';

/** What a session still owes before it is whole; `whole` owes nothing. */
export type Stage = 'second_factor' | 'new_password' | 'enrol_factor' | 'whole';

/** The actor of a request with a live session. */
export interface SessionActor extends Actor {
  readonly sessionId: string;
  readonly stage: Stage;
  /** Permissions the account has somewhere; where is decided row by row in the database. */
  readonly permissions: ReadonlySet<string>;
  readonly login: string;
}

/** From where a request comes. */
export interface RequestOrigin {
  readonly address: string;
  readonly agent: string;
  readonly requestId: string;
}

/** Finds the live session of a token; null where there is none. */
export type Authenticate = (token: string, request: RequestOrigin) => Promise<SessionActor | null>;
