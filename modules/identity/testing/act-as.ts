import { randomBytes, randomUUID } from 'node:crypto';
import type { Acting, Pool } from '@jianjia/db';
import type { RoleName } from '../domain/roles.ts';
import { enter } from '../server/reach/enter.ts';
import { hashToken } from '../server/tokens.ts';

interface Databases {
  readonly app: Pool;
  readonly system: Pool;
  readonly owner: Pool;
}

/** One grant: the role and the code of the union; no union is the whole installation. */
export interface Granted {
  readonly role: RoleName;
  readonly union: string | null;
}

/** An account with a session, as after a whole sign-in. */
export interface SignedIn {
  readonly accountId: string;
  readonly sessionId: string;
  readonly ticket: string;
  /** What the cookie would hold. */
  readonly token: string;
  readonly acting: Acting;
}

/** Makes an account with these grants, a second factor and a session, and acts as it on the application's pool. */
export async function signedIn(
  db: Databases,
  granted: readonly Granted[],
  options: { readonly home?: string; readonly memberNo?: string } = {},
): Promise<SignedIn> {
  // A member has one open account; a test that wants another takes the link over.
  await db.owner.query('update identity.account set member_no = null where member_no = $1', [options.memberNo ?? null]);
  const login = `a${randomBytes(8).toString('hex')}`;
  const account = await one(
    db.owner,
    `insert into identity.account (union_id, login, name, member_no)
     values ((select union_id from organisations.union where union_code = $1), $2, $3, $4) returning account_id as id`,
    [options.home ?? granted[0]?.union ?? null, login, `测试 ${login}`, options.memberNo ?? null],
  );
  for (const { role, union } of granted) await grant(db.owner, account, role, union);
  await db.owner.query(
    `insert into identity.passkey
       (account_id, credential_id, public_key, counter, transports, title, backed_up, created_at)
     values ($1, $2, '', 0, '{}', '测试', false, now())`,
    [account, login],
  );
  const token = randomBytes(32).toString('base64url');
  const session = await one(
    db.owner,
    `insert into identity.session (account_id, token_hash, stage, expires_at, address, agent)
     values ($1, $2, 'whole', now() + interval '1 day', '127.0.0.1', 'test') returning session_id as id`,
    [account, hashToken(token)],
  );
  const ticket = await one(db.owner, 'select ticket as id from identity.session where session_id = $1', [session]);
  const name = `测试 ${login}（${login}）`;
  const entered = await enter(db.system, { ticket, accountId: account, memberNo: options.memberNo ?? null, name });
  const actor = { accountId: account, name, reach: entered.reach, ticket, requestId: randomUUID() };
  return { accountId: account, sessionId: session, ticket, token, acting: { pool: db.app, actor } };
}

/** The short way for one role at one union. */
export async function actAs(db: Databases, role: RoleName, union: string | null): Promise<Acting> {
  return (await signedIn(db, [{ role, union }])).acting;
}

async function grant(owner: Pool, account: string, role: RoleName, union: string | null): Promise<void> {
  // An inspector comes from elsewhere: the home of the account is left to the caller.
  const source = role === 'inspector' ? 'assigned' : 'appointed';
  await owner.query(
    `insert into identity.role_grant (account_id, role, union_id, source, valid_until, reason)
     values ($1, $2, (select union_id from organisations.union where union_code = $3), $4,
       case when $4 = 'assigned' then now() + interval '1 day' end, '测试')`,
    [account, role, union, source],
  );
}

async function one(pool: Pool, sql: string, values: readonly unknown[]): Promise<string> {
  const found = await pool.query<{ id: string }>(sql, [...values]);
  return found.rows[0]?.id ?? '';
}
