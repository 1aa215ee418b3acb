import { inTransaction, type Pool, type Source } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';

/** An account as the pages about it name it. */
export interface AccountHead {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly union: { readonly code: string; readonly name: string } | null;
}

const HEAD = `select a.account_id as "accountId", a.login, a.name, a.disabled_at is not null as disabled,
  case when u.union_code is not null then jsonb_build_object('code', u.union_code, 'name', u.name) end as union
  from identity.account a left join organisations.union u on u.union_id = a.union_id`;

/** An account within sight, by its id. @throws Problem when there is none */
export async function accountHead(source: Source, accountId: string): Promise<AccountHead> {
  const isId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(accountId);
  const found = isId ? await read<AccountHead>(source, `${HEAD} where a.account_id = $1`, [accountId]) : [];
  return found[0] ?? noAccount();
}

/** The id of an account within sight, by its login. @throws Problem when there is none */
export async function accountOfLogin(source: Source, login: string | undefined, field: string): Promise<string> {
  const found = await read<AccountHead>(source, `${HEAD} where a.login = $1`, [login?.toLowerCase() ?? '']);
  return found[0]?.accountId ?? noAccount(field);
}

/** Logins that can be chosen, for people who do not know them by heart. */
export async function someAccounts(source: Source, exceptId: string): Promise<readonly AccountHead[]> {
  return read<AccountHead>(
    source,
    `${HEAD} where a.disabled_at is null and a.account_id <> $1 order by a.login limit 200`,
    [exceptId],
  );
}

/** What was delegated from a grant of one's own and has not ended. */
export interface GivenDelegation {
  readonly grantId: string;
  readonly role: string;
  readonly to: string | null;
  readonly unionName: string | null;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/** Delegations that an account has given and that still run or will begin. */
export async function givenDelegations(source: Source, accountId: string): Promise<readonly GivenDelegation[]> {
  return read<GivenDelegation>(
    source,
    `select g.grant_id as "grantId", g.role, a.name || '（' || a.login || '）' as "to", u.name as "unionName",
       g.valid_from as "from", g.valid_until as until, g.reason
     from identity.role_grant g join identity.role_grant own on own.grant_id = g.delegated_from
     left join identity.account a on a.account_id = g.account_id
     left join organisations.union u on u.union_id = g.union_id
     where own.account_id = $1 and g.ended_at is null and (g.valid_until is null or g.valid_until > now())
     order by g.valid_from, g.grant_id`,
    [accountId],
  );
}

/** Whether an authenticator app is enrolled; asked with the system's eyes, for requests see no credentials. */
export async function hasAuthenticator(system: Pool, accountId: string): Promise<boolean> {
  const found = await system.query('select from identity.totp where account_id = $1 and confirmed_at is not null', [
    accountId,
  ]);
  return found.rowCount !== 0;
}

function noAccount(field?: string): never {
  throw new Problem(
    'server.noAccount',
    field === undefined ? 'missing' : 'invalid',
    '没有这个账号，或它不在您的管理范围内。请在账号列表中核对登录名。',
    field === undefined ? {} : { field },
  );
}

async function read<Row extends object>(source: Source, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const found = await inTransaction(source, (client) => client.query<Row>(sql, [...values]), { readOnly: true });
  return found.rows;
}
