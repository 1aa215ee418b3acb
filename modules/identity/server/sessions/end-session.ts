import { type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import type { IdentityDeps, SignedIn } from '../deps.ts';

/** Signs out: this session ends. Twice is once. */
export async function signOut(deps: Pick<IdentityDeps, 'system'>, me: SignedIn, now: Date): Promise<void> {
  await endOwn(deps, me, me.sessionId, 'identity.signOut', now);
}

/**
 * Somebody signed in anew in a browser that held a session: the old one ends, whoever's it was. Else it would stay alive
 * behind a cookie that nobody has any more, and nobody could sign out of it.
 */
export async function endReplaced(deps: Pick<IdentityDeps, 'system'>, before: SignedIn, now: Date): Promise<void> {
  await endOwn(deps, before, before.sessionId, 'identity.sessionReplaced', now);
}

/** Ends one session of one's own, wherever it is. One that is not one's own is none. */
export async function endSession(
  deps: Pick<IdentityDeps, 'system'>,
  me: SignedIn,
  sessionId: string,
  now: Date,
): Promise<void> {
  await endOwn(deps, me, sessionId, 'identity.endSession', now);
}

async function endOwn(
  deps: Pick<IdentityDeps, 'system'>,
  me: SignedIn,
  sessionId: string,
  act: string,
  now: Date,
): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    const ended = await client.query(
      'update identity.session set ended_at = $3 where session_id = $1 and account_id = $2 and ended_at is null',
      [sessionId, me.accountId, now],
    );
    if (ended.rowCount === 0) return;
    await writeJournal(client, me, { act, subject: `account/${me.accountId}` });
  });
}

/** Ends all sessions of one's own but this one; how many. */
export async function endOtherSessions(deps: Pick<IdentityDeps, 'system'>, me: SignedIn, now: Date): Promise<number> {
  return inTransaction(deps.system, async (client) => {
    const ended = await endSessionsOf(client, me.accountId, now, me.sessionId);
    if (ended > 0) {
      await writeJournal(client, me, {
        act: 'identity.endOtherSessions',
        subject: `account/${me.accountId}`,
        after: { ended },
      });
    }
    return ended;
  });
}

/** Ends the sessions of an account, in the transaction of what makes them end. */
export async function endSessionsOf(
  client: PoolClient,
  accountId: string,
  now: Date,
  except: string | null = null,
): Promise<number> {
  const ended = await client.query(
    `update identity.session set ended_at = $2
     where account_id = $1 and ended_at is null and session_id is distinct from $3::uuid`,
    [accountId, now, except],
  );
  return ended.rowCount ?? 0;
}
