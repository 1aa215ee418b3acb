import { createHash } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import type { Permission } from '@jianjia/kernel';
import { reachOf, reachText, type GrantInForce, type PermissionReach } from '../../domain/reach.ts';
import { roles, type RoleName } from '../../domain/roles.ts';

/** A session that has passed sign-in. */
export interface EnteringSession {
  readonly ticket: string;
  readonly accountId: string;
  readonly memberNo: string | null;
  /** As the journal calls the actor. */
  readonly name: string;
}

/** What an actor may do, worked out at the begin of a request. */
export interface Entered {
  readonly permissions: ReadonlySet<Permission>;
  /** In Chinese, for the journal. */
  readonly reach: string;
  /** One of its roles is nobody's who signs in by a password alone. */
  readonly needsFactor: boolean;
}

/**
 * How long a row of identity.acting counts: longer than any request lasts. It is written anew when it is half over, and
 * at once when a grant has begun, ended or moved.
 */
const LASTS_SECONDS = 7200;

/**
 * Works out the reach of a session from the grants in force now and lays it where row policies look it up; runs at the
 * begin of every request, so that a right that ended is gone with the next one.
 * @param system the pool of the system role
 */
export async function enter(system: Pool, session: EnteringSession): Promise<Entered> {
  const grants = await grantsInForce(system, session.accountId);
  const reach = reachOf(grants);
  const members = session.memberNo === null ? [] : [session.memberNo];
  const words = { name: session.name, reach: reachText(grants) };
  const digest = digestOf([session.accountId, members, words, [...reach]]);
  const known = await system.query({ ...KNOWN, values: [session.ticket, digest, LASTS_SECONDS / 2] });
  if (known.rowCount === 0) {
    await inTransaction(system, (client) => store(client, session, { members, reach, words, digest }));
  }
  const needsFactor = grants.some(({ role }) => roles[role].factor);
  return { permissions: new Set(reach.keys()), reach: words.reach, needsFactor };
}

// The statements of every request have names, so that a connection plans them once.
const KNOWN = {
  name: 'known_reach',
  text: `select from identity.acting
     where ticket = $1 and digest = $2 and expires_at > now() + make_interval(secs => $3)`,
};

const GRANTS = {
  name: 'grants_in_force',
  text: `select g.role, g.union_id as "unionId", organisations.own_reach(g.union_id) as "ownRoot", u.name as "unionName",
       coalesce(u.parent_id is null and not exists (
         select from organisations.union other where other.parent_id is null and other.union_id <> u.union_id
       ), false) as "isOnlyRoot",
       u.kind, u.division_code as "divisionCode", u.industry_code as "industryCode"
     from identity.grant_in_force g
     left join organisations.union u on u.union_id = g.union_id
     where g.account_id = $1 and not (g.source = 'assigned' and identity.in_own_chain($1, g.union_id))
     order by g.granted_at, g.grant_id`,
};

/** The grants in force of an account. An inspector's assignment to a union of the own chain does not count. */
export async function grantsInForce(client: Pool | PoolClient, accountId: string): Promise<readonly GrantInForce[]> {
  const found = await client.query<GrantInForce & { readonly role: RoleName }>({ ...GRANTS, values: [accountId] });
  return found.rows;
}

interface Reach {
  readonly members: readonly string[];
  readonly reach: ReadonlyMap<Permission, PermissionReach>;
  readonly words: { readonly name: string; readonly reach: string };
  readonly digest: string;
}

function digestOf(everything: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(everything)).digest('base64url');
}

async function store(client: PoolClient, session: EnteringSession, what: Reach): Promise<void> {
  const { members, reach, words, digest } = what;
  const known = [...new Set([...reach.values()].flatMap(({ roots }) => roots))];
  // The row is locked first: two requests of one session write one after the other.
  await client.query(
    `insert into identity.acting (ticket, account_id, member_nos, known_roots, digest, expires_at, name, reach)
     values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), $7, $8)
     on conflict (ticket) do update set account_id = excluded.account_id, member_nos = excluded.member_nos,
       known_roots = excluded.known_roots, digest = excluded.digest, expires_at = excluded.expires_at,
       name = excluded.name, reach = excluded.reach`,
    [session.ticket, session.accountId, members, known, digest, LASTS_SECONDS, words.name, words.reach],
  );
  await client.query('delete from identity.acting_reach where ticket = $1', [session.ticket]);
  const rows = [...reach].map(([permission, { roots, places }]) => ({ permission, roots, places }));
  await client.query(
    `insert into identity.acting_reach (ticket, expires_at, permission, roots, places, codes)
     select a.ticket, a.expires_at, r.permission, r.roots, r.places, kernel.codes_below(r.places)
     from identity.acting a
     cross join jsonb_to_recordset($2::jsonb) as r (permission text, roots uuid[], places text[])
     where a.ticket = $1`,
    [session.ticket, JSON.stringify(rows)],
  );
}
