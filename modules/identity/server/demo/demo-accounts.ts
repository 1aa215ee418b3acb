import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { RoleName } from '../../domain/roles.ts';
import { insertAccount } from '../accounts/create-account.ts';
import type { IdentityDeps } from '../deps.ts';
import { setPassword } from '../passwords/set-password.ts';

/** Published, and the same for every demo account. */
const PASSWORD = 'jianjia-shili-2026';

interface DemoAccount {
  readonly login: string;
  readonly role: RoleName;
  /** The kind of union it is at; null for the whole installation. */
  readonly kind: string | null;
  readonly says: string;
}

const ACCOUNTS: readonly DemoAccount[] = [
  { login: 'demo-admin', role: 'administrator', kind: null, says: '系统管理员：管账号和授权，看不到个人信息' },
  { login: 'demo-city', role: 'city_officer', kind: 'city', says: '市总工会干部：看全市' },
  { login: 'demo-county', role: 'county_officer', kind: 'county', says: '县级总工会干部：看本县' },
  { login: 'demo-township', role: 'township_officer', kind: 'township', says: '乡镇街道工会干部：看本乡镇' },
  { login: 'demo-auditor', role: 'auditor', kind: 'county', says: '经审人员：只看经费' },
  { login: 'demo-chair', role: 'chair', kind: 'enterprise', says: '企业工会主席：管本会' },
  { login: 'demo-clerk', role: 'clerk', kind: 'enterprise', says: '企业工会专干：管本会台账' },
  {
    login: 'demo-coordinator',
    role: 'coordinator',
    kind: 'township',
    says: '协理员：到现场核查单位，只看派给自己的任务',
  },
  { login: 'demo-member', role: 'member', kind: 'enterprise', says: '会员：只看自己的记录' },
];

/** A demo account as it is told to whoever tries the demo city. */
export interface ToldAccount {
  readonly login: string;
  readonly password: string;
  readonly says: string;
}

type Needs = Pick<IdentityDeps, 'system' | 'vault' | 'passwords'>;

/** Makes the accounts of the demo city where they are missing, each at the first union of its kind. */
export async function makeDemoAccounts(deps: Needs, now: Date): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    for (const account of ACCOUNTS) {
      const known = await client.query('select from identity.account where login = $1', [account.login]);
      if (known.rowCount === 0) await makeOne(client, deps, account, now);
    }
  });
}

/** The demo accounts somebody can sign in with; none outside the demo world. */
export async function listDemoAccounts(system: Pool): Promise<readonly ToldAccount[]> {
  const found = await system.query<{ login: string }>(
    'select login from identity.account where is_demo and disabled_at is null',
  );
  const logins = new Set(found.rows.map(({ login }) => login));
  return ACCOUNTS.flatMap(({ login, says }) => (logins.has(login) ? [{ login, password: PASSWORD, says }] : []));
}

async function makeOne(client: PoolClient, deps: Needs, demo: DemoAccount, now: Date): Promise<void> {
  const union = demo.kind === null ? null : await unionOfKind(client, demo.kind);
  if (demo.kind !== null && union === null) return;
  const memberNo = demo.role === 'member' ? ((await memberOf(client, union)) ?? undefined) : undefined;
  const wanted = {
    login: demo.login,
    name: `示例${demo.says.slice(0, demo.says.indexOf('：'))}`,
    unionId: union,
    memberNo,
  };
  const { accountId, login } = await insertAccount(client, deps, wanted, now);
  await client.query('update identity.account set is_demo = true where account_id = $1', [accountId]);
  await setPassword(client, deps, { accountId, login }, { password: PASSWORD, temporary: false }, now);
  await client.query(
    `insert into identity.role_grant (account_id, role, union_id, source, reason) values ($1, $2, $3, 'appointed', '示例城市')`,
    [accountId, demo.role, union],
  );
}

async function unionOfKind(client: PoolClient, kind: string): Promise<string | null> {
  const found = await client.query<{ id: string }>(
    `select u.union_id as id from organisations.union u
     where u.kind = $1 and u.dissolved_on is null
       and ($1 <> 'enterprise' or exists (select from people.member m where m.union_id = u.union_id and m.left_on is null))
     order by u.union_code collate "C" limit 1`,
    [kind],
  );
  return found.rows[0]?.id ?? null;
}

async function memberOf(client: PoolClient, union: string | null): Promise<string | null> {
  const found = await client.query<{ no: string }>(
    'select member_no as no from people.member where union_id = $1 and left_on is null order by member_no limit 1',
    [union],
  );
  return found.rows[0]?.no ?? null;
}

/** Whether an account is of the demo world: there nobody is asked for a second factor. */
export async function isDemoAccount(client: Pool | PoolClient, accountId: string): Promise<boolean> {
  const found = await client.query('select from identity.account where account_id = $1 and is_demo', [accountId]);
  return found.rowCount !== 0;
}

/** @throws Problem identity.demoAccounts when somebody could sign in with a published password */
export async function refuseDemoAccounts(system: Pool): Promise<void> {
  if ((await listDemoAccounts(system)).length === 0) return;
  throw new Problem(
    'identity.demoAccounts',
    'conflict',
    '没有启动：这个数据库里有示例账号，口令是公开的，不能对外提供服务。请用 JIANJIA_DATA_DIR 另建自己的数据目录；' +
      '只是对外演示示例城市时，设 JIANJIA_DEMO=1。',
  );
}
