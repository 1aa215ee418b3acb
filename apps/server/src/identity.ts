import { randomBytes } from 'node:crypto';
import type { Pool } from '@jianjia/db';
import type { Binding } from '@jianjia/http';
import {
  argon2Passwords,
  grantAdministrator,
  grantBindings,
  type IdentityDeps,
  isDemoAccount,
  keyringVault,
  mustHaveFactor,
  oidcClients,
  requireAccountReach,
  requireMemberReach,
  requireUnionReach,
  SIGN_IN_TIMES,
  signInBindings,
} from '@jianjia/identity/server';
import type { Keyring } from '@jianjia/vault';
import type { House } from './house.ts';
import { readProviders } from './oidc-file.ts';

const TITLE = '建家';

/** Where this service is reached; on this machine alone the port is known only when it listens. */
export function siteOf(origin: URL | null): { title: string; rpId: string; origins: readonly string[] } {
  return { title: TITLE, rpId: origin?.hostname ?? 'localhost', origins: origin ? [origin.origin] : [] };
}

/** What signing in stands on in this installation. */
export function identityDeps(
  system: Pool,
  vault: Keyring,
  { site, oidcFile }: { readonly site: IdentityDeps['site']; readonly oidcFile: string | null },
): IdentityDeps {
  return {
    system,
    vault: keyringVault(vault),
    passwords: argon2Passwords(),
    random: randomBytes,
    times: SIGN_IN_TIMES,
    site,
    oidc: oidcClients(oidcFile === null ? [] : readProviders(oidcFile)),
    mustHaveFactor: async (client, account) =>
      (await mustHaveFactor(client, account)) && !(await isDemoAccount(client, account)),
    grantAdministrator,
    reach: { union: requireUnionReach, account: requireAccountReach, member: requireMemberReach },
  };
}

/** Signing in, accounts and grants, bound to this house. */
export function identityBindings(house: House): readonly Binding[] {
  return [...signInBindings(house.identity), ...grantBindings(house)];
}
