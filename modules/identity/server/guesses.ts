import { createHash } from 'node:crypto';
import { type Pool, type PoolClient, inTransaction } from '@jianjia/db';
import {
  ACCOUNT_PATIENCE,
  ADDRESS_PATIENCE,
  type Failures,
  type Patience,
  addressSubject,
  countGuess,
  minutesUntil,
} from '../domain/back-off.ts';
import { problems } from './problems.ts';

/** Something guesses are counted by. */
export interface Subject {
  readonly key: string;
  readonly patience: Patience;
}

export const subjects = {
  account: (accountId: string): Subject => ({ key: `account:${accountId}`, patience: ACCOUNT_PATIENCE }),
  /** From where the account has signed in lately: guesses from elsewhere do not shut it out there. */
  accountAt: (accountId: string, address: string): Subject => ({
    key: `account:${accountId}@${addressSubject(address)}`,
    patience: ACCOUNT_PATIENCE,
  }),
  /** A name that is no account is counted alike, or the delay would tell which names are accounts. */
  name: (folded: string): Subject => ({
    key: `name:${createHash('sha256').update(folded).digest('hex')}`,
    patience: ACCOUNT_PATIENCE,
  }),
  address: (address: string): Subject => ({
    key: `address:${addressSubject(address)}`,
    patience: ADDRESS_PATIENCE,
  }),
  /** The password asked again inside a session; apart, or guesses from outside would hinder who is inside. */
  confirm: (accountId: string): Subject => ({ key: `confirm:${accountId}`, patience: ACCOUNT_PATIENCE }),
  factor: (accountId: string): Subject => ({ key: `factor:${accountId}`, patience: ACCOUNT_PATIENCE }),
};

interface Row extends Failures {
  readonly subject: string;
}

/**
 * Counts a guess as failed before it is tried, in a transaction of its own: guesses made at the same moment cannot slip
 * through, and no lock is held while the password is hashed. A success takes the count back with `forgive`.
 * @returns the keys that this guess has blocked should it fail
 * @throws Problem when one of the subjects must wait
 */
export async function reserveGuess(system: Pool, guessed: readonly Subject[], now: Date): Promise<readonly string[]> {
  const patience = new Map(guessed.map((subject) => [subject.key, subject.patience]));
  const keys = [...patience.keys()].sort();
  return inTransaction(system, async (client) => {
    await client.query(
      `insert into identity.sign_in_failure (subject, failures, last_at, blocked_until)
       select key, 0, $2, $2 from unnest($1::text[]) as key order by key on conflict (subject) do nothing`,
      [keys, now],
    );
    // In one order for all, so that two guesses never wait for each other.
    const { rows } = await client.query<Row>(
      `select subject, failures, last_at as "lastAt", blocked_until as "blockedUntil"
       from identity.sign_in_failure where subject = any ($1) order by subject for update`,
      [keys],
    );
    const blocked: string[] = [];
    for (const row of rows) {
      const counted = countGuess(row, now, patience.get(row.subject) ?? ACCOUNT_PATIENCE);
      if (!counted.allowed) throw problems.tooManyGuesses(minutesUntil(counted.until, now));
      const { failures, lastAt, blockedUntil } = counted.next;
      if (blockedUntil > now) blocked.push(row.subject);
      await client.query(
        'update identity.sign_in_failure set failures = $2, last_at = $3, blocked_until = $4 where subject = $1',
        [row.subject, failures, lastAt, blockedUntil],
      );
    }
    return blocked;
  });
}

/**
 * After a success: the failures of the account are forgotten, and no clock that is behind is delayed by this guess. The address gets back this one guess only, or an account of
 * one's own would buy any number of guesses at others.
 */
export async function forgive(client: PoolClient, guessed: readonly Subject[]): Promise<void> {
  const keys = guessed.map((subject) => subject.key).sort();
  await client.query('select from identity.sign_in_failure where subject = any ($1) order by subject for update', [
    keys,
  ]);
  await client.query(
    `update identity.sign_in_failure set
       failures = case when subject like 'address:%' then greatest(failures - 1, 0) else 0 end,
       blocked_until = 'epoch'
     where subject = any ($1)`,
    [keys],
  );
}

/** Forgets what nobody is delayed by any more; run now and then by the worker. */
export async function forgetOldGuesses(system: Pool, now: Date): Promise<number> {
  const old = new Date(now.getTime() - 2 * ACCOUNT_PATIENCE.forget);
  const result = await system.query('delete from identity.sign_in_failure where last_at < $1 and blocked_until < $1', [
    old,
  ]);
  return result.rowCount ?? 0;
}
