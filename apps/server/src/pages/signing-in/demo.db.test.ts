import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { listDemoAccounts, makeDemoAccounts } from '@jianjia/identity/server';
import { plantForest } from '@jianjia/identity/testing';
import type { FastifyInstance } from 'fastify';
import { Browser } from '../../testing/browser.ts';
import { testHouse, testServer } from '../../testing/house.ts';

const BANNER = '示例城市，数据是虚构的';
let db: TestDatabase;
let server: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  await plantForest(db.owner);
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

test('outside the demo city no page says so, and no password is told', async () => {
  const real = await testServer(await testHouse(db));
  const { body } = await new Browser(real).open('/sign-in');
  expect(body).not.toContain(BANNER);
  expect(body).not.toContain('示例账号');
  await real.close();
});

test('in the demo city every page says so, and each account is one button away', async () => {
  const house = await testHouse(db);
  await makeDemoAccounts(house.identity, new Date());
  server = await testServer(house);
  const { body } = await new Browser(server).open('/sign-in');
  expect(body).toContain(BANNER);
  const accounts = await listDemoAccounts(db.system);
  expect(accounts.length).toBeGreaterThan(3);
  for (const { login, password } of accounts) {
    expect(body).toContain(`name="login" value="${login}"`);
    const browser = new Browser(server);
    const first = await browser.send('/sign-in', { login, password, to: '/' });
    expect(first.statusCode, login).toBe(200);
    // The desk draws the same banner where its page says so.
    const isOfTheDesk = ['/overview', '/census/checks'].includes(browser.at);
    expect(first.body).toMatch(isOfTheDesk ? /<meta name="demo" content="1"/ : new RegExp(BANNER));
    expect(['/overview', '/accounts', '/me', '/census/checks']).toContain(browser.at);
  }
});
