import type { Pool } from '@jianjia/db';
import { SIGN_IN_TIMES, type SignInTimes } from '../../domain/settings.ts';

export interface ListedSession {
  readonly sessionId: string;
  readonly address: string;
  readonly agent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The one that asks. */
  readonly current: boolean;
}

/** The living sessions of an account, the latest seen first. */
export async function listSessions(
  system: Pool,
  me: { readonly accountId: string; readonly sessionId: string },
  now: Date,
  times: Pick<SignInTimes, 'idle'> = SIGN_IN_TIMES,
): Promise<readonly ListedSession[]> {
  const { rows } = await system.query<ListedSession>(
    `select session_id as "sessionId", address, agent, created_at as "createdAt", last_seen_at as "lastSeenAt",
            session_id = $2 as current
     from identity.session
     where account_id = $1 and ended_at is null and expires_at > $3 and last_seen_at > $4
     order by last_seen_at desc, session_id`,
    [me.accountId, me.sessionId, now, new Date(now.getTime() - times.idle)],
  );
  return rows;
}
