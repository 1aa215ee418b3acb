import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import { after } from '../../domain/settings.ts';
import type { IdentityDeps } from '../deps.ts';
import { problems } from '../problems.ts';
import { hashToken, newToken } from '../tokens.ts';
import type { OidcProvider } from '../../contract/index.ts';

export interface OidcStart {
  /** Where the browser goes. */
  readonly url: string;
  /** Stays in the browser that began and comes back with the answer; its hash is kept. */
  readonly browser: string;
}

/**
 * Begins a sign-in at another service, or (with an account) linking it to oneself.
 * @throws Problem when there is no such service or it does not answer
 */
export async function startOidc(
  deps: IdentityDeps,
  input: { readonly provider: string; readonly accountId: string | null },
  now: Date,
): Promise<OidcStart> {
  const provider = findProvider(deps, input.provider);
  const configuration = await deps.oidc.configuration(provider).catch(() => {
    throw problems.providerDown();
  });
  const [state, nonce, verifier, browser] = [1, 2, 3, 4].map(() => newToken(deps.random)) as [
    string,
    string,
    string,
    string,
  ];
  await deps.system.query('delete from identity.oidc_flow where expires_at <= $1', [now]);
  await deps.system.query(
    `insert into identity.oidc_flow (state_hash, provider, nonce, verifier, browser_hash, account_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [hashToken(state), provider.id, nonce, verifier, hashToken(browser), input.accountId, after(now, deps.times.oidc)],
  );
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: provider.redirectUri,
    scope: provider.scope ?? 'openid profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, browser };
}

/** @throws Problem when no such service is configured */
export function findProvider(deps: Pick<IdentityDeps, 'oidc'>, id: string): OidcProvider {
  const provider = deps.oidc.providers.find((candidate) => candidate.id === id);
  if (!provider) throw problems.noProvider();
  return provider;
}
