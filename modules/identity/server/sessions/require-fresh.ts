import type { IdentityDeps, SignedIn } from '../deps.ts';
import { requirePassword } from '../passwords/change-password.ts';
import { problems } from '../problems.ts';

/**
 * Before factors and linked identities change: the session has just begun, or the password is given again. So whoever
 * finds a desk unlocked cannot make the account his own; and an account without a password signs in once more.
 * @throws Problem when neither is so
 */
export async function requireFresh(
  deps: IdentityDeps,
  me: SignedIn,
  password: string | undefined,
  now: Date,
): Promise<void> {
  if (password !== undefined) return requirePassword(deps, me, password, now);
  const begun = await deps.system.query('select from identity.session where session_id = $1 and created_at > $2', [
    me.sessionId,
    new Date(now.getTime() - deps.times.fresh),
  ]);
  if (begun.rowCount === 0) throw problems.passwordNeeded();
}
