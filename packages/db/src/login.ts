import pg from 'pg';
import { Problem } from '@jianjia/kernel';
import { appLogin, appUrl } from './app-address.ts';
import type { Pool } from './pool.ts';
import { throwAsProblem } from './problems.ts';

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
