import { randomBytes } from 'node:crypto';
import type { Pool } from '@jianjia/db';
import { SIGN_IN_TIMES } from '../domain/settings.ts';
import type { IdentityDeps, Origin, SignedIn } from '../server/deps.ts';
import { oidcClients } from '../server/oidc/clients.ts';
import { argon2Passwords } from '../server/passwords/hashing.ts';
import { findSession } from '../server/sessions/find-session.ts';
import { testVault } from './vault.ts';

export const ORIGIN: Origin = {
  requestId: '01900000-0000-7000-8000-000000000001',
  address: '203.0.113.7',
  agent: 'test',
};

/** What the acts stand on, all real but cheaper hashes. */
export function testDeps(system: Pool, other: Partial<IdentityDeps> = {}): IdentityDeps {
  return {
    system,
    vault: testVault(),
    passwords: argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 }),
    random: randomBytes,
    times: SIGN_IN_TIMES,
    site: { title: '建家', rpId: 'jianjia.test', origins: ['https://jianjia.test'] },
    oidc: oidcClients([]),
    mustHaveFactor: async () => false,
    grantAdministrator: async () => {},
    reach: { union: async () => {}, account: async () => {}, member: async () => {} },
    ...other,
  };
}

/** The administrator of the installation, as the act of another room would hand it over. */
export const ADMINISTRATOR = {
  accountId: null,
  name: '管理员',
  reach: '全部',
  ticket: null,
  requestId: ORIGIN.requestId,
};

/** Who a token is, as the HTTP layer hands it to the acts. */
export async function whoIs(deps: IdentityDeps, token: string, now: Date): Promise<SignedIn> {
  const found = await findSession(deps.system, token, now);
  if (!found) throw new Error('no session');
  const { accountId, sessionId, name, ticket } = found;
  return { accountId, sessionId, name, ticket, reach: '本人', requestId: ORIGIN.requestId };
}
