import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { buildHttpServer, type HttpOptions } from './server.ts';
import { exampleOptions, TOKENS } from './testing/example.ts';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function example(more: Partial<HttpOptions> = {}): Promise<FastifyInstance> {
  const server = await buildHttpServer(exampleOptions(more));
  servers.push(server);
  return server;
}

const SIGN_IN = { method: 'POST', url: '/api/sign-in', payload: { login: 'a', password: 'b' } } as const;
const PUBLIC = 'https://union.example';

test.each<[Record<string, string>, number]>([
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{ 'sec-fetch-site': 'none' }, 200],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site', origin: PUBLIC }, 403],
  [{ 'sec-fetch-site': '', origin: PUBLIC }, 403],
  [{ 'sec-fetch-site': 'same-origin, cross-site' }, 403],
  [{ origin: PUBLIC }, 200],
  [{ origin: 'http://union.example' }, 403],
  [{ origin: 'https://union.example:8443' }, 403],
  [{ origin: 'https://union.example.evil.example' }, 403],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ referer: `${PUBLIC}/` }, 403],
  [{}, 403],
])('an unsafe method with %j is answered with %i', async (headers, status) => {
  const server = await example({ origin: PUBLIC });
  const answer = await server.inject({ ...SIGN_IN, headers: { host: 'union.example', ...headers } });
  expect(answer.statusCode).toBe(status);
  if (status === 403) expect(answer.json()).toMatchObject({ type: 'http.foreignOrigin' });
});

test('on this machine the port of the page counts, whichever it is', async () => {
  const server = await example();
  const from = async (host: string, origin: string) =>
    (await server.inject({ ...SIGN_IN, headers: { host, origin } })).statusCode;
  expect(await from('127.0.0.1:7071', 'http://127.0.0.1:7071')).toBe(200);
  expect(await from('localhost:7071', 'http://localhost:7071')).toBe(200);
  expect(await from('127.0.0.1:7071', 'http://127.0.0.1:9999')).toBe(403);
  expect(await from('127.0.0.1:7071', 'http://localhost:7071')).toBe(403);
});

test('every unsafe method is held, also on addresses that do not exist', async () => {
  const server = await example();
  const headers = { host: 'localhost', 'sec-fetch-site': 'cross-site' };
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    for (const url of ['/api/unions/U1/members', '/nothing', '/api/nothing']) {
      expect((await server.inject({ method, url, headers })).statusCode, `${method} ${url}`).toBe(403);
    }
  }
  expect((await server.inject({ url: '/api/greeting', headers })).statusCode).toBe(200);
});

test.each([
  ['union.example', 200],
  ['union.example:443', 200],
  ['127.0.0.1:7070', 200],
  ['localhost', 200],
  ['[::1]:7070', 200],
  ['evil.example', 421],
  ['union.example.evil.example', 421],
  ['127.0.0.1.evil.example', 421],
  ['10.0.0.1', 421],
])('the host %s is answered with %i', async (host, status) => {
  const server = await example({ origin: PUBLIC });
  expect((await server.inject({ url: '/api/greeting', headers: { host } })).statusCode).toBe(status);
});

const LOCAL = { host: 'localhost', 'sec-fetch-site': 'same-origin' };

test('guarded endpoints answer 429 after ten calls of one address a minute; others go on', async () => {
  const server = await example({ trustProxy: ['127.0.0.1'] });
  const from = (address: string) => server.inject({ ...SIGN_IN, headers: { ...LOCAL, 'x-forwarded-for': address } });
  for (let call = 0; call < 10; call++) expect((await from('192.0.2.1')).statusCode).toBe(200);
  const one = await from('192.0.2.1');
  expect(one.statusCode).toBe(429);
  expect(one.json()).toMatchObject({ type: 'http.tooMany', detail: expect.stringContaining('秒后再试') as string });
  expect(Number(one.headers['retry-after'])).toBeGreaterThan(0);
  expect((await from('192.0.2.2')).statusCode).toBe(200);
  for (let call = 0; call < 10; call++) await from(`2001:db8::${call}`);
  expect((await from('2001:db8::ffff')).statusCode).toBe(429);
  expect((await server.inject({ url: '/api/greeting', headers: LOCAL })).statusCode).toBe(200);
});

