import { Writable } from 'node:stream';
import { testDatabase } from '@jianjia/db/testing';
import { buildHttpServer, type SessionActor } from '@jianjia/http';
import { fuzzServer } from '@jianjia/http/testing';
import { plantForest, type SignedIn, signedIn } from '@jianjia/identity/testing';
import { peopleBindings } from '@jianjia/people/server';
import { ID_NUMBER, PHONE, plantNumbers, testVault } from '@jianjia/people/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportBindings } from './bindings.ts';

const db = await testDatabase();
const deps = { app: db.app, system: db.system, vault: testVault };
const NUMBERS = /19491231|13812345678/;
const actors = new Map<string, SessionActor>();
let log = '';

const build = () =>
  buildHttpServer({
    authenticate: async (token) => actors.get(token.replace(/-+$/, '')) ?? null,
    bindings: [...peopleBindings(deps), ...reportBindings(deps)],
    log: new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        log += chunk.toString();
        done();
      },
    }),
    logLevel: 'debug',
    rateLimits: false,
    ready: async () => true,
  });
/** A token has at least sixteen characters. */
const cookieOf = (name: string): string => `jianjia=${name.padEnd(16, '-')}`;
const server = await build();

async function add(token: string, { accountId, sessionId, ticket, acting }: SignedIn): Promise<void> {
  const found = await db.owner.query<{ permission: string }>(
    'select permission from identity.acting_reach where ticket = $1',
    [ticket],
  );
  const permissions = new Set(found.rows.map(({ permission }) => permission));
  actors.set(token, { ...acting.actor, accountId, ticket, sessionId, stage: 'whole', permissions, login: token });
}

beforeAll(async () => {
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  await add('chair', await signedIn(db, [{ role: 'chair', union: 'A111' }]));
  await add('clerk', await signedIn(db, [{ role: 'clerk', union: 'A111' }]));
  await add('city', await signedIn(db, [{ role: 'city_officer', union: 'A' }]));
  await add('member', await signedIn(db, [{ role: 'member', union: 'A111' }], { memberNo: 'A111-p' }));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

async function call(token: string, method: 'GET' | 'POST', url: string, body?: object) {
  const headers = { host: '127.0.0.1:7070', 'sec-fetch-site': 'same-origin', cookie: cookieOf(token) };
  const answer = await server.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, body: answer.body, json: () => answer.json<Record<string, unknown>>() };
}
const status = async (...request: Parameters<typeof call>): Promise<number> => (await call(...request)).status;

const REASON = { reason: '办理互助保障' };
const UNMASK = { fields: ['id_number', 'phone'], ...REASON };
const EXPORT = { union: 'A111', registers: ['members'], format: 'csv', withNumbers: true, ...REASON };

test('every endpoint answers as declared; full numbers only where they were asked for', async () => {
  const answers = [
    await call('chair', 'GET', '/api/unions/A111/members?limit=1&current=true&sort=name&employment=regular'),
    await call('chair', 'GET', '/api/members/A111-p'),
    await call('chair', 'POST', '/api/members/find', { idNumber: ID_NUMBER }),
    await call('member', 'GET', '/api/me/record'),
    await call('member', 'GET', '/api/me/sightings'),
    await call('city', 'GET', '/api/members/A111-p/sightings?limit=5'),
    await call('chair', 'POST', '/api/exports', EXPORT),
    await call('city', 'GET', '/api/exports'),
  ];
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
  expect(answers.map(({ body }) => body).join('')).not.toMatch(NUMBERS);
  const unmasked = await call('chair', 'POST', '/api/members/A111-p/unmask', UNMASK);
  expect(unmasked.json()).toEqual({ memberNo: 'A111-p', idNumber: ID_NUMBER, phone: PHONE });
  expect((await call('member', 'GET', '/api/me/sightings')).json()).toMatchObject({
    sightings: [{ what: 'unmasked', ...REASON }, { what: 'found' }, { what: 'shown' }],
  });
});

test('an export from request to file', async () => {
  const asked = (await call('chair', 'POST', '/api/exports', EXPORT)).json();
  const path = `/api/exports/${String(asked['exportId'])}`;
  expect(await status('chair', 'GET', `${path}/file`)).toBe(409);
  expect(await status('chair', 'POST', `${path}/decision`, { decision: 'approved' })).toBe(403);
  expect(await status('city', 'POST', `${path}/decision`, { decision: 'refused' })).toBe(422);
  expect(await status('city', 'POST', `${path}/decision`, { decision: 'approved' })).toBe(200);
  const headers = { host: '127.0.0.1:7070', 'sec-fetch-site': 'same-origin', cookie: cookieOf('chair') };
  const file = await server.inject({ url: `${path}/file`, headers });
  expect(file.statusCode).toBe(200);
  expect(file.headers['content-type']).toBe('application/zip');
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename=".+\.zip"; filename\*=UTF-8''%E5%AF%BC/);
  expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
});

test('who may not is told the same as everywhere: 401, 403, 404; what is not to be written, 422', async () => {
  expect(await status('nobody', 'GET', '/api/members/A111-p')).toBe(401);
  expect(await status('clerk', 'POST', '/api/members/A111-p/unmask', UNMASK)).toBe(403);
  expect(await status('member', 'GET', '/api/unions/A111/members')).toBe(403);
  expect(await status('clerk', 'POST', '/api/exports', EXPORT)).toBe(403);
  const [outside, missing] = [
    await call('chair', 'GET', '/api/members/A112-p'),
    await call('chair', 'GET', '/api/members/NOBODY'),
  ];
  expect([outside.status, missing.status]).toEqual([404, 404]);
  const sentence = ({ body }: { readonly body: string }): string => body.replaceAll(/[0-9a-f-]{36}/g, '');
  expect(sentence(outside)).toBe(sentence(missing));
  expect(await status('chair', 'POST', '/api/members/A111-p/erasure', REASON)).toBe(409);
  for (const body of [
    { ...UNMASK, reason: '看看' },
    { ...UNMASK, reason: `查 ${PHONE} 的情况` },
    { ...UNMASK, reason: '查１３８１２３４５６７８的情况' },
    { ...UNMASK, fields: [] },
    { ...UNMASK, fields: ['name'] },
    { ...UNMASK, more: 1 },
  ]) {
    expect(await status('chair', 'POST', '/api/members/A111-p/unmask', body), JSON.stringify(body)).toBe(422);
  }
  expect(await status('chair', 'POST', '/api/members/find', { name: '王' })).toBe(422);
  expect(await status('chair', 'POST', '/api/members/find', { phone: PHONE, lastFour: '5678' })).toBe(422);
});

test('malformed requests fail nothing and learn nothing of the inside', async () => {
  const fuzzed = await build();
  try {
    expect(await fuzzServer(fuzzed, { cookie: cookieOf('city'), perOperation: 60, seed: 7 })).toEqual([]);
  } finally {
    await fuzzed.close();
  }
});

test('canary: after all this no number stands in the log, the journal or a sighting', async () => {
  expect(log.includes('/unmask')).toBe(true);
  expect(NUMBERS.exec(log)?.[0]).toBeUndefined();
  const kept = await db.owner.query<{ text: string }>(
    `select (select string_agg(e::text, '') from journal.entry e) || (select string_agg(s::text, '') from people.sighting s)
       || (select string_agg(x::text, '') from reports.export_request x) as text`,
  );
  expect(kept.rows[0]?.text).toContain(REASON.reason);
  expect(kept.rows[0]?.text).not.toMatch(NUMBERS);
});
