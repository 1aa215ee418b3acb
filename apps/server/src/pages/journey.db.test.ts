import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { createSetupLink } from '@jianjia/identity/server';
import type { FastifyInstance } from 'fastify';
import { generateSync } from 'otplib';
import { Browser } from '../testing/browser.ts';
import { testHouse, testServer } from '../testing/house.ts';

const GOOD = '牧童遥指杏花村里有酒';
const OTHER = '两个黄鹂鸣翠柳上青天';
const PLANTED = `
  insert into organisations.union (union_id, union_code, name, kind, division_code, founded_on) values
    (kernel.uuid_v7(), 'CITY', '示例市总工会', 'city', '1501', '2000-01-01');
  insert into organisations.union (union_id, union_code, name, parent_id, kind, division_code, founded_on)
    select kernel.uuid_v7(), w.code, w.name, union_id, 'enterprise', '150102001', '2010-05-01'
    from organisations.union, (values ('WORKS', '第一机械厂工会'), ('MILL', '第二毛纺厂工会')) as w (code, name)
    where union_code = 'CITY';`;

let db: TestDatabase;
let server: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  await db.owner.query(PLANTED);
  server = await testServer(await testHouse(db));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

const pick = (body: string, pattern: RegExp): string => pattern.exec(body)?.[1] ?? '';
const codeOf = (page: string): string => generateSync({ secret: pick(page, /name="secret" value="([A-Z2-7]+)"/) });

async function signedIn(login: string, password: string): Promise<Browser> {
  const browser = new Browser(server);
  await browser.send('/sign-in', { login, password, to: '/' });
  return browser;
}

/** Enrols an authenticator app where the session is asked for one; answers its secret. */
async function enrol(browser: Browser): Promise<{ secret: string; codes: readonly string[] }> {
  const offer = await browser.send('/sign-in/enrol', { to: '/' });
  expect(offer.body).toMatch(/<svg role="img"[^>]*>/);
  expect(offer.body).not.toMatch(/style="/);
  const secret = pick(offer.body, /name="secret" value="([A-Z2-7]+)"/);
  const wrong = await browser.send('/sign-in/enrol/confirm', { secret, code: '000000', to: '/' });
  expect(wrong.body).toContain('验证码不正确');
  expect(wrong.body).toContain(secret);
  const right = await browser.send('/sign-in/enrol/confirm', { secret, code: codeOf(offer.body), to: '/' });
  const codes = [...right.body.matchAll(/<li><code>([^<]+)<\/code><\/li>/g)].map((match) => match[1] ?? '');
  expect(codes.length).toBeGreaterThanOrEqual(8);
  return { secret, codes };
}

const admin = { login: 'admin', secret: '', codes: [] as readonly string[] };
let root: Browser;

test('the first start: one link makes the administrator, who must have a second factor', async () => {
  const { token } = await createSetupLink(db.system, new Date());
  const browser = new Browser(server);
  const page = await browser.open(`/setup/${token}`);
  expect(page.body).toContain('autocomplete="new-password"');
  expect(page.body).not.toContain(token);
  const fields = { login: 'admin', name: '王管理', password: GOOD, repeated: GOOD };
  const differ = await browser.send('/setup', { ...fields, repeated: OTHER });
  expect(differ.body).toContain('两次输入的密码不一样');
  expect(differ.body).toContain('value="王管理"');
  expect(differ.body).not.toContain(GOOD);
  const done = await browser.send('/setup', fields);
  expect(done.body).toContain('管理员账号已经建立');
  expect((await browser.send('/setup', fields)).body).toContain('role="alert"');

  root = await signedIn('admin', GOOD);
  expect(root.at).toBe('/sign-in/enrol?to=%2F');
  expect((await root.open('/accounts')).body).toContain('启用第二种验证');
  Object.assign(admin, await enrol(root));
  await root.open('/sign-in?to=/');
  expect(root.at).toBe('/accounts');
});

test('a wrong password: the sentence in place, the login kept, the password not', async () => {
  const browser = new Browser(server);
  const wrong = await browser.send('/sign-in', { login: 'admin', password: OTHER, to: '/journal' });
  expect(wrong.body).toMatch(/role="alert"[^>]*>\s*<p>登录名（手机号）或密码不正确/);
  expect(wrong.body).toContain('value="admin"');
  expect(wrong.body).toContain('value="/journal"');
  expect(wrong.body).not.toContain(OTHER);
  expect(browser.token).toBe('');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/sign-in',
  '/api/session',
  'javascript:1',
  '/a\nb',
])('after signing in nobody is led to %j', async (to) => {
  const browser = new Browser(server);
  const page = await browser.open(`/sign-in?to=${encodeURIComponent(to)}`);
  expect(page.body).toContain('<input type="hidden" name="to" value="/" />');
  await browser.send('/sign-in', { login: 'admin', password: GOOD, to });
  expect(browser.at).toBe('/sign-in/second-factor?to=%2F');
});

test('who is not in is sent to sign in and comes back; a recovery code lets in once', async () => {
  const browser = new Browser(server);
  const asked = await browser.open('/journal?act=identity.signIn');
  expect(browser.at).toBe('/sign-in?to=%2Fjournal%3Fact%3Didentity.signIn');
  expect(asked.body).toContain('value="/journal?act=identity.signIn"');
  const to = '/journal?act=identity.signIn';
  await browser.send('/sign-in', { login: 'admin', password: GOOD, to });
  expect((await browser.open('/accounts')).body).toContain('验证身份');
  const recoveryCode = admin.codes[0] ?? '';
  await browser.send('/sign-in/recovery-code', { recoveryCode, to });
  expect(browser.at).toBe(to);
  const again = await signedIn('admin', GOOD);
  expect((await again.send('/sign-in/recovery-code', { recoveryCode, to })).body).toContain('role="alert"');
});

test('a form of another site is refused', async () => {
  const sites = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    {},
  ];
  for (const headers of sites) {
    const answer = await root.send('/accounts', { login: 'spy', name: '间谍', union: 'WORKS' }, headers);
    expect(answer.statusCode).toBe(403);
  }
  expect((await db.owner.query(`select from identity.account where login = 'spy'`)).rowCount).toBe(0);
});

