import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '@jianjia/kernel';
import { handle, Sent, addForms, addPage } from './index.ts';
import { buildHttpServer, type HttpOptions } from './server.ts';
import { exampleOptions, rememberingLog, TOKENS } from './testing/example.ts';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function example(more: Partial<HttpOptions> = {}): Promise<FastifyInstance> {
  const server = await buildHttpServer(exampleOptions(more));
  servers.push(server);
  return server;
}

const SAME = { host: '127.0.0.1:7070', 'sec-fetch-site': 'same-origin' };
const as = (token: string, secure = false) => ({ ...SAME, cookie: `${secure ? '__Host-' : ''}jianjia=${token}` });
const ADD = { method: 'POST', url: '/api/unions/U1/members' } as const satisfies InjectOptions;
const JSON_TYPE = { 'content-type': 'application/json' };

test('an endpoint answers what its schema says, with our own request id', async () => {
  const server = await example();
  const answer = await server.inject({ url: '/api/greeting?name=李四', headers: { ...SAME, 'x-request-id': 'mine' } });
  expect(answer.json()).toEqual({ text: '您好，李四' });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test('an answer of another shape does not compile', () => {
  const declared = endpoint({
    id: 'example.count',
    method: 'GET',
    path: '/api/count',
    summary: '数。',
    access: 'anyone',
    query: z.object({ from: z.coerce.number() }),
    answer: z.object({ count: z.number() }),
  });
  const right = handle(declared, async ({ query }) => ({ count: query.from + 1 }));
  // @ts-expect-error -- a text is no number
  const wrong = handle(declared, async () => ({ count: 'one' }));
  // @ts-expect-error -- there is no such query field
  const other = handle(declared, async ({ query }) => ({ count: Number(query.until) }));
  expect([right, wrong, other].map((binding) => binding.endpoint.id)).toEqual(Array(3).fill('example.count'));
});

test('validation: a sentence per field, no values, unknown fields refused', async () => {
  const server = await example();
  const answer = await server.inject({
    ...ADD,
    headers: as(TOKENS.reader),
    payload: { name: '', age: 3, tags: ['秘密', 5], more: '秘密' },
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({ type: 'http.invalid', instance: answer.headers['x-request-id'] });
  expect(answer.json<{ errors: unknown[] }>().errors).toEqual([
    { path: 'body.name', message: '姓名要填写。' },
    { path: 'body.age', message: '太短或太小，最小为 16。' },
    { path: 'body.tags.1', message: '类型不对，或没有填写。' },
    { path: 'body', message: '有这里不接受的栏目。' },
  ]);
  expect(answer.body).not.toContain('秘密');
});

test.each([
  ['NUL', '{"name":"a\\u0000","age":20}'],
  ['half a surrogate pair', '{"name":"\\ud800","age":20}'],
  ['depth', `{"name":${'['.repeat(10_000)}${']'.repeat(10_000)},"age":20}`],
])('what cannot be stored is refused before the schema: %s', async (_what, payload) => {
  const answer = await (await example()).inject({ ...ADD, headers: { ...as(TOKENS.reader), ...JSON_TYPE }, payload });
  expect(answer.statusCode).toBe(422);
  expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe('body');
});

test('access: no session, a step owed, no permission, and all of it before the body is looked at', async () => {
  const server = await example();
  const add = (headers: Record<string, string>) =>
    server.inject({ ...ADD, headers: { ...headers, ...JSON_TYPE }, payload: '{broken' });
  const none = await add(SAME);
  expect([none.statusCode, none.json<{ type: string }>().type]).toEqual([401, 'http.noSession']);
  const unknown = await add(as('some-other-session-token'));
  expect(unknown.statusCode).toBe(401);
  const owing = await add(as(TOKENS.owing));
  expect(owing.json()).toMatchObject({ status: 401, type: 'http.stepOwed', stage: 'second_factor' });
  const whole = await add(as(TOKENS.whole));
  expect([whole.statusCode, whole.json<{ type: string }>().type]).toEqual([403, 'http.noPermission']);
  expect((await add(as(TOKENS.reader))).statusCode).toBe(400);
});

test('bearer tokens are no sessions', async () => {
  const server = await example();
  const headers = { ...SAME, authorization: `Bearer ${TOKENS.reader}` };
  expect((await server.inject({ ...ADD, headers, payload: {} })).statusCode).toBe(401);
});

test.each([
  ['problem', 409, 'example.refused'],
  ['lost', 503, 'db.notReached'],
  ['database', 500, 'http.fault'],
  ['error', 500, 'http.fault'],
  ['type', 500, 'http.fault'],
  ['wrong answer', 500, 'http.fault'],
])('a handler’s %s is answered with %i', async (how, status, type) => {
  const faults: string[] = [];
  const server = await example({ onError: (_error, id) => faults.push(id) });
  const answer = await server.inject({
    method: 'POST',
    url: '/api/failures',
    headers: SAME,
    payload: { how, text: '内容' },
  });
  expect(answer.json()).toMatchObject({ status, type, instance: answer.headers['x-request-id'] });
  expect(answer.statusCode).toBe(status);
  if (status === 500) expect(answer.body).not.toContain('内容');
  expect(faults).toHaveLength(status >= 500 ? 1 : 0);
});

test.each([
  [{ url: '/nothing' }, 404],
  [{ url: '/api/nothing' }, 404],
  [{ url: '/%ff' }, 400],
  [{ url: `/${'a'.repeat(5000)}` }, 414],
  [{ url: '/api/sign-in', method: 'POST', payload: 'a=1', headers: { 'content-type': 'text/plain' } }, 415],
  [
    {
      url: '/api/sign-in',
      method: 'POST',
      payload: 'a=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    415,
  ],
  [{ url: '/api/sign-in', method: 'POST', payload: { login: 'x'.repeat(300_000) } }, 413],
  [{ url: '/api/sign-in', method: 'POST', payload: '{"__proto__":{}}', headers: JSON_TYPE }, 400],
  [{ url: '/api/sign-in', method: 'POST' }, 422],
] as const)('request %# is answered in Chinese', async (given, status) => {
  const server = await example();
  const headers = { ...SAME, ...('headers' in given ? given.headers : {}) };
  const answer = await server.inject({ ...given, headers } as InjectOptions);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json<{ detail: string }>().detail).toMatch(/^[^a-zA-Z]+$/);
  expect(answer.headers['x-request-id']).toBe(answer.json<{ instance: string }>().instance);
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'/);
});

test('no line of the log carries what came with a request', async () => {
  const log = rememberingLog();
  const server = await example({ log: log.stream });
  const canary = 'canaryvalue4711';
  const headers = { ...as(`${TOKENS.reader}-${canary}`), authorization: canary, 'user-agent': canary };
  for (const how of ['problem', 'database', 'lost', 'error', 'type', canary]) {
    await server.inject({ method: 'POST', url: `/api/failures?q=${canary}`, headers, payload: { how, text: canary } });
  }
  await server.inject({ ...ADD, headers: as(TOKENS.reader), payload: { [canary]: canary, name: [canary] } });
  await server.inject({ method: 'POST', url: '/api/failures', headers: { ...headers, ...JSON_TYPE }, payload: canary });
  await server.inject({ url: `/${canary}?${canary}`, headers });
  await server.inject({ url: `/%ff${canary}`, headers });
  await server.inject({ url: '/', headers: { host: canary } });
  const lines = log.text().trim().split('\n');
  expect(lines.length).toBeGreaterThan(14);
  expect(log.text()).not.toContain(canary);
  expect(log.text()).toMatch(/"code":"23505","constraint":"member_pkey","table":"member"/);
  expect(log.text()).toContain('Cannot read properties of undefined (reading …)');
  expect(log.text()).toMatch(/"frames":\["at failure \(/);
  const line = lines.map((text) => JSON.parse(text) as Record<string, unknown>).find((made) => made['status'] === 422);
  expect(line).toMatchObject({ method: 'POST', route: '/api/unions/:union/members', accountId: 'account-2' });
  expect(line).toMatchObject({ address: '127.0.0.1', ms: expect.any(Number) as number });
});

test('headers of every answer; HSTS only under https', async () => {
  const { headers } = await (await example()).inject({ url: '/api/greeting', headers: SAME });
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';font-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers).not.toHaveProperty('strict-transport-security');
  const secure = await example({ origin: 'https://union.example' });
  const over = await secure.inject({ url: '/api/greeting', headers: { host: 'union.example' } });
  expect(over.headers['strict-transport-security']).toBe('max-age=31536000');
});

test('the session cookie', async () => {
  const payload = { login: 'a', password: 'b' };
  const plain = await (await example()).inject({ method: 'POST', url: '/api/sign-in', headers: SAME, payload });
  expect(plain.headers['set-cookie']).toMatch(
    /^jianjia=whole-session-token; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const server = await example({ origin: 'https://union.example' });
  const secure = await server.inject({ method: 'POST', url: '/api/sign-in', headers: SAME, payload });
  expect(secure.headers['set-cookie']).toMatch(
    /^__Host-jianjia=whole-session-token; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  // The name without the prefix is one that a neighbour could have planted.
  const planted = await server.inject({ ...ADD, headers: as(TOKENS.reader), payload: {} });
  expect(planted.statusCode).toBe(401);
  const own = await server.inject({ ...ADD, headers: as(TOKENS.reader, true), payload: {} });
  expect(own.statusCode).toBe(422);
});

test('pages and their forms; problems as pages', async () => {
  const server = await example({
    problemPage: ({ status, detail }) => (status === 401 ? { redirect: '/sign-in' } : `<!doctype html>${detail}`),
  });
  addPage(server, { path: '/open', access: 'anyone', draw: async ({ query }) => `<p>${String(query['q'])}</p>` });
  addPage(server, { path: '/closed', access: 'people:read', draw: async ({ actor }) => `<p>${actor?.name}</p>` });
  await addForms(server, [
    {
      path: '/forms',
      access: 'anyone',
      act: async ({ form, redirect }) => (form.get('to') ? redirect(form.get('to') ?? '') : '<p>no</p>'),
    },
  ]);
  const open = await server.inject({ url: '/open?q=1', headers: SAME });
  expect([open.body, open.headers['content-type']]).toEqual(['<p>1</p>', 'text/html; charset=utf-8']);
  expect((await server.inject({ url: '/open?q=%00', headers: SAME })).body).toMatch(/^<!doctype html>/);
  const closed = await server.inject({ url: '/closed', headers: SAME });
  expect([closed.statusCode, closed.headers.location]).toEqual([303, '/sign-in']);
  expect((await server.inject({ url: '/closed', headers: as(TOKENS.whole) })).statusCode).toBe(403);
  expect((await server.inject({ url: '/closed', headers: as(TOKENS.reader) })).body).toBe('<p>张三</p>');
  const form = { method: 'POST', url: '/forms' } as const;
  const typed = { ...SAME, 'content-type': 'application/x-www-form-urlencoded' };
  const sent = await server.inject({ ...form, headers: typed, payload: 'to=/open' });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/open']);
  for (const to of ['//evil.example', '/\\evil.example', 'http://evil.example', 'javascript:1', '/a\r\nb: c']) {
    const payload = `to=${encodeURIComponent(to)}`;
    expect((await server.inject({ ...form, headers: typed, payload })).statusCode, to).toBe(500);
  }
  const asJson = await server.inject({ ...form, headers: { ...SAME, ...JSON_TYPE }, payload: '{}' });
  expect(asJson.statusCode).toBe(415);
});

test('files are sent to be saved, whatever they are called', async () => {
  const declared = endpoint({
    id: 'example.file',
    method: 'GET',
    path: '/api/file',
    summary: '取文件。',
    access: 'anyone',
    answer: z.null(),
  });
  const binding = handle(declared, async ({ sendFile }) => {
    const sent = sendFile({ name: '会员"名册(1).csv', type: 'text/csv; charset=utf-8', content: Buffer.from('甲') });
    expect(sent).toBeInstanceOf(Sent);
    return sent;
  });
  const server = await example({ bindings: [binding] });
  const answer = await server.inject({ url: '/api/file', headers: SAME });
  expect([answer.body, answer.headers['content-type']]).toEqual(['甲', 'text/csv; charset=utf-8']);
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="______1_.csv"; filename*=UTF-8''%E4%BC%9A%E5%91%98%22%E5%90%8D%E5%86%8C%281%29.csv`,
  );
});

test('health and readiness', async () => {
  let state: 'ready' | 'not' | 'broken' = 'ready';
  const server = await example({
    ready: () => (state === 'broken' ? Promise.reject(new Error('x')) : Promise.resolve(state === 'ready')),
  });
  const ready = () => server.inject({ url: '/readyz', headers: SAME });
  expect((await server.inject({ url: '/healthz', headers: SAME })).json()).toEqual({ status: 'ok' });
  expect((await ready()).json()).toEqual({ status: 'ready' });
  for (state of ['not', 'broken'] as const) expect((await ready()).statusCode).toBe(503);
});