test('a forwarded address is believed only from the named proxies', async () => {
  const server = await example({ rateLimits: { address: 2 } });
  const call = async (n: number) =>
    (await server.inject({ url: '/api/greeting', headers: { ...LOCAL, 'x-forwarded-for': `192.0.2.${n}` } }))
      .statusCode;
  expect([await call(1), await call(2), await call(3)]).toEqual([200, 200, 429]);
  expect((await server.inject({ url: '/healthz', headers: LOCAL })).statusCode).toBe(200);
});

test('accounts are counted across addresses and endpoints', async () => {
  const server = await example({ trustProxy: ['127.0.0.1'], rateLimits: { account: 2 } });
  const call = async (url: string, address: string, token: string = TOKENS.whole) => {
    const headers = { ...LOCAL, cookie: `jianjia=${token}`, 'x-forwarded-for': address };
    return (await server.inject({ url, headers })).statusCode;
  };
  expect(await call('/api/greeting', '192.0.2.1')).toBe(200);
  expect(await call('/api/greeting?name=x', '192.0.2.2')).toBe(200);
  expect(await call('/api/greeting', '192.0.2.3')).toBe(429);
  expect(await call('/api/greeting', '192.0.2.3', TOKENS.reader)).toBe(200);
});

test('metrics: for this machine or with the token, counted by route pattern', async () => {
  const server = await example({ metrics: { token: 'metrics-token', gauges: () => ({ db_pool_connections: 3 }) } });
  await server.inject({ url: '/api/greeting?name=secret', headers: LOCAL });
  await server.inject({ url: '/secret', headers: LOCAL });
  const scrape = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    server.inject({ url: '/metrics', headers: { ...LOCAL, ...headers }, remoteAddress });
  const local = await scrape({});
  expect(local.body).toContain('http_requests_total{route="/api/greeting",method="GET",status="200"} 1');
  expect(local.body).toContain('http_requests_total{route="none",method="GET",status="404"} 1');
  expect(local.body).toMatch(/http_request_duration_seconds_count\{route="\/api\/greeting"/);
  expect(local.body).toContain('db_pool_connections 3');
  expect(local.body).toContain('http_requests_in_flight 1');
  expect(local.body).toContain('process_cpu_seconds_total');
  expect(local.body).not.toContain('secret');
  expect((await scrape({}, '192.0.2.1')).statusCode).toBe(403);
  expect((await scrape({ 'x-forwarded-for': '192.0.2.1' })).statusCode).toBe(403);
  expect((await scrape({ authorization: 'Bearer wrong' }, '192.0.2.1')).statusCode).toBe(403);
  expect((await scrape({ authorization: 'Bearer metrics-token' }, '192.0.2.1')).statusCode).toBe(200);
  const none = await example();
  expect((await none.inject({ url: '/metrics', headers: LOCAL })).statusCode).toBe(404);
});

test('behind a proxy metrics ask for the token whoever seems to call, and are not there without one', async () => {
  const scrape = async (metrics: { token?: string }, authorization?: string): Promise<number> => {
    const server = await example({ metrics: { ...metrics, tokenOnly: true } });
    const headers = { ...LOCAL, ...(authorization ? { authorization } : {}) };
    return (await server.inject({ url: '/metrics', headers, remoteAddress: '127.0.0.1' })).statusCode;
  };
  expect(await scrape({ token: 'metrics-token' })).toBe(403);
  expect(await scrape({ token: 'metrics-token' }, 'Bearer wrong')).toBe(403);
  expect(await scrape({ token: 'metrics-token' }, 'Bearer metrics-token')).toBe(200);
  expect(await scrape({})).toBe(404);
});
