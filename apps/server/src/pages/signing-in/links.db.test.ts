import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { createSetupLink } from '@jianjia/identity/server';
import type { FastifyInstance } from 'fastify';
import { ORIGIN, testHouse, testServer } from '../../testing/house.ts';

const db = await testDatabase();
let server: FastifyInstance;
let logged = '';
beforeAll(async () => {
  server = await testServer(await testHouse(db), (line) => (logged += line));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

const HEADERS = { host: 'localhost:7070', origin: ORIGIN };
const get = (url: string, cookies: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers: HEADERS, cookies });
const post = (url: string, fields: Record<string, string>, cookies: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url,
    headers: { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
    cookies,
  });

test.each(['setup', 'welcome', 'recover'])(
  'a link to /%s leaves the address for a cookie of that page',
  async (page) => {
    const token = 'a'.repeat(43);
    const opened = await get(`/${page}/${token}`);
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `/${page}`]);
    expect(opened.headers['set-cookie']).toBe(
      `jianjia-link=${token}; Max-Age=1800; Path=/${page}; HttpOnly; SameSite=Lax`,
    );
    expect(opened.headers['referrer-policy']).toBe('no-referrer');
    expect((await get(`/${page}`, { 'jianjia-link': token })).body).toContain('<form');
    const none = await get(`/${page}`);
    expect([none.statusCode, none.body.includes('<form')]).toEqual([200, false]);
    expect(none.body).toContain('请重新打开收到的一次性链接');
    expect((await get(`/${page}/no-token`)).headers['set-cookie']).toBeUndefined();
    expect(logged).not.toContain(token);
  },
);

test('the first start goes through by the cookie, which then goes', async () => {
  const { token } = await createSetupLink(db.system, new Date());
  const cookies = { 'jianjia-link': token };
  const password = '牧童遥指杏花村里有酒';
  const fields = { login: 'admin', name: '管理员', password, repeated: password };
  expect((await post('/setup', fields)).headers.location).toBeUndefined();
  const done = await post('/setup', fields, cookies);
  expect([done.statusCode, done.headers.location]).toEqual([303, '/sign-in?done=setup']);
  expect(done.headers['set-cookie']).toMatch(/^jianjia-link=; Max-Age=0; Path=\/setup; Expires=Thu, 01 Jan 1970/);
  expect(logged).not.toContain(token);
});
