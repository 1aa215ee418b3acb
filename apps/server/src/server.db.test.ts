import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { fuzzServer } from '@jianjia/http/testing';
import { signedIn } from '@jianjia/identity/testing';
import type { FastifyInstance } from 'fastify';
import { testHouse, testServer } from './testing/house.ts';

const T = '2026-11-21';
let db: TestDatabase;
let server: FastifyInstance;
let officer = '';
const get = (url: string, host = 'localhost:7070', token = officer) =>
  server.inject({ method: 'GET', url, headers: { host, cookie: `jianjia=${token}` } });

beforeAll(async () => {
  db = await testDatabase();
  await db.owner.query(`
    insert into organisations.union (union_id, union_code, name, kind, division_code, founded_on) values
      (kernel.uuid_v7(), 'CITY', '示例市总工会', 'city', '1501', '2000-01-01'),
      (kernel.uuid_v7(), 'OLD', '已撤销的工会', 'enterprise', '150102', '2000-01-01');
    update organisations.union set dissolved_on = '2020-01-01',
      parent_id = (select union_id from organisations.union where union_code = 'CITY') where union_code = 'OLD';
    insert into organisations.union (union_id, union_code, name, parent_id, kind, division_code, founded_on)
      select kernel.uuid_v7(), 'WORKS', '<script>alert(1)</script>工会', union_id, 'enterprise', '150102001', '2010-05-01'
      from organisations.union where union_code = 'CITY';`);
  server = await testServer(await testHouse(db));
  officer = (await signedIn(db, [{ role: 'city_officer', union: 'CITY' }])).token;
});

afterAll(async () => {
  await server.close();
  await db.drop();
});

test('health and readiness', async () => {
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await get('/readyz')).json()).toEqual({ status: 'ready' });
});

const PAGES = ['/accounts', '/members', '/exports', '/journal', '/me', '/unions/WORKS/members'];
const DESK = [
  '/overview',
  '/tree',
  '/unions/WORKS',
  '/unions/WORKS/summary',
  '/registers/members',
  '/lists/unions',
  '/lists/employers',
  '/lists/expiring',
  '/clauses/hohhot.enterprise.join-rate',
  '/schemes',
  '/schemes/hohhot',
  '/schemes/hohhot/drafts',
  '/comparison',
  '/what-if',
];

test.each(PAGES)('%s is a page without scripts that nobody else may frame or fill', async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
  expect(answer.body).toMatch(/^<!doctype html>\s*<html lang="zh-CN">/);
  expect(answer.body).not.toMatch(/<script|style="|\son[a-z]+=|undefined|\[object/);
});

test.each(DESK)('%s opens the desk: scripts are files of ours, styles carry the nonce of this answer', async (url) => {
  const [answer, again] = [await get(url), await get(url)];
  expect(answer.statusCode).toBe(200);
  const policy = String(answer.headers['content-security-policy']);
  const nonce = /style-src 'self' 'nonce-([\w+/=]{24})'/.exec(policy)?.[1] ?? '';
  expect(policy).toMatch(/^default-src 'none';script-src 'self';/);
  expect(answer.body).toContain(`<meta name="nonce" content="${nonce}"`);
  expect(again.body).not.toContain(nonce);
  expect(answer.body).not.toMatch(/<script(?![^>]* src="\/desk\/)|<style|\son[a-z]+=|%NONCE%|%DEMO%/);
});

test('the files of the desk are kept by browsers for good, and sent compressed', async () => {
  const page = (await get('/overview')).body;
  const file = /src="(\/desk\/[^"]+\.js)"/.exec(page)?.[1] ?? '';
  const answer = await server.inject({ url: file, headers: { 'accept-encoding': 'br' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(answer.headers['content-type']).toMatch(/javascript/);
  for (const url of ['/desk/nothing.js', '/desk/../index.html', '/desk/%2e%2e/%2e%2e/package.json', '/desk/']) {
    expect((await server.inject({ url })).statusCode, url).toBeGreaterThanOrEqual(400);
  }
});

test('the results as JSON', async () => {
  const summary = (await get(`/api/summary?as_of=${T}`)).json<{ as_of: string; tracks: Record<string, unknown>[] }>();
  expect(summary.as_of).toBe(T);
  expect(summary.tracks.find((row) => row['scheme'] === 'hohhot')).toMatchObject({
    track: 'enterprise',
    unions: 1,
    reached: 0,
  });
  const { outcomes } = (await get(`/api/unions/WORKS/outcomes?scheme=hohhot&as_of=${T}`)).json<{
    outcomes: { indicator: string; verdict: string }[];
  }>();
  expect(outcomes.length).toBeGreaterThan(50);
  expect(outcomes.every((line) => line.indicator.startsWith('hohhot.enterprise.'))).toBe(true);
  expect((await get('/api/schemes')).json<{ id: string }[]>().map(({ id }) => id)).toContain('tanglang');
});

test.each([
  ['/nothing', 404],
  ['/unions/NOBODY/members', 404],
  ['/unions/%00/members', 404],
  ['/unions/%ff', 400],
  ['/schemes/hohhot/nothing', 404],
  ['/api/summary?as_of=2026-02-30', 422],
  ['/api/unions/NOBODY/outcomes', 404],
  ['/api/unions/WORKS/outcomes?scheme=nothing', 404],
  ['/api/summary?as_of=x&as_of=y', 422],
])('%s is answered with %i and a sentence', async (url, status) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toMatch(url.startsWith('/api/') ? /problem\+json/ : /text\/html/);
  expect(answer.body).toMatch(/[\u4e00-\u9fff]{4}/);
  expect(answer.body).not.toMatch(/node_modules|\.ts:|select /);
});

test('without a session there is nothing to see', async () => {
  for (const url of [
    ...PAGES,
    ...DESK,
    '/unions/NOBODY',
    '/api/schemes',
    '/api/summary',
    '/api/unions/WORKS/outcomes',
  ]) {
    const answer = await get(url, 'localhost', 'token-of-nobody');
    if (url.startsWith('/api/')) expect(answer.statusCode, url).toBe(401);
    else expect(answer.headers.location, url).toBe(`/sign-in?to=${encodeURIComponent(url)}`);
    expect(answer.body).not.toContain('示例市');
  }
});

test('malformed requests are answered with a sentence, never with a fault', async () => {
  const cookie = async (): Promise<string> => {
    const fresh = await signedIn(db, [
      { role: 'city_officer', union: 'CITY' },
      { role: 'administrator', union: null },
    ]);
    return `jianjia=${fresh.token}`;
  };
  expect(await fuzzServer(server, { cookie, perOperation: 25, seed: 20_261_121 })).toEqual([]);
});

test('a foreign name for this machine is refused', async () => {
  for (const host of ['evil.example', '127.0.0.1.evil.example', '10.0.0.1']) {
    expect((await get('/', host)).statusCode, host).toBe(421);
  }
  expect((await get('/overview', '127.0.0.1:7070')).statusCode).toBe(200);
});
