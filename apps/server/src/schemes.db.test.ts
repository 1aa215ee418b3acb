import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { Comparison, ItemDetail, SchemeCard, SchemeDocument } from '@jianjia/schemes/contract';
import type { FastifyInstance } from 'fastify';
import { testHouse, testServer } from './testing/house.ts';

let db: TestDatabase;
let server: FastifyInstance;
let token = '';

const get = (url: string) =>
  server.inject({ method: 'GET', url, headers: { host: 'localhost:7070', cookie: `jianjia=${token}` } });

async function answered<T>(url: string): Promise<T> {
  const answer = await get(url);
  expect(answer.statusCode, url).toBe(200);
  return answer.json<T>();
}

beforeAll(async () => {
  db = await testDatabase();
  await plantForest(db.owner);
  server = await testServer(await testHouse(db));
  // A member, who may see no results: schemes are public.
  token = (await signedIn(db, [{ role: 'member', union: 'A111' }], { memberNo: 'A111-p' })).token;
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

/** What each side asks of a measure: `side` → «不低于98%», in order. */
function asked(comparison: Comparison, measure: string): Record<string, string[]> {
  const row = comparison.measures.find((one) => one.measure.id === measure);
  const told: Record<string, string[]> = {};
  for (const use of row?.uses ?? []) {
    (told[use.side] ??= []).push(use.thresholds.map(({ text }) => text).join('且'));
  }
  return told;
}

test('the documents in use, and each with its sentences and items', async () => {
  const cards = await answered<SchemeCard[]>('/api/schemes/documents');
  expect(cards.map(({ id }) => id)).toEqual(['hohhot', 'jiujiang', 'pingdingshan', 'qianshan', 'tanglang']);
  for (const card of cards) {
    const document = await answered<SchemeDocument>(`/api/schemes/${card.id}/document`);
    expect(document).toMatchObject(card);
    expect(document.coverage.uncovered).toBe(0);
    expect(JSON.stringify(document)).not.toMatch(/undefined|\[object/);
  }
  const qianshan = await answered<SchemeDocument>('/api/schemes/qianshan/document');
  const rate = qianshan.items.find(({ id }) => id === 'federation.join-rate');
  expect(rate).toMatchObject({ kind: 'indicator', says: '职工入会率不低于98%', mandatory: true, condition: null });
  const sentence = qianshan.sentences[rate?.sentences[0] ?? -1];
  expect(sentence?.pieces.map(({ text }) => text).join('')).toContain('在册职工入会率达98%以上');
});

test('conditions and fits are told in Chinese', async () => {
  const { tracks, items } = await answered<SchemeDocument>('/api/schemes/hohhot/document');
  expect(tracks.find(({ id }) => id === 'enterprise')?.fits).toBe('类型等于「企业工会」');
  for (const { condition } of items) expect(condition ?? '').not.toMatch(/[a-z]/);
});

test('an item in full: formula, threshold, ruling, and who else asks it', async () => {
  const item = await answered<ItemDetail>('/api/schemes/qianshan/items/federation.join-rate');
  expect(item).toMatchObject({
    combined: 'alone',
    ruling: '入会率以辖区内全部单位的在册职工为基数，不论单位是否建会；达到98%即为达标。',
    parts: [
      {
        asks: '职工入会率不低于98%',
        thresholds: [{ sign: '>=', values: [0.98], parameter: null, text: '不低于98%' }],
        also_in: ['hohhot', 'pingdingshan', 'tanglang'],
        measure: { id: 'members.join_rate', title: '职工入会率' },
      },
    ],
  });
  expect(item.parts[0]?.measure.formula).toContain('÷');
  const judged = await answered<ItemDetail>('/api/schemes/qianshan/items/federation.staff-stable');
  expect([judged.combined, judged.parts.length, judged.evidence.length]).toEqual(['judged', 0, 3]);
  const programme = await answered<ItemDetail>('/api/schemes/tanglang/items/programme.campaign');
  expect(programme).toMatchObject({ kind: 'procedure', says: '工作程序：组织实施', combined: null, parts: [] });
});

describe('the comparison', () => {
  test('sets the thresholds of one measure side by side', async () => {
    const comparison = await answered<Comparison>('/api/comparison?measure=members.join_rate');
    expect(asked(comparison, 'members.join_rate')).toEqual({
      hohhot: ['不低于85%', '不低于85%', '不低于90%', '不低于90%', '不低于90%', '不低于80%', '不低于90%'],
      pingdingshan: ['不低于95%'],
      qianshan: ['不低于98%'],
      tanglang: ['不低于98%'],
    });
    const [row] = comparison.measures;
    expect(row?.differs_in).toEqual(['threshold']);
    expect(row?.uses.flatMap(({ thresholds }) => thresholds.flatMap(({ values }) => values))).toContain(0.98);
    expect(comparison.only).toEqual([]);
  });

  test('of two schemes: what both ask, and what only one of them does', async () => {
    const comparison = await answered<Comparison>('/api/comparison?schemes=tanglang,qianshan');
    expect(comparison.sides.map(({ id }) => id)).toEqual(['tanglang', 'qianshan']);
    const join = comparison.measures.find(({ measure }) => measure.id === 'members.join_rate');
    expect(join?.differs_in).toEqual([]);
    expect(asked(comparison, 'members.join_rate')).toEqual({ tanglang: ['不低于98%'], qianshan: ['不低于98%'] });
    for (const { uses } of comparison.measures) expect(new Set(uses.map(({ side }) => side)).size).toBe(2);
    const shared = new Set(comparison.measures.map(({ measure }) => measure.id));
    for (const { side, measures } of comparison.only) {
      expect(measures.length, side).toBeGreaterThan(0);
      for (const { measure } of measures) expect(shared).not.toContain(measure.id);
    }
  });

  test('of a scheme with itself, as of one alone, compares its tracks', async () => {
    const [once, twice] = await Promise.all([
      answered<Comparison>('/api/comparison?schemes=pingdingshan'),
      answered<Comparison>('/api/comparison?schemes=pingdingshan,pingdingshan'),
    ]);
    expect(twice).toEqual(once);
    expect(once.sides.map(({ id }) => id)).toEqual([
      'pingdingshan.county',
      'pingdingshan.township',
      'pingdingshan.grassroots',
    ]);
    for (const { uses } of once.measures)
      for (const { side, scheme, track } of uses) expect(side).toBe(`${scheme}.${track}`);
  });

  test('tells the differences apart: another number, a condition, not mandatory', async () => {
    const { measures } = await answered<Comparison>('/api/comparison');
    const differs = (id: string) => measures.find(({ measure }) => measure.id === id)?.differs_in;
    expect(differs('meetings.yearly(party_on_union)')).toEqual(['threshold']);
    expect(differs('officers.in_post(audit)')).toEqual(['condition']);
    expect(differs('officers.in_post(committee)')).toEqual(['mandatory', 'condition']);
    expect(differs('activities.yearly(skills)')).toEqual([]);
  });
});

test.each([
  ['/api/schemes/hohot/document', '没有编号为“hohot”的标准。是否想找“hohhot”？'],
  ['/api/schemes/__proto__/document', '没有编号为“__proto__”的标准。'],
  ['/api/schemes/..%2F..%2Fetc/document', '没有编号为“../../etc”的标准。'],
  ['/api/schemes/qianshan/items/federation.join-rat', '是否想找“federation.join-rate”？'],
  ['/api/schemes/qianshan/items/constructor', '标准“qianshan”里没有编号为“constructor”的条目。'],
  [`/api/schemes/qianshan/items/${encodeURIComponent("' or 1=1 --")}`, '没有编号为'],
  ['/api/comparison?schemes=qianshan,nowhere', '没有编号为“nowhere”的标准。'],
  ['/api/comparison?measure=members.join_rat', '是否想找“members.join_rate”？'],
  ['/api/comparison?schemes=jiujiang&measure=members.join_rate', '所选标准都没有用到指标'],
])('%s is missing, in a sentence', async (url, sentence) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.json<{ detail: string }>().detail).toContain(sentence);
});

test('what is too long is refused before it is looked for', async () => {
  for (const url of [`/api/schemes/${'x'.repeat(101)}/document`, `/api/comparison?schemes=${'x,'.repeat(600)}`]) {
    expect((await get(url)).statusCode, url).toBe(422);
  }
});