const chair = { id: '', browser: new Browser({} as FastifyInstance) };

test('a new account: first link, forced steps, roles, and only its own part', async () => {
  const taken = await root.send('/accounts', { login: 'admin', name: '李主席', union: 'WORKS' });
  expect(taken.body).toContain('已有人使用');
  expect(taken.body).toContain('value="李主席"');
  const made = await root.send('/accounts', { login: 'chair', name: '李主席', union: 'WORKS' });
  const link = pick(made.body, /(\/welcome\/[\w-]+)<\/code>/);
  expect(link).not.toBe('');
  chair.id = pick(made.body, /href="\/accounts\/([\da-f-]{36})"/);
  expect((await root.open(`/accounts/${chair.id}`)).body).not.toContain(link);

  const person = new Browser(server);
  await person.open(link);
  expect(person.at).toBe('/welcome');
  const short = await person.send('/welcome', { password: '太短', repeated: '太短' });
  expect(short.body).toContain('密码至少要有');
  await person.send('/welcome', { password: GOOD, repeated: GOOD });
  expect(person.at).toBe('/sign-in?done=password');
  await person.open(link);
  expect((await person.send('/welcome', { password: OTHER, repeated: OTHER })).body).toContain('链接无效');

  const grant = { role: 'chair', union: 'WORKS', until: '', officerNo: '', reason: '' };
  const base = `/accounts/${chair.id}`;
  expect((await root.send(`${base}/grants`, { ...grant, union: 'NOBODY', reason: '当选' })).body).toContain(
    '没有这个工会',
  );
  const granted = await root.send(`${base}/grants`, { ...grant, reason: '当选' });
  expect(granted.body).toContain('已授权');
  expect(granted.body).toContain('基层工会主席');

  await person.send('/sign-in', { login: 'chair', password: GOOD, to: '/' });
  expect(person.at).toBe('/sign-in/enrol?to=%2F');
  await enrol(person);
  await person.open('/');
  expect(person.at).toBe('/overview');
  const members = await person.open('/members');
  expect(members.body).toContain('李主席（chair）');
  expect(members.body).toContain('第一机械厂工会');
  expect(members.body).not.toContain('第二毛纺厂工会');
  expect((await person.open('/unions/MILL/members')).statusCode).toBe(404);
  chair.browser = person;
});

