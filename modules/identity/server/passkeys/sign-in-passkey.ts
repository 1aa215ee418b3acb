import { type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { type Account, lockAccount } from '../accounts/find-account.ts';
import { type IdentityDeps, type Origin, type SignedIn, itself, nobody } from '../deps.ts';
import { problems } from '../problems.ts';
import { type SessionToken, beginSession, requireStage, stepUp } from '../sessions/begin-session.ts';
import { newChallenge, takeChallenge } from './challenges.ts';
import type { PasskeyOffer } from './register-passkey.ts';

export interface PasskeyAnswer {
  readonly challengeId: string;
  readonly response: AuthenticationResponseJSON;
}

/** What a browser needs to sign in with a passkey: as the first factor, or (with somebody half in) as the second. */
export async function beginPasskeySignIn(
  deps: IdentityDeps,
  me: SignedIn | null,
  now: Date,
): Promise<PasskeyOffer<PublicKeyCredentialRequestOptionsJSON>> {
  const accountId = me?.accountId ?? null;
  const { rows } = await deps.system.query<{ id: string; transports: string[] }>(
    'select credential_id as id, transports from identity.passkey where account_id = $1',
    [accountId],
  );
  const { challengeId, challenge } = await newChallenge(deps, me ? 'second_factor' : 'sign_in', accountId, now);
  const options = await generateAuthenticationOptions({
    rpID: deps.site.rpId,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: deps.times.challenge,
    // As a first factor the device finds the account by itself: no list of keys tells whether an account exists.
    allowCredentials: rows,
    userVerification: me ? 'preferred' : 'required',
  });
  return { challengeId, options };
}

/**
 * Signs in with a passkey that has verified its user (PIN, finger, face): two factors in one.
 * @throws Problem the same for every cause
 */
export async function signInWithPasskey(
  deps: IdentityDeps,
  answer: PasskeyAnswer,
  origin: Origin,
  now: Date,
): Promise<SessionToken> {
  const challenge = await takeChallenge(deps, 'sign_in', null, answer.challengeId, now);
  const session = await inTransaction(deps.system, async (client) => {
    const account = challenge === null ? null : await verify(client, deps, { ...answer, challenge, first: true }, now);
    const after = { address: origin.address, by: 'passkey' };
    if (!account || account.disabled) {
      await writeJournal(client, nobody(origin), {
        act: 'identity.signInFailed',
        subject: account ? `account/${account.accountId}` : null,
        after,
      });
      return null;
    }
    const begun = await beginSession(client, deps, { accountId: account.accountId, factorShown: true }, origin, now);
    await writeJournal(client, itself(account, origin), {
      act: 'identity.signInPasskey',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      after,
    });
    return begun;
  });
  if (!session) throw problems.passkeyRefused();
  return session;
}

/** The second step of signing in, with a passkey of the same account. */
export async function signInSecondPasskey(
  deps: IdentityDeps,
  me: SignedIn,
  answer: PasskeyAnswer,
  origin: Origin,
  now: Date,
): Promise<SessionToken> {
  const challenge = await takeChallenge(deps, 'second_factor', me.accountId, answer.challengeId, now);
  const session = await inTransaction(deps.system, async (client) => {
    await requireStage(client, me, ['second_factor'], now);
    const account = challenge === null ? null : await verify(client, deps, { ...answer, challenge, first: false }, now);
    const after = { address: origin.address, by: 'passkey' };
    if (account?.accountId !== me.accountId) {
      await writeJournal(client, me, { act: 'identity.secondFactorFailed', subject: `account/${me.accountId}`, after });
      return null;
    }
    await writeJournal(client, me, { act: 'identity.secondFactor', subject: `account/${me.accountId}`, after });
    return stepUp(client, deps, me, ['second_factor'], now);
  });
  if (!session) throw problems.passkeyRefused();
  return session;
}

interface Signed extends PasskeyAnswer {
  readonly challenge: string;
  /** As the first factor the user must be verified by the device. */
  readonly first: boolean;
}

/** Verifies under a lock on the passkey: a counter that goes back means a copied key, and is refused. */
async function verify(client: PoolClient, deps: IdentityDeps, signed: Signed, now: Date): Promise<Account | null> {
  const { rows } = await client.query<{ accountId: string; publicKey: Buffer; counter: string | number }>(
    `select account_id as "accountId", public_key as "publicKey", counter from identity.passkey
     where credential_id = $1 for update`,
    [signed.response.id],
  );
  const passkey = rows[0];
  if (!passkey) return null;
  const verified = await verifyAuthenticationResponse({
    response: signed.response,
    expectedChallenge: signed.challenge,
    expectedOrigin: [...deps.site.origins],
    expectedRPID: deps.site.rpId,
    credential: {
      id: signed.response.id,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
    },
    requireUserVerification: signed.first,
  }).catch(() => null);
  if (!verified?.verified) return null;
  await client.query('update identity.passkey set counter = $2, last_used_at = $3 where credential_id = $1', [
    signed.response.id,
    verified.authenticationInfo.newCounter,
    now,
  ]);
  return lockAccount(client, passkey.accountId);
}
