import { type Pool, type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { foldPhone } from '../../domain/login.ts';
import { lockAccount } from '../accounts/find-account.ts';
import { type IdentityDeps, type Origin, type SignedIn, itself, nobody } from '../deps.ts';
import { problems } from '../problems.ts';
import { tellMember } from '../reach/tell-member.ts';
import { type SessionToken, beginSession, requireStage } from '../sessions/begin-session.ts';
import type { Claims } from './claims.ts';
import type { OidcProvider } from '../../contract/index.ts';
import { findProvider } from './start-oidc.ts';

/** A session for the account linked to an identity. @throws Problem when there is none, or it is disabled */
export async function signInWithIdentity(
  deps: IdentityDeps,
  provider: OidcProvider,
  claims: Claims,
  origin: Origin,
  now: Date,
): Promise<SessionToken> {
  const session = await inTransaction(deps.system, async (client) => {
    const found = await accountOf(client, deps, claims, now);
    const accountId = found?.accountId ?? null;
    const account = accountId === null ? null : await lockAccount(client, accountId);
    const after = { address: origin.address, provider: provider.id };
    if (!account || account.disabled) {
      await writeJournal(client, nobody(origin), {
        act: 'identity.signInFailed',
        subject: accountId === null ? null : `account/${accountId}`,
        after,
      });
      return null;
    }
    if (found?.pinned) {
      await writeJournal(client, itself(account, origin), {
        act: 'identity.pinIdentity',
        unionId: account.unionId,
        subject: `account/${account.accountId}`,
        after: { issuer: claims.issuer, who: subjectMark(deps, claims), by: found.pinned, address: origin.address },
      });
    }
    const begun = await beginSession(client, deps, { accountId: account.accountId, factorShown: false }, origin, now);
    await writeJournal(client, itself(account, origin), {
      act: 'identity.signInOidc',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      after,
    });
    return begun;
  });
  if (!session) throw problems.oidcUnknown();
  return session;
}

/** An account and by what the identity became its own just now; null where it was before. */
interface Found {
  readonly accountId: string;
  readonly pinned: 'name' | 'phone' | null;
}

/**
 * What the journal knows a subject by: a keyed hash, for at some services it is a number of the person. Equal marks are
 * one subject; whoever reads the journal learns nothing else.
 */
function subjectMark(deps: IdentityDeps, { issuer, subject }: Pick<Claims, 'issuer' | 'subject'>): string {
  return deps.vault.indexHash('identity.subject', `${issuer}\n${subject}`).toString('hex').slice(0, 16);
}

/**
 * By subject; else by a registered name nobody has used yet, or by telephone: then the subject is pinned. An account that
 * has an identity there is not found by telephone: numbers are given to other people.
 */
async function accountOf(client: PoolClient, deps: IdentityDeps, claims: Claims, now: Date): Promise<Found | null> {
  const pinned = await client.query<{ id: string }>(
    'select account_id as id from identity.external_identity where issuer = $1 and subject = $2',
    [claims.issuer, claims.subject],
  );
  if (pinned.rows[0]) return { accountId: pinned.rows[0].id, pinned: null };
  const named = await client.query<{ id: string }>(
    `update identity.external_identity set subject = $2
     where issuer = $1 and claim_value = $3 and subject is null returning account_id as id`,
    [claims.issuer, claims.subject, claims.named],
  );
  if (named.rows[0]) return { accountId: named.rows[0].id, pinned: 'name' };
  const phone = claims.phone === null ? null : foldPhone(claims.phone);
  if (phone === null) return null;
  const linked = await client.query<{ id: string }>(
    `insert into identity.external_identity (account_id, issuer, subject, linked_at)
     select account_id, $1, $2, $4 from identity.account where phone_hash = $3 and disabled_at is null
       and not exists (select from identity.external_identity e where e.account_id = account.account_id and e.issuer = $1)
     returning account_id as id`,
    [claims.issuer, claims.subject, deps.vault.indexHash('phone', phone), now],
  );
  return linked.rows[0] ? { accountId: linked.rows[0].id, pinned: 'phone' } : null;
}

/** Links an identity that was just proven to one's own account. @throws Problem when another account has it */
export async function linkOwnIdentity(deps: IdentityDeps, me: SignedIn, claims: Claims, now: Date): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    await requireStage(client, me, ['whole'], now);
    const taken = await client.query(
      `insert into identity.external_identity (account_id, issuer, subject, linked_at) values ($1, $2, $3, $4)
       on conflict (issuer, subject) do nothing`,
      [me.accountId, claims.issuer, claims.subject, now],
    );
    if (taken.rowCount === 0) throw problems.identityTaken();
    const after = { issuer: claims.issuer, who: subjectMark(deps, claims) };
    await writeJournal(client, me, { act: 'identity.linkIdentity', subject: `account/${me.accountId}`, after });
  });
}

/** An administrator registers the name an account has at a service; its first sign-in there pins the subject. */
export async function registerIdentity(
  deps: IdentityDeps,
  actor: Actor,
  input: { readonly accountId: string; readonly provider: string; readonly name: string },
  now: Date,
): Promise<void> {
  const provider = findProvider(deps, input.provider);
  await inTransaction(deps.system, async (client) => {
    const account = await lockAccount(client, input.accountId);
    await deps.reach.account(client, actor, account.accountId);
    const taken = await client.query(
      `insert into identity.external_identity (account_id, issuer, claim_value, linked_at) values ($1, $2, $3, $4)
       on conflict (issuer, claim_value) do nothing`,
      [account.accountId, provider.issuer, input.name, now],
    );
    if (taken.rowCount === 0) throw problems.identityTaken();
    await tellMember(client, actor, account.accountId, 'linked');
    await writeJournal(client, actor, {
      act: 'identity.registerIdentity',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      after: { issuer: provider.issuer, name: journaledName(deps, provider.issuer, input.name) },
    });
  });
}

/** The registered name as it is; where it may be the number of a person, a mark like that of a subject. */
function journaledName(deps: IdentityDeps, issuer: string, name: string): string {
  return /\d{7}/.test(name) ? `#${subjectMark(deps, { issuer, subject: name })}` : name;
}

export interface LinkedIdentity {
  readonly identityId: string;
  readonly issuer: string;
  readonly linkedAt: Date;
}

/** The identities linked to one's own account. */
export async function listIdentities(system: Pool, accountId: string): Promise<readonly LinkedIdentity[]> {
  const { rows } = await system.query<LinkedIdentity>(
    `select identity_id as "identityId", issuer, linked_at as "linkedAt" from identity.external_identity
     where account_id = $1 order by identity_id`,
    [accountId],
  );
  return rows;
}

/** Unlinks an identity from one's own account. */
export async function unlinkIdentity(deps: IdentityDeps, me: SignedIn, identityId: string, now: Date): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    await requireStage(client, me, ['whole'], now);
    const removed = await client.query<{ issuer: string; subject: string | null; name: string | null }>(
      `delete from identity.external_identity where identity_id = $1 and account_id = $2
       returning issuer, subject, claim_value as name`,
      [identityId, me.accountId],
    );
    const [identity] = removed.rows;
    if (!identity) throw problems.noIdentity();
    const { issuer, subject, name } = identity;
    const before = {
      issuer,
      who: subject === null ? null : subjectMark(deps, { issuer, subject }),
      name: name === null ? null : journaledName(deps, issuer, name),
    };
    await writeJournal(client, me, { act: 'identity.unlinkIdentity', subject: `account/${me.accountId}`, before });
  });
}
