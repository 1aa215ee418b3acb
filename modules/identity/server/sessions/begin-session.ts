import type { PoolClient } from '@jianjia/db';
import { after } from '../../domain/settings.ts';
import { type Stage, stageOf } from '../../domain/stage.ts';
import type { IdentityDeps, Origin } from '../deps.ts';
import { problems } from '../problems.ts';
import { hashToken, newToken } from '../tokens.ts';

/** What the browser gets: the token stands in no table and no journal. */
export interface SessionToken {
  readonly token: string;
  readonly stage: Stage;
  readonly expires: Date;
}

type Needs = Pick<IdentityDeps, 'random' | 'times' | 'mustHaveFactor'>;

/** Begins a session after a first factor, at the first step it owes. */
export async function beginSession(
  client: PoolClient,
  deps: Needs,
  input: { readonly accountId: string; readonly factorShown: boolean },
  origin: Origin,
  now: Date,
): Promise<SessionToken> {
  const stage = await stageFor(client, deps, input.accountId, input.factorShown);
  const session = { token: newToken(deps.random), stage, expires: expiry(deps, stage, now) };
  await client.query(
    `insert into identity.session (account_id, token_hash, stage, created_at, last_seen_at, expires_at, address, agent)
     values ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [
      input.accountId,
      hashToken(session.token),
      stage,
      now,
      session.expires,
      origin.address.slice(0, 64),
      origin.agent.slice(0, 300),
    ],
  );
  return session;
}

/**
 * A session has done a step: it gets the next stage and a new token, so that a token somebody planted or saw before the
 * step is worth nothing after it.
 * @param from stages the step belongs to
 * @throws Problem when the session has ended or owes another step
 */
export async function stepUp(
  client: PoolClient,
  deps: Needs,
  me: { readonly sessionId: string; readonly accountId: string },
  from: readonly Stage[],
  now: Date,
): Promise<SessionToken> {
  const before = await requireStage(client, me, from, now);
  const stage = await stageFor(client, deps, me.accountId, true);
  // A session that was whole before keeps its absolute end.
  const expires = before.stage === 'whole' ? before.expires : expiry(deps, stage, now);
  const token = newToken(deps.random);
  await client.query(
    `update identity.session set token_hash = $2, stage = $3, expires_at = $4, last_seen_at = $5, ticket = gen_random_uuid()
     where session_id = $1`,
    [me.sessionId, hashToken(token), stage, expires, now],
  );
  return { token, stage, expires };
}

/** Locks the session and checks that it is at one of the stages. @throws Problem when it is not */
export async function requireStage(
  client: PoolClient,
  me: { readonly sessionId: string; readonly accountId: string },
  from: readonly Stage[],
  now: Date,
): Promise<{ readonly stage: Stage; readonly expires: Date }> {
  const { rows } = await client.query<{ stage: Stage; expires: Date }>(
    `select stage, expires_at as expires from identity.session
     where session_id = $1 and account_id = $2 and ended_at is null and expires_at > $3 for update`,
    [me.sessionId, me.accountId, now],
  );
  const session = rows[0];
  if (!session) throw problems.noSession();
  if (!from.includes(session.stage)) throw problems.wrongStage();
  return session;
}

/**
 * A session that owed enrolment when it began owes the factor itself once there is one: another session of the account,
 * begun with the same password, may have enrolled it. The caller holds the lock of the account.
 * @throws Problem when the account has a factor by now
 */
export async function requireStillToEnrol(client: PoolClient, accountId: string, stage: Stage): Promise<void> {
  if (stage === 'enrol_factor' && (await hasFactor(client, accountId))) throw problems.wrongStage();
}

/** Whether an account has a second factor of its own. */
export async function hasFactor(client: PoolClient, accountId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `select exists (select from identity.totp where account_id = $1 and confirmed_at is not null)
         or exists (select from identity.passkey where account_id = $1) as has`,
    [accountId],
  );
  return rows[0]?.has ?? false;
}

async function stageFor(client: PoolClient, deps: Needs, accountId: string, factorShown: boolean): Promise<Stage> {
  const { rows } = await client.query<{ temporary: boolean }>(
    'select temporary from identity.password where account_id = $1',
    [accountId],
  );
  return stageOf({
    hasFactor: await hasFactor(client, accountId),
    factorShown,
    temporaryPassword: rows[0]?.temporary ?? false,
    mustHaveFactor: await deps.mustHaveFactor(client, accountId),
  });
}

function expiry(deps: Needs, stage: Stage, now: Date): Date {
  return after(now, stage === 'whole' ? deps.times.absolute : deps.times.pending);
}
