import type { Pool, PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { SignInTimes } from '../domain/settings.ts';
import type { OidcClients } from './oidc/clients.ts';
import type { Passwords } from './passwords/hashing.ts';

/** Seals telephone numbers and secrets of authenticator apps; the vault of the installation. */
export interface PhoneVault {
  seal(text: string, context: string): Buffer;
  open(sealed: Buffer, context: string): string;
  /** A keyed hash to find a sealed text by. */
  indexHash(kind: string, text: string): Buffer;
  lastFour(text: string): string;
}

/** Where this installation is reached, for passkeys and one-time passwords. */
export interface Site {
  /** As authenticator apps and passkeys show it. */
  readonly title: string;
  /** The registrable domain, such as `jianjia.example.org`. */
  readonly rpId: string;
  /** Origins the desk is served from, such as `https://jianjia.example.org`. */
  readonly origins: readonly string[];
}

/** Whether an actor may manage an account; decided by roles, for these acts run beside row policies. */
export interface AccountReach {
  /** @throws Problem unless the actor may manage accounts of this union (null: of the whole installation) */
  union(client: PoolClient, actor: Actor, unionId: string | null): Promise<void>;
  /** @throws Problem unless the actor may recover, disable or link this account */
  account(client: PoolClient, actor: Actor, accountId: string): Promise<void>;
  /** @throws Problem unless the actor may link an account to this member */
  member(client: PoolClient, actor: Actor, memberNo: string): Promise<void>;
}

/**
 * What the acts of signing in stand on; made once by the app. They run on the system pool: they come before an actor, or
 * touch what no request may reach.
 */
export interface IdentityDeps {
  readonly system: Pool;
  readonly vault: PhoneVault;
  readonly passwords: Passwords;
  readonly random: (bytes: number) => Buffer;
  readonly times: SignInTimes;
  readonly site: Site;
  readonly oidc: OidcClients;
  /** Whether the account must have a second factor, by its roles. */
  readonly mustHaveFactor: (client: PoolClient, accountId: string) => Promise<boolean>;
  /** Makes the first account the administrator of the installation. */
  readonly grantAdministrator: (client: PoolClient, accountId: string) => Promise<void>;
  readonly reach: AccountReach;
}

/** Where a call comes from. */
export interface Origin {
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
}

/** Somebody with a session, whole or not. */
export interface SignedIn extends Actor {
  readonly accountId: string;
  readonly sessionId: string;
}

/** The account itself as the actor: before there is a session, and for what it does to itself by a link. */
export function itself(account: { readonly accountId: string; readonly name: string }, origin: Origin): Actor {
  return { accountId: account.accountId, name: account.name, reach: '本人', ticket: null, requestId: origin.requestId };
}

/** Whoever is not signed in and names no account. */
export function nobody(origin: Origin): Actor {
  return { accountId: null, name: '未登录者', reach: '无', ticket: null, requestId: origin.requestId };
}