test('what an account may not do, it neither sees nor reaches', async () => {
  expect((await root.open('/unions/WORKS/members')).statusCode).toBe(403);
  expect((await root.open('/members')).statusCode).toBe(403);
  expect((await root.open('/accounts')).body).not.toContain('href="/members"');
  const list = await chair.browser.open('/accounts');
  expect(list.body).toContain('李主席');
  expect(list.body).not.toContain('王管理');
  const { rows } = await db.owner.query<{ id: string }>(
    `select account_id as id from identity.account where login = 'admin'`,
  );
  const base = `/accounts/${rows[0]?.id ?? ''}`;
  expect((await chair.browser.open(base)).statusCode).toBe(404);
  expect((await chair.browser.send(`${base}/disable`, { reason: '试试' })).statusCode).toBe(404);
  expect((await chair.browser.send(`${base}/recovery`, { reason: '试试' })).statusCode).toBe(404);
  const own = await chair.browser.send(`/accounts/${chair.id}/grants`, {
    role: 'city_officer',
    union: 'CITY',
    reason: '试',
  });
  expect(own.body).toContain('不能给自己授权');
});

test('ending a grant takes the right away with the next request; recovery lets in again', async () => {
  const base = `/accounts/${chair.id}`;
  const page = await root.open(base);
  const grant = pick(page.body, /grants\/([\da-f-]{36})\/end/);
  expect((await chair.browser.open('/accounts')).statusCode).toBe(200);
  const ended = await root.send(`${base}/grants/${grant}/end`, { reason: '卸任' });
  expect(ended.body).toContain('授权已结束');
  expect(ended.body).toContain('已结束的（1）');
  expect((await chair.browser.open('/accounts')).statusCode).toBe(403);

  const recovery = await root.send(`${base}/recovery`, { reason: '本人到场', resetFactor: 'true' });
  const link = pick(recovery.body, /(\/recover\/[\w-]+)<\/code>/);
  await chair.browser.open('/account');
  expect(chair.browser.at).toBe('/sign-in?to=%2Faccount');
  const person = new Browser(server);
  await person.open(link);
  await person.send('/recover', { password: OTHER, repeated: OTHER });
  await person.send('/sign-in', { login: 'chair', password: OTHER, to: '/account' });
  expect(person.at).toBe('/account');
  await root.send(`${base}/disable`, { reason: '离职' });
  await person.open('/account');
  expect(person.at).toBe('/sign-in?to=%2Faccount');
  expect((await root.send(`${base}/enable`, {})).body).toContain('账号已启用');
});

test('the own account: password, authenticator, devices; then out', async () => {
  const person = await signedIn('chair', OTHER);
  const elsewhere = await signedIn('chair', OTHER);
  const page = await person.open('/account');
  expect(page.body).toContain('登录的设备');
  expect(page.body).toContain('autocomplete="current-password"');
  const device = pick(page.body, /sessions\/([\da-f-]{36})\/end/);
  expect((await person.send(`/account/sessions/${device}/end`, {})).body).toContain('已让那些设备退出');
  expect((await elsewhere.open('/account')).body).toContain('登录建家');
  const wrong = await person.send('/account/password', { current: GOOD, password: GOOD, repeated: GOOD });
  expect(wrong.body).toContain('当前密码不正确');
  const offer = await person.send('/account/authenticator', {});
  const secret = pick(offer.body, /name="secret" value="([A-Z2-7]+)"/);
  const codes = await person.send('/account/authenticator/confirm', { secret, code: codeOf(offer.body) });
  expect(codes.body).toContain('只显示这一次');
  expect((await person.open('/account')).body).toContain('停用身份验证器');
  expect((await person.send('/account/authenticator/remove', { password: OTHER })).body).toContain('已停用或删除');
  expect((await person.send('/sign-out', {})).body).toContain('您已退出登录');
  await person.open('/account');
  expect(person.at).toBe('/sign-in?to=%2Faccount');
});

test('the journal tells it in Chinese, and names no secret', async () => {
  const { body } = await root.open('/journal');
  for (const words of ['授予角色', '生成恢复链接', '停用账号', '本人到场', '基层工会主席'])
    expect(body).toContain(words);
  expect((await root.open('/journal?act=identity.grantRole')).body).not.toContain('本人到场');
  expect((await root.open('/journal?union=NOBODY')).statusCode).toBe(404);
  const everything = [...root.seen, ...chair.browser.seen].join('');
  expect(everything).not.toContain(GOOD);
  expect(everything).not.toContain(OTHER);
  expect(everything).not.toMatch(/<script>|\sstyle="|\son[a-z]+="|undefined|\[object/);
});
