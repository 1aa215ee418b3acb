import { inTransaction, writeJournal } from '@jianjia/db';
import { authorizationCodeGrant } from 'openid-client';
import { type IdentityDeps, type Origin, type SignedIn, nobody } from '../deps.ts';
import { problems } from '../problems.ts';
import type { SessionToken } from '../sessions/begin-session.ts';
import { hashToken } from '../tokens.ts';
import type { Claims } from './claims.ts';
import type { OidcProvider } from '../../contract/index.ts';
import { linkOwnIdentity, signInWithIdentity } from './identities.ts';
import { findProvider } from './start-oidc.ts';

/** What came back on the redirect page, and the value that stayed in the browser. */
export interface OidcAnswer {
  readonly code: string;
  readonly state: string;
  /** RFC 9207, when the provider sends it. */
  readonly iss?: string | undefined;
  readonly browser: string;
}

interface Flow {
  readonly provider: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly accountId: string | null;
}

/**
 * Ends a sign-in at another service: a session of the account linked to it, or (begun by somebody signed in) the link.
 * Never makes an account.
 * @returns null after linking
 * @throws Problem when anything does not fit, or no account is linked
 */
export async function finishOidc(
  deps: IdentityDeps,
  me: SignedIn | null,
  answer: OidcAnswer,
  origin: Origin,
  now: Date,
): Promise<SessionToken | null> {
  const flow = await takeFlow(deps, answer, now);
  if (!flow) throw problems.oidcRefused();
  // Who began to link must be who ends it.
  if (flow.accountId !== null && flow.accountId !== me?.accountId) throw problems.oidcRefused();
  const provider = findProvider(deps, flow.provider);
  const claims = await askProvider(deps, provider, flow, answer).catch(() => null);
  if (!claims) {
    await inTransaction(deps.system, (client) =>
      writeJournal(client, nobody(origin), {
        act: 'identity.signInFailed',
        after: { address: origin.address, provider: provider.id },
      }),
    );
    throw problems.oidcRefused();
  }
  if (flow.accountId !== null && me) {
    await linkOwnIdentity(deps, me, claims, now);
    return null;
  }
  return signInWithIdentity(deps, provider, claims, origin, now);
}

/** Takes the flow away whatever comes next: an answer is tried once. */
async function takeFlow(deps: IdentityDeps, answer: OidcAnswer, now: Date): Promise<Flow | null> {
  const { rows } = await deps.system.query<Flow & { browserHash: Buffer; expires: Date }>(
    `delete from identity.oidc_flow where state_hash = $1
     returning provider, nonce, verifier, account_id as "accountId", browser_hash as "browserHash",
               expires_at as expires`,
    [hashToken(answer.state)],
  );
  const flow = rows[0];
  if (!flow || flow.expires <= now || !flow.browserHash.equals(hashToken(answer.browser))) return null;
  return flow;
}

async function askProvider(
  deps: IdentityDeps,
  provider: OidcProvider,
  flow: Flow,
  answer: OidcAnswer,
): Promise<Claims | null> {
  const configuration = await deps.oidc.configuration(provider);
  const url = new URL(provider.redirectUri);
  url.searchParams.set('code', answer.code);
  url.searchParams.set('state', answer.state);
  if (answer.iss !== undefined) url.searchParams.set('iss', answer.iss);
  const tokens = await authorizationCodeGrant(configuration, url, {
    expectedState: answer.state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) return null;
  const text = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' && value.length <= 255 ? value : null;
  };
  // A number nobody has verified is what somebody typed: with another's number he would get the other's account.
  const told = claims['phone_number_verified'];
  const verified = told === true || (told === undefined && provider.phoneVerifiedByProvider === true);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    named: text(provider.claim),
    phone: provider.phoneClaim === undefined || !verified ? null : text(provider.phoneClaim),
  };
}
