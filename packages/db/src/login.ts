import { createHmac } from 'node:crypto';
import pg from 'pg';
import { Problem } from '@jianjia/kernel';
import type { Pool } from './pool.ts';
import { throwAsProblem } from './problems.ts';

/**
 * The login of the application on a server: a role of its own that owns nothing and can take `jianjia_app` only, so
 * that not even `reset role` in an injected statement leads to the owner. Its password is derived from the owner's:
 * whoever may have the one has the other, and nothing more needs to be kept.
 * @throws Problem when the owner's address has no password: what is derived from nothing, anybody can derive
 */
function appLogin(ownerUrl: string): { readonly user: string; readonly password: string } {
  const address = new URL(ownerUrl);
  const owner = decodeURIComponent(address.username);
  const secret = decodeURIComponent(address.password);
  if (secret === '') {
    throw new Problem(
      'db.noOwnerPassword',
      'invalid',
      'DATABASE_URL 中没有口令，网页服务的登录口令由它算出，会成为人人算得出的固定口令。请给数据库用户设置口令并写进 DATABASE_URL；' +
        '数据库不用口令（如 peer、证书）时，请另建一个只有角色 jianjia_app 的登录用户，把它的地址写进环境变量 JIANJIA_APP_DATABASE_URL。',
    );
  }
  const password = createHmac('sha256', secret).update('jianjia application login').digest('base64url');
  return { user: `${owner.slice(0, 57)}_login`, password };
}

/** The address requests connect to; contains a password, never show it. JIANJIA_APP_DATABASE_URL overrides it. */
export function appUrl(ownerUrl: string): string {
  const given = process.env['JIANJIA_APP_DATABASE_URL'];
  if (given) return given;
  const { user, password } = appLogin(ownerUrl);
  const address = new URL(ownerUrl);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return address.toString();
}

/**
 * Makes the login of the application when it is missing or has another password; run after the migrations.
 * @throws Problem when the owner may not make roles, with what a database administrator can do
 */
export async function ensureAppLogin(owner: Pool, ownerUrl: string): Promise<void> {
  if (await canLogin(appUrl(ownerUrl))) return;
  if (process.env['JIANJIA_APP_DATABASE_URL']) {
    throw new Problem(
      'db.noAppLogin',
      'conflict',
      'JIANJIA_APP_DATABASE_URL 中的用户不能登录，或没有角色 jianjia_app。请检查口令，并执行：GRANT jianjia_app TO 该用户。',
    );
  }
  const { user, password } = appLogin(ownerUrl);
  const name = pg.escapeIdentifier(user);
  const how = `login noinherit nosuperuser nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`;
  try {
    await owner.query(`do $do$ begin
      perform pg_advisory_xact_lock(hashtext('jianjia.login'));
      if exists (select from pg_roles where rolname = ${pg.escapeLiteral(user)}) then
        alter role ${name} ${how};
      else
        create role ${name} ${how};
      end if;
      grant jianjia_app to ${name};
    end $do$`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') return throwAsProblem(error);
    throw new Problem(
      'db.mayNotMakeLogin',
      'conflict',
      '数据库用户不能建立角色，网页服务因此没有自己的登录用户。请数据库管理员建立一个只有角色 jianjia_app 的登录用户，' +
        '把它的地址写进环境变量 JIANJIA_APP_DATABASE_URL 后重试。',
      { cause: error },
    );
  }
}

async function canLogin(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('set role jianjia_app');
    return true;
  } catch (error) {
    // Wrong password, no such role, not a member, not admitted by pg_hba.conf: all are mended by making the login.
    if (/^(28|42)/.test((error as { code?: string }).code ?? '')) return false;
    return throwAsProblem(error);
  } finally {
    await client.end().catch(() => {});
  }
}
