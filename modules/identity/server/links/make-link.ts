import type { PoolClient } from '@jianjia/db';
import type { IdentityDeps } from '../deps.ts';
import { hashToken, newToken } from '../tokens.ts';

/** A one-time link: only its hash is kept. */
export interface LinkToken {
  readonly token: string;
  readonly expires: Date;
}

export interface LinkPurpose {
  readonly kind: 'setup' | 'first' | 'recovery';
  readonly accountId: string | null;
  readonly resetFactor: boolean;
  readonly until: Date;
}

/** Makes a link in the caller's transaction; it replaces unused ones for the same account (or the same setup). */
export async function makeLink(
  client: PoolClient,
  deps: Pick<IdentityDeps, 'random'>,
  purpose: LinkPurpose,
  now: Date,
): Promise<LinkToken> {
  const token = newToken(deps.random);
  await client.query('delete from identity.link where account_id is not distinct from $1::uuid and used_at is null', [
    purpose.accountId,
  ]);
  await client.query(
    `insert into identity.link (kind, account_id, token_hash, reset_factor, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [purpose.kind, purpose.accountId, hashToken(token), purpose.resetFactor, now, purpose.until],
  );
  return { token, expires: purpose.until };
}

export interface OpenLink {
  readonly linkId: string;
  readonly kind: LinkPurpose['kind'];
  readonly accountId: string | null;
  readonly resetFactor: boolean;
}

/** Locks an unused link that has not expired and marks it used; null when there is none. */
export async function useLink(client: PoolClient, token: string, now: Date): Promise<OpenLink | null> {
  const { rows } = await client.query<OpenLink>(
    `update identity.link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning link_id as "linkId", kind, account_id as "accountId", reset_factor as "resetFactor"`,
    [hashToken(token), now],
  );
  return rows[0] ?? null;
}
