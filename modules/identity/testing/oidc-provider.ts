import { type KeyPairKeyObjectResult, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Claims of the identity token, as a test wants them; what is left out is right. */
export type Claims = Readonly<Record<string, unknown>>;

interface Grant {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly claims: Claims;
  readonly foreignKey: boolean;
}

/** A little OpenID provider on a port of its own: discovery, keys, codes with PKCE, identity tokens in RS256. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the provider does when the browser comes: the parameters it sends back to the redirect page. */
  authorize(url: string, claims: Claims, how?: { readonly foreignKey?: boolean }): { code: string; state: string };
  close(): Promise<void>;
}

type Keys = KeyPairKeyObjectResult;

function identityToken(issuer: string, clientId: string, grant: Grant, keys: Keys): string {
  const now = Math.floor(Date.now() / 1000);
  const right = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce: grant.nonce, sub: 'subject-1' };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part({ ...right, ...grant.claims })}`;
  return `${body}.${sign('sha256', Buffer.from(body), keys.privateKey).toString('base64url')}`;
}

function documents(issuer: string, keys: Keys, path: string): unknown {
  if (path === '/jwks') return { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256' }] };
  if (path !== '/.well-known/openid-configuration') return null;
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** Starts the provider; `now` in its tokens is the machine's, for the library's clock is. */
export async function testProvider(): Promise<TestProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const clientId = 'jianjia';
  const clientSecret = randomBytes(24).toString('base64url');
  let issuer = '';
  const exchange = (form: URLSearchParams, authorization: string): unknown => {
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const secret = form.get('client_secret') === clientSecret || authorization === `Basic ${basic}`;
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const good = secret && grant?.challenge === verifier && grant.redirectUri === form.get('redirect_uri');
    if (!good) return null;
    return {
      access_token: 'unused',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: identityToken(issuer, clientId, grant, grant.foreignKey ? foreign : keys),
    };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    let body = '';
    for await (const piece of request) body += String(piece);
    const answer =
      path === '/token'
        ? exchange(new URLSearchParams(body), request.headers.authorization ?? '')
        : documents(issuer, keys, path);
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    clientId,
    clientSecret,
    authorize(url, claims, how = {}) {
      const asked = new URL(url).searchParams;
      const of = (name: string) => asked.get(name) ?? '';
      const code = randomBytes(16).toString('base64url');
      grants.set(code, {
        challenge: of('code_challenge'),
        redirectUri: of('redirect_uri'),
        nonce: of('nonce'),
        claims,
        foreignKey: how.foreignKey ?? false,
      });
      return { code, state: of('state') };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
