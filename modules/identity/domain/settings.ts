const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Durations in milliseconds; one place for all of them. */
export interface SignInTimes {
  /** A session nobody uses ends after this. */
  readonly idle: number;
  /** A session ends after this however much it is used. */
  readonly absolute: number;
  /** A session that still owes a step. */
  readonly pending: number;
  /** How long after signing in factors may be changed without the password. */
  readonly fresh: number;
  /** Not every request writes that the session was seen. */
  readonly touch: number;
  readonly setupLink: number;
  readonly firstLink: number;
  readonly recoveryLink: number;
  /** A passkey challenge. */
  readonly challenge: number;
  /** A sign-in at another service. */
  readonly oidc: number;
}

export const SIGN_IN_TIMES: SignInTimes = {
  idle: 12 * HOUR,
  absolute: 7 * DAY,
  pending: 30 * MINUTE,
  fresh: 10 * MINUTE,
  touch: MINUTE,
  setupLink: 24 * HOUR,
  firstLink: 3 * DAY,
  recoveryLink: HOUR,
  challenge: 5 * MINUTE,
  oidc: 10 * MINUTE,
};

/** A moment some milliseconds later. */
export function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}
