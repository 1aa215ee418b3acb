import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { FastifyInstance } from 'fastify';
import { Browser } from '../../testing/browser.ts';
import { testHouse, testServer } from '../../testing/house.ts';

let db: TestDatabase;
let server: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  await plantForest(db.owner);
  server = await testServer(await testHouse(db));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

interface Person {
  readonly id: string;
  readonly login: string;
  readonly browser: Browser;
}

async function person(
  ...[granted, options]: [Parameters<typeof signedIn>[1], Parameters<typeof signedIn>[2]?]
): Promise<Person> {
  const { accountId, token } = await signedIn(db, granted, options);
  const browser = new Browser(server);
  browser.token = token;
  const { rows } = await db.owner.query<{ login: string }>('select login from identity.account where account_id = $1', [
    accountId,
  ]);
  return { id: accountId, login: rows[0]?.login ?? '', browser };
}

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const grantIn = (body: string, path: string): string => new RegExp(`${path}/([\\da-f-]{36})/`).exec(body)?.[1] ?? '';

test('a role of one’s own is delegated for a while and taken back', async () => {
  const chair = await person([{ role: 'chair', union: 'A111' }]);
  const deputy = await person([], { home: 'A111' });
  expect((await deputy.browser.open('/accounts')).statusCode).toBe(403);
  const page = await chair.browser.open('/account');
  const grant = /<option value="([\da-f-]{36})"/.exec(page.body)?.[1] ?? '';
  const wanted = { grant, toAccountId: deputy.login, union: '', from: day(-1), until: day(10), reason: '出差' };
  const early = await chair.browser.send('/account/delegations', { ...wanted, until: day(-3) });
  expect(early.body).toContain('授权期限不对');
  expect(early.body).toContain(`value="${deputy.login}"`);
  expect((await chair.browser.send('/account/delegations', { ...wanted, toAccountId: 'nobody' })).body).toContain(
    '没有这个账号',
  );
  expect((await chair.browser.send('/account/delegations', { ...wanted, until: '' })).body).toContain('日期没有填写');
  expect((await chair.browser.send('/account/delegations', wanted)).body).toContain('已委托');
  expect((await deputy.browser.open('/accounts')).statusCode).toBe(200);
  expect((await deputy.browser.open('/account')).body).toContain('受委托');

  const given = grantIn((await chair.browser.open('/account')).body, 'delegations');
  const ended = await chair.browser.send(`/account/delegations/${given}/end`, { reason: '委托人收回' });
  expect(ended.body).toContain('委托已收回');
  expect((await deputy.browser.open('/accounts')).statusCode).toBe(403);
});

test('an inspector is assigned to one union, never of the own chain', async () => {
  const county = await person([{ role: 'county_officer', union: 'A1' }]);
  const inspector = await person([], { home: 'A112' });
  const wanted = { union: 'A111', from: day(-1), until: day(5), reason: '年度检查' };
  const path = `/accounts/${inspector.id}/inspections`;
  expect((await county.browser.send(path, { ...wanted, union: 'A112' })).body).toContain('检查员不能检查本人所在工会');
  expect((await county.browser.send(path, wanted)).body).toContain('已指派检查');
  expect((await inspector.browser.open('/api/unions/A111/outcomes')).statusCode).toBe(200);
  expect((await inspector.browser.open('/api/unions/A12/outcomes')).statusCode).toBe(404);
});

test('换届: the right of a post goes to whoever holds it now', async () => {
  const county = await person([{ role: 'county_officer', union: 'A1' }]);
  const before = await person([], { home: 'A111' });
  const after = await person([], { home: 'A111' });
  for (const no of ['old', 'new']) {
    await db.owner.query(
      `insert into people.officer (union_id, officer_no, name, body, post, since)
       select union_id, $1, '干部' || $1, 'committee', 'chair', '2021-01-01' from organisations.union where union_code = 'A111'`,
      [no],
    );
  }
  const wanted = { role: 'chair', union: 'A111', until: '', officerNo: 'old', reason: '当选' };
  const granted = await county.browser.send(`/accounts/${before.id}/grants`, wanted);
  expect(granted.body).toContain('随职务');
  const path = `/accounts/${before.id}/grants/${grantIn(granted.body, 'grants')}/hand-over`;
  const over = { toAccountId: after.login, officerNo: 'nobody', reason: '换届' };
  expect((await county.browser.send(path, over)).body).toContain('没有这项现任职务');
  expect((await county.browser.send(path, { ...over, officerNo: 'new' })).body).toContain('已移交');
  expect((await before.browser.open('/accounts')).statusCode).toBe(403);
  expect((await after.browser.open('/accounts')).statusCode).toBe(200);
});

test('the list of accounts: search, union, next page', async () => {
  const city = await person([{ role: 'city_officer', union: 'A' }]);
  await db.owner.query(
    `insert into identity.account (union_id, login, name)
     select union_id, 'page' || to_char(n, 'FM000'), '第' || n from organisations.union, generate_series(1, 60) as n where union_code = 'A12'`,
  );
  const first = await city.browser.open('/accounts?q=page&union=A12');
  expect(first.body).toContain('page050');
  expect(first.body).not.toContain('page051');
  const next = /href="(\/accounts\?[^"]*after=page050)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await city.browser.open(next);
  expect(second.body).toContain('page060');
  expect(second.body).not.toContain('page050<');
  expect((await city.browser.open('/accounts?q=%25')).body).toContain('没有找到账号');
  expect((await city.browser.open('/accounts/not-an-id')).statusCode).toBe(404);
});
