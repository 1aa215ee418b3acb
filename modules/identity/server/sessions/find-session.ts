import type { Pool } from '@jianjia/db';
import { SIGN_IN_TIMES, type SignInTimes } from '../../domain/settings.ts';
import type { Stage } from '../../domain/stage.ts';
import { hashToken, isToken } from '../tokens.ts';

export interface FoundSession {
  readonly sessionId: string;
  readonly accountId: string;
  /** What row policies know the session by; never leaves the server. */
  readonly ticket: string;
  readonly stage: Stage;
  readonly name: string;
  readonly login: string;
  readonly unionId: string | null;
  readonly memberNo: string | null;
  /** The account has an authenticator app or a passkey, or is of the demo world, where nobody is asked for one. */
  readonly isProven: boolean;
}

/**
 * The living session of a token, null when there is none: ended, idle too long, expired, or its account disabled. One
 * statement, for it comes before every request; that it was seen is written once a minute at most.
 */
export async function findSession(
  system: Pool,
  token: string,
  now: Date,
  times: Pick<SignInTimes, 'idle' | 'touch'> = SIGN_IN_TIMES,
): Promise<FoundSession | null> {
  if (!isToken(token)) return null;
  const { rows } = await system.query<FoundSession>({
    ...FIND_SESSION,
    values: [hashToken(token), now, new Date(now.getTime() - times.idle), new Date(now.getTime() - times.touch)],
  });
  return rows[0] ?? null;
}

// A name, so that a connection plans it once: it comes before every request.
const FIND_SESSION = {
  name: 'find_session',
  text: `with found as (
       select s.session_id, s.account_id, s.ticket, s.stage, s.last_seen_at, a.name, a.login, a.union_id, a.member_no,
         a.is_demo
           or exists (select from identity.totp t where t.account_id = a.account_id and t.confirmed_at is not null)
           or exists (select from identity.passkey p where p.account_id = a.account_id) as proven
       from identity.session s join identity.account a on a.account_id = s.account_id
       where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3
         and a.disabled_at is null
     ), touched as (
       update identity.session s set last_seen_at = $2 from found f
       where s.session_id = f.session_id and f.last_seen_at <= $4
     )
     select session_id as "sessionId", account_id as "accountId", ticket, stage, name, login,
            union_id as "unionId", member_no as "memberNo", proven as "isProven"
     from found`,
};
