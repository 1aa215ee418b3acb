import type { Pool } from '@jianjia/db';
import { SIGN_IN_TIMES } from '../../domain/settings.ts';
import { forgetOldGuesses } from '../guesses.ts';

/** An address counts as known for 30 days after a session from there: sessions are kept a little longer. */
const KEPT_DAYS = 40;

/**
 * Deletes what is of no use any more: counts of guesses, sessions that ended or ran out long ago, what was to be signed or
 * answered and was not, links, and the reach of sessions nobody uses. The journal keeps what was done.
 */
export async function forgetEnded(system: Pool, now: Date): Promise<void> {
  await forgetOldGuesses(system, now);
  const statements: readonly [string, Date][] = [
    ['delete from identity.challenge where expires_at <= $1', now],
    ['delete from identity.oidc_flow where expires_at <= $1', now],
    ['delete from identity.link where expires_at <= $1 or used_at <= $1', now],
    ['delete from identity.acting where expires_at <= $1', now],
    [
      'delete from identity.session where created_at <= $1 and (expires_at <= $1 or ended_at <= $1 or last_seen_at <= $1)',
      new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60_000 - SIGN_IN_TIMES.absolute),
    ],
  ];
  for (const [sql, until] of statements) await system.query(sql, [until]);
}
