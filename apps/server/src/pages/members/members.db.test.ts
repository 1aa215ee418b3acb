import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import { ID_NUMBER, PHONE, plantNumbers } from '@jianjia/people/testing';
import type { FastifyInstance } from 'fastify';
import { Browser } from '../../testing/browser.ts';
import { testHouse, testServer } from '../../testing/house.ts';

let db: TestDatabase;
let server: FastifyInstance;
let chair: Browser;
let county: Browser;
let member: Browser;
let clerk: Browser;
const unmasked: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  server = await testServer(await testHouse(db));
  const as = async (role: Parameters<typeof signedIn>[1][number]['role'], union: string, memberNo?: string) => {
    const browser = new Browser(server);
    browser.token = (await signedIn(db, [{ role, union }], memberNo === undefined ? {} : { memberNo })).token;
    return browser;
  };
  chair = await as('chair', 'A111');
  clerk = await as('clerk', 'A111');
  county = await as('county_officer', 'A1');
  member = await as('member', 'A111', 'A111-p');
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

test('lists show the end of a telephone and nothing of an identity number, of the own part', async () => {
  const list = await chair.open('/unions/A111/members?current=true');
  expect(list.body).toContain('A111-p');
  expect(list.body).toContain(PHONE.slice(-4));
  expect(list.body).toContain('已登记');
  expect(list.body).not.toContain(ID_NUMBER.slice(-4));
  expect((await chair.open('/unions/A112/members')).statusCode).toBe(404);
  expect((await chair.open('/members/A112-p')).statusCode).toBe(404);
  const named = await chair.send('/unions/A111/members', { name: 'nobody', scope: 'own' });
  expect(named.body).toContain('没有这样的会员');
  expect((await county.open('/unions/A1/members?scope=subtree')).body).toContain('A112-p');
  expect((await member.open('/unions/A111/members')).statusCode).toBe(403);
});

test('a number never stands in an address', async () => {
  const found = await chair.send('/members', { idNumber: '', phone: PHONE, lastFour: '', name: '' });
  expect(found.body).toContain('A111-p');
  const none = await chair.send('/members', { idNumber: '', phone: '', lastFour: '', name: '' });
  expect(none.body).toContain('只填一项');
  expect((await chair.send('/members', { lastFour: '9999' })).body).toContain('没有找到');
  expect((await chair.open('/members')).body).not.toMatch(
    /<form[^>]*method="get"[^>]*>(?:(?!<\/form>)[^])*name="idNumber"/,
  );
});

test('whole numbers only for a reason, under a watermark, once', async () => {
  const page = await chair.open('/members/A111-p');
  expect(page.body).toContain('显示全号');
  const form = [
    ['fields', 'id_number'],
    ['fields', 'phone'],
  ] as const;
  const short = await chair.send('/members/A111-p/unmask', [...form, ['reason', '看']]);
  expect(short.body).toContain('请写明事由');
  expect((await chair.send('/members/A111-p/unmask', [['reason', '办理互助保障']])).body).toContain('要显示的号码');
  for (const browser of [chair, clerk, county, member]) expectNoNumbersIn(browser);

  const shown = await chair.send('/members/A111-p/unmask', [...form, ['reason', '办理互助保障']]);
  expect(shown.body).toContain(ID_NUMBER);
  expect(shown.body).toContain(PHONE);
  expect(shown.body).toMatch(/<svg class="watermark"[^]*测试 [^]*<\/svg>/);
  expect(shown.headers['cache-control']).toBe('no-store');
  unmasked.push(shown.body);
  expect((await chair.open('/members/A111-p')).body).not.toContain(ID_NUMBER);
  expect((await clerk.open('/members/A111-p')).body).not.toContain('显示全号');
  expect((await clerk.send('/members/A111-p/unmask', [...form, ['reason', '办理互助保障']])).statusCode).toBe(403);
  expect((await chair.send('/members/A112-p/unmask', [...form, ['reason', '办理互助保障']])).statusCode).toBe(404);
});

test('members see their own record and who looked at it', async () => {
  const me = await member.open('/');
  expect(member.at).toBe('/me');
  expect(me.body).toContain('A111-p');
  expect(me.body).toContain('显示全号');
  expect(me.body).toContain('事由：办理互助保障');
  expect(me.body).not.toContain('href="/members"');
  expect((await clerk.open('/me')).body).toContain('没有关联会员记录');
  expect((await county.open('/members/A111-p')).body).toContain('谁看过');
});

test('exports: asked for with a reason, approved by a second person, fetched by who asked', async () => {
  const wanted = [
    ['union', 'A111'],
    ['registers', 'members'],
    ['format', 'csv'],
  ] as const;
  const bad = await chair.send('/exports', [...wanted, ['reason', '']]);
  expect(bad.body).toContain('请写明用途');
  const asked = await chair.send('/exports', [...wanted, ['reason', '年度会员统计上报']]);
  expect(asked.body).toContain('已申请');
  expect(asked.body).toContain('待批准');
  const waiting = await county.open('/exports');
  const id = /exports\/([\da-f-]{36})\/decision/.exec(waiting.body)?.[1] ?? '';
  expect((await chair.send(`/exports/${id}/decision`, { decision: 'approved' })).statusCode).toBe(403);
  expect((await chair.send(`/exports/${id}/file`, {})).body).toContain('role="alert"');
  expect((await county.send(`/exports/${id}/decision`, { decision: 'refused', reason: '' })).body).toContain(
    '不批准要写明理由',
  );
  expect((await county.send(`/exports/${id}/decision`, { decision: 'approved', reason: '' })).body).toContain('已批准');
  const file = await chair.send(`/exports/${id}/file`, {});
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename=/);
  expect((await county.send(`/exports/${id}/file`, {})).body).toContain('只能由申请人本人下载');
  expect((await chair.open('/exports')).body).toContain('已下载 1 次');
});

test('no page but the one asked for holds a whole number', () => {
  for (const browser of [chair, clerk, county, member]) expectNoNumbersIn(browser);
});

function expectNoNumbersIn(browser: Browser): void {
  for (const body of browser.seen.filter((one) => !unmasked.includes(one) && one.startsWith('<!doctype'))) {
    expect(body.replaceAll(/value="[^"]*"/g, '')).not.toContain(ID_NUMBER);
    expect(body.replaceAll(/value="[^"]*"/g, '')).not.toContain(PHONE);
  }
}
