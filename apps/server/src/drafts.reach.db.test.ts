import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '@jianjia/db/testing';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { testHouse, testServer } from './testing/house.ts';
import type { House } from './house.ts';

const RATE = 'hohhot.enterprise.join-rate';
const DRAFT = {
  track: 'enterprise',
  title: '入会率提高到 85%',
  reason: '市里今年的目标',
  changes: [
    { indicator: RATE, threshold: '85%' },
    { indicator: 'hohhot.enterprise.verified-rate', mandatory: false },
  ],
};

let db: TestDatabase;
let house: House;
let server: FastifyInstance;
const tokens = new Map<string, string>();

beforeAll(async () => {
  db = await testDatabase();
  await plantForest(db.owner);
  house = await testHouse(db);
  server = await testServer(house);
  for (const [role, union] of [
    ['city_officer', 'A'],
    ['county_officer', 'A1'],
    ['county_officer', 'A2'],
    ['scheme_administrator', 'A1'],
    ['chair', 'A111'],
    ['city_officer', 'B'],
  ] as const) {
    tokens.set(`${role} ${union}`, (await signedIn(db, [{ role, union }])).token);
  }
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

async function send(who: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  const headers = { host: 'localhost', 'sec-fetch-site': 'same-origin', cookie: `jianjia=${tokens.get(who)}` };
  const request: InjectOptions = { method, url, headers, ...(payload ? { payload } : {}) };
  return server.inject(request);
}

async function drawnUp(who: string, at: string, more: object = {}): Promise<string> {
  const answer = await send(who, 'POST', '/api/schemes/hohhot/drafts', { ...DRAFT, at, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ draft_id: string }>().draft_id;
}

async function acts(): Promise<readonly object[]> {
  const found = await db.owner.query(
    `select e.act, u.union_code as union, e.reason, e.before, e.after from journal.entry e
     left join organisations.union u using (union_id) where e.act like 'schemes.%' order by e.at, e.entry_id`,
  );
  return found.rows as object[];
}

test('a draft is kept, listed, shown, fetched as a file that loads, and taken back; the journal tells both', async () => {
  const id = await drawnUp('scheme_administrator A1', 'A1');
  const list = await send('scheme_administrator A1', 'GET', '/api/schemes/hohhot/drafts');
  const line = {
    draft_id: id,
    union: 'A1',
    scheme: 'hohhot',
    track: 'enterprise',
    title: DRAFT.title,
    can: { delete: true },
  };
  expect(list.json()).toMatchObject({ drafts: [line], next: null });
  const shown = await send('scheme_administrator A1', 'GET', `/api/drafts/${id}`);
  expect(shown.json()).toMatchObject({
    ...line,
    file: 'enterprise.yaml',
    changes: [
      { indicator: RATE, at: '附件6/六/1', numbers: [{ place: 'at_least', from: '80%', to: '85%' }], mandatory: null },
      { indicator: 'hohhot.enterprise.verified-rate', numbers: [], mandatory: { from: true, to: false } },
    ],
  });

  const file = await send('scheme_administrator A1', 'GET', `/api/drafts/${id}/files/enterprise.yaml`);
  expect(file.headers['content-disposition']).toContain('attachment; filename="enterprise.yaml"');
  const { files, check } = house.results.standards;
  const published = files.find(({ folder }) => folder.endsWith('/hohhot'));
  if (!published) throw new Error('no files of hohhot');
  expect(check({ ...published, files: { ...published.files, 'enterprise.yaml': file.body } })).toEqual([]);
  const before = (published.files['enterprise.yaml'] ?? '').split('\n');
  const after = file.body.split('\n');
  // One line differs, one is new; every other line is as it was published.
  expect(after).toHaveLength(before.length + 1);
  expect(after.filter((text) => !before.includes(text))).toEqual(
    ['    at_least: 85%', '    mandatory: false'].filter((text) => !before.includes(text)),
  );

  expect((await send('scheme_administrator A1', 'DELETE', `/api/drafts/${id}`)).statusCode).toBe(200);
  expect((await send('scheme_administrator A1', 'GET', `/api/drafts/${id}`)).statusCode).toBe(404);
  expect(await acts()).toMatchObject([
    { act: 'schemes.createDraft', union: 'A1', reason: DRAFT.reason, before: null, after: { title: DRAFT.title } },
    { act: 'schemes.deleteDraft', union: 'A1', before: { title: DRAFT.title, scheme: 'hohhot' }, after: null },
  ]);
});

test('published standards and results stay as they are', async () => {
  const t = house.results.asOf('2026-11-21');
  await house.results.evaluated(t);
  const results = () =>
    db.owner.query('select md5(string_agg(r::text, $1 order by r::text)) from assessments.result r', ['']);
  const before = (await results()).rows;
  const outcomes = '/api/unions/A111/outcomes?scheme=hohhot&as_of=2026-11-21';
  const verdicts = (await send('city_officer A', 'GET', outcomes)).body;
  await drawnUp('city_officer A', 'A', { changes: [{ indicator: RATE, threshold: '0%' }] });
  await house.results.evaluated(t);
  expect((await results()).rows).toEqual(before);
  expect((await send('city_officer A', 'GET', outcomes)).body).toBe(verdicts);
});

describe('who sees a draft of county A1', () => {
  let id = '';
  beforeAll(async () => {
    id = await drawnUp('county_officer A1', 'A1');
  });

  test.each([
    ['city_officer A', 200],
    ['county_officer A1', 200],
    ['scheme_administrator A1', 200],
    ['county_officer A2', 404],
    ['chair A111', 404],
    ['city_officer B', 404],
  ])('%s: %i', async (who, status) => {
    expect((await send(who, 'GET', `/api/drafts/${id}`)).statusCode).toBe(status);
    expect((await send(who, 'GET', `/api/drafts/${id}/files/enterprise.yaml`)).statusCode).toBe(status);
    const list = await send(who, 'GET', '/api/schemes/hohhot/drafts');
    expect(list.body.includes(id)).toBe(status === 200);
  });

  test('and nobody else takes it back, or draws one up for a union out of reach', async () => {
    for (const who of ['county_officer A2', 'city_officer B']) {
      expect((await send(who, 'DELETE', `/api/drafts/${id}`)).statusCode).toBe(404);
    }
    expect((await send('chair A111', 'DELETE', `/api/drafts/${id}`)).statusCode).toBe(403);
    for (const [who, at] of [
      ['county_officer A1', 'A'],
      ['county_officer A1', 'A2'],
      ['city_officer A', 'B1'],
      ['city_officer A', 'NONE'],
    ] as const) {
      const answer = await send(who, 'POST', '/api/schemes/hohhot/drafts', { ...DRAFT, at });
      expect(answer.json()).toMatchObject({ type: 'schemes.noUnion', status: 404 });
    }
  });

  test('without a union it is of the highest one that its author draws up standards for', async () => {
    for (const [who, union] of [
      ['county_officer A2', 'A2'],
      ['city_officer B', 'B'],
    ] as const) {
      const answer = await send(who, 'POST', '/api/schemes/hohhot/drafts', DRAFT);
      const own = answer.json<{ draft_id: string }>().draft_id;
      expect((await send(who, 'GET', `/api/drafts/${own}`)).json()).toMatchObject({ union });
      await send(who, 'DELETE', `/api/drafts/${own}`);
    }
  });

  test('a chair may read what is drawn up for the own union, and not take it back', async () => {
    const own = await drawnUp('city_officer A', 'A111');
    expect((await send('chair A111', 'GET', `/api/drafts/${own}`)).json()).toMatchObject({ can: { delete: false } });
    expect((await send('chair A111', 'DELETE', `/api/drafts/${own}`)).statusCode).toBe(403);
  });
});

test('the list is paged, the newest first', async () => {
  const made: string[] = [];
  for (let n = 0; n < 5; n++) {
    const answer = await send('city_officer B', 'POST', '/api/schemes/hohhot/drafts', { ...DRAFT, at: 'B' });
    made.unshift(answer.json<{ draft_id: string }>().draft_id);
  }
  const found: string[] = [];
  let next: string | null = null;
  do {
    const url: string = `/api/schemes/hohhot/drafts?limit=2${next ? `&after=${next}` : ''}`;
    const page = (await send('city_officer B', 'GET', url)).json<{
      drafts: { draft_id: string }[];
      next: string | null;
    }>();
    found.push(...page.drafts.map((draft) => draft.draft_id));
    next = page.next;
  } while (next !== null);
  expect(found).toEqual(made);
});

test.each([
  ['no changes', { changes: [] }, 422, 'assessments.noChanges'],
  ['a share above 100 %', { changes: [{ indicator: RATE, threshold: '101%' }] }, 422, 'assessments.outOfRange'],
  ['an unknown track', { track: 'none' }, 422, 'assessments.unknownTrack'],
  ['no reason', { reason: '  ' }, 422, 'http.invalid'],
  ['a word for a number', { changes: [{ indicator: RATE, threshold: '1\n  x: 1' }] }, 422, 'assessments.noNumber'],
])('is refused: %s', async (_case, more, status, type) => {
  const answer = await send('city_officer A', 'POST', '/api/schemes/hohhot/drafts', { ...DRAFT, at: 'A', ...more });
  expect(answer.json()).toMatchObject({ type, status });
});

test('an unknown standard and an unknown draft are missing', async () => {
  expect((await send('city_officer A', 'GET', '/api/schemes/none/drafts')).statusCode).toBe(404);
  expect((await send('city_officer A', 'POST', '/api/schemes/none/drafts', { ...DRAFT, at: 'A' })).statusCode).toBe(
    404,
  );
  const nowhere = '/api/drafts/019a0000-0000-7000-8000-000000000000';
  expect((await send('city_officer A', 'GET', nowhere)).statusCode).toBe(404);
  expect((await send('city_officer A', 'DELETE', nowhere)).statusCode).toBe(404);
});
