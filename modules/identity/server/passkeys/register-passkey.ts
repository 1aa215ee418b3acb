import { type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  generateRegistrationOptions,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { lockAccount } from '../accounts/find-account.ts';
import type { IdentityDeps, SignedIn } from '../deps.ts';
import { problems } from '../problems.ts';
import { type SessionToken, requireStage, requireStillToEnrol, stepUp } from '../sessions/begin-session.ts';
import { requireFresh } from '../sessions/require-fresh.ts';
import { newChallenge, takeChallenge } from './challenges.ts';

const MOST = 10;
/** EdDSA, ES256, RS256 (COSE). The library would also offer what this Node has only as an experiment. */
const ALGORITHMS = [-8, -7, -257];

export interface PasskeyOffer<Options> {
  readonly challengeId: string;
  /** For the browser's credentials API. */
  readonly options: Options;
}

/** What a browser needs to make a passkey for one's own account. */
export async function beginPasskey(
  deps: IdentityDeps,
  me: SignedIn,
  password: string | undefined,
  now: Date,
): Promise<PasskeyOffer<PublicKeyCredentialCreationOptionsJSON>> {
  await requireFresh(deps, me, password, now);
  const { login, known } = await inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, me.accountId);
    await requireStage(client, me, ['enrol_factor', 'whole'], now);
    return { login: account.login, known: await knownPasskeys(client, me.accountId) };
  });
  const { challengeId, challenge } = await newChallenge(deps, 'register', me.accountId, now);
  const options = await generateRegistrationOptions({
    rpName: deps.site.title,
    rpID: deps.site.rpId,
    userID: bytesOf(me.accountId),
    userName: login,
    userDisplayName: me.name,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: deps.times.challenge,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  return { challengeId, options };
}

/** Keeps a passkey the browser has made. @throws Problem when it does not verify or is known */
export async function registerPasskey(
  deps: IdentityDeps,
  me: SignedIn,
  input: { readonly challengeId: string; readonly title: string; readonly response: RegistrationResponseJSON },
  now: Date,
): Promise<{ readonly passkeyId: string; readonly session: SessionToken }> {
  const challenge = await takeChallenge(deps, 'register', me.accountId, input.challengeId, now);
  if (challenge === null) throw problems.passkeyRefused();
  const verified = await verifyRegistrationResponse({
    response: input.response,
    expectedChallenge: challenge,
    expectedOrigin: [...deps.site.origins],
    expectedRPID: deps.site.rpId,
    supportedAlgorithmIDs: ALGORITHMS,
    // A key without PIN is good as a second factor; as a first one it is refused at sign-in.
    requireUserVerification: false,
  }).catch(() => null);
  if (!verified?.verified) throw problems.passkeyRefused();
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return inTransaction(deps.system, async (client) => {
    const session = await stepUpAfterCounting(client, deps, me, now);
    const made = await client.query<{ id: string }>(
      `insert into identity.passkey
         (account_id, credential_id, public_key, counter, transports, title, backed_up, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning passkey_id as id`,
      [
        me.accountId,
        credential.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        input.title.trim(),
        credentialBackedUp,
        now,
      ],
    );
    const passkeyId = made.rows[0]?.id;
    if (passkeyId === undefined) throw problems.passkeyKnown();
    const stepped = await session();
    await writeJournal(client, me, {
      act: 'identity.registerPasskey',
      subject: `account/${me.accountId}`,
      after: { passkeyId, title: input.title.trim() },
    });
    return { passkeyId, session: stepped };
  });
}

/** The account is locked while its passkeys are counted; the step is taken once the new one is in. */
async function stepUpAfterCounting(
  client: PoolClient,
  deps: IdentityDeps,
  me: SignedIn,
  now: Date,
): Promise<() => Promise<SessionToken>> {
  await lockAccount(client, me.accountId);
  const { stage } = await requireStage(client, me, ['enrol_factor', 'whole'], now);
  await requireStillToEnrol(client, me.accountId, stage);
  if ((await knownPasskeys(client, me.accountId)).length >= MOST) throw problems.tooManyPasskeys();
  return () => stepUp(client, deps, me, ['enrol_factor', 'whole'], now);
}

async function knownPasskeys(client: PoolClient, accountId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select credential_id as id from identity.passkey where account_id = $1',
    [accountId],
  );
  return rows.map((row) => row.id);
}

function bytesOf(uuid: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'));
}
