/**
 * What a session still owes, in the order in which it is asked for: a second factor, a password of one's own, a second
 * factor where the account must have one. `whole` owes nothing.
 */
export type Stage = 'second_factor' | 'new_password' | 'enrol_factor' | 'whole';

export interface Standing {
  /** The account has an authenticator app or a passkey. */
  readonly hasFactor: boolean;
  /** This session has shown it, or has signed in with a passkey that verified its user. */
  readonly factorShown: boolean;
  /** Somebody else has chosen the password. */
  readonly temporaryPassword: boolean;
  readonly mustHaveFactor: boolean;
}

/** The next step a session owes. Nobody sets a password or enrols a factor before having shown the factor there is. */
export function stageOf(standing: Standing): Stage {
  if (standing.hasFactor && !standing.factorShown) return 'second_factor';
  if (standing.temporaryPassword) return 'new_password';
  if (standing.mustHaveFactor && !standing.hasFactor) return 'enrol_factor';
  return 'whole';
}
