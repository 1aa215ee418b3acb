import type { IdentityDeps } from '../deps.ts';
import { newToken } from '../tokens.ts';
import { after } from '../../domain/settings.ts';

type Purpose = 'register' | 'sign_in' | 'second_factor';

export interface Challenge {
  readonly challengeId: string;
  /** What the authenticator signs. */
  readonly challenge: string;
}

/** A new challenge for five minutes; those that have expired go. */
export async function newChallenge(
  deps: Pick<IdentityDeps, 'system' | 'random' | 'times'>,
  purpose: Purpose,
  accountId: string | null,
  now: Date,
): Promise<Challenge> {
  await deps.system.query('delete from identity.challenge where expires_at <= $1', [now]);
  const challenge = newToken(deps.random);
  const { rows } = await deps.system.query<{ id: string }>(
    `insert into identity.challenge (purpose, challenge, account_id, expires_at) values ($1, $2, $3, $4)
     returning challenge_id as id`,
    [purpose, challenge, accountId, after(now, deps.times.challenge)],
  );
  return { challengeId: rows[0]?.id ?? '', challenge };
}

/** Takes a challenge away whatever comes next: each is answered once. Null when it is not this purpose's and account's. */
export async function takeChallenge(
  deps: Pick<IdentityDeps, 'system'>,
  purpose: Purpose,
  accountId: string | null,
  challengeId: string,
  now: Date,
): Promise<string | null> {
  const { rows } = await deps.system.query<{ challenge: string }>(
    `delete from identity.challenge
     where challenge_id = $1 and purpose = $2 and account_id is not distinct from $3::uuid and expires_at > $4
     returning challenge`,
    [challengeId, purpose, accountId, now],
  );
  return rows[0]?.challenge ?? null;
}
