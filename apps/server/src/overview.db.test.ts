import { allRegisters } from '@jianjia/assessments/contract';
import { summary } from '@jianjia/assessments/server';
import { testDatabase } from '@jianjia/db/testing';
import { signedIn } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { demoKeyring } from '@jianjia/vault';
import { loadWorld } from '@jianjia/world';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from './house.ts';
import { type HandCount, handCount, inOrder, isLive, isPart, type Part } from './testing/hand-count.ts';
import { testHouse, testServer } from './testing/house.ts';

/** The overview of the demo city against what evaluation says, counted by plain loops. */
const T = '2026-11-21' as PlainDate;
type Granted = Parameters<typeof signedIn>[1][number];
const LAST_MONTH = '2026-10-31' as PlainDate;

const db = await testDatabase();
let house: House;
let server: FastifyInstance;
let hand: HandCount;
const at = { city: '', county: '', township: '', enterprise: '' };
const KINDS = Object.keys(at) as (keyof typeof at)[];

beforeAll(async () => {
  await loadWorld({ pool: db.system }, allRegisters, 'demo', { scale: 0.3, import: { vault: demoKeyring() } });
  house = await testHouse(db);
  server = await testServer(house);
  for (const day of [LAST_MONTH, T]) await house.results.evaluated(day);
  hand = await handCount(db, house.results.standards, [LAST_MONTH, T]);
  for (const kind of KINDS) at[kind] = hand.unions.find((one) => one.kind === kind && isLive(one, T))?.code ?? '';
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

async function send(path: string, granted: readonly Granted[]) {
  const { token } = await signedIn(db, granted);
  const headers = { host: 'localhost', 'sec-fetch-site': 'same-origin', cookie: `jianjia=${token}` };
  return server.inject({ method: 'GET', url: `/api/${path}`, headers });
}

async function ask<A>(path: string, granted: readonly Granted[] = [{ role: 'city_officer', union: at.city }]) {
  const answer = await send(path, granted);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<A>();
}

interface Shares {
  readonly rows: readonly (Part & { readonly track: string })[];
}

describe.each(KINDS)('at a union of kind %s', (kind) => {
  const query = () => `at=${at[kind]}&as_of=${T}`;

  test('shares by scheme are those of the summary', async () => {
    const { rows } = await ask<Shares>(`overview/shares?${query()}`);
    const told = await summary(db.system, house.results.standards, T, { union: at[kind] });
    const short = ({ scheme, track, unions, reached }: (typeof told)[number] | (typeof rows)[number]) => ({
      scheme,
      track,
      unions,
      reached,
    });
    expect(rows.map(short)).toEqual(told.map(short));
    expect(rows.length).toBeGreaterThan(0);
  });

  test('shares by kind, industry and district are counted from the outcomes', async () => {
    const shares = async (by: string) => inOrder((await ask<Shares>(`overview/shares?${query()}&by=${by}`)).rows);
    const industryOf = (union: string) => hand.union(union)?.industry ?? null;
    const found = await db.owner.query<{ code: string; parent: string | null }>(
      'select code, parent from kernel.industry',
    );
    const above = new Map(found.rows.map(({ code, parent }) => [code, parent]));
    const section = (code: string | null): string | null => {
      const parent = above.get(code ?? '') ?? null;
      return parent === null ? code : section(parent);
    };
    const districtOf = hand.districtOf(at[kind]);
    expect(await shares('kind')).toEqual(hand.parts(at[kind], T, ({ union }) => hand.union(union)?.kind ?? null));
    expect(await shares('industry')).toEqual(hand.parts(at[kind], T, ({ union }) => section(industryOf(union))));
    expect(await shares('district')).toEqual(hand.parts(at[kind], T, ({ union }) => districtOf(union)));
  });

  test('shares of one standard and one track are a part of all', async () => {
    const { rows } = await ask<Shares>(`overview/shares?${query()}`);
    const [first] = rows;
    const some = await ask<Shares>(`overview/shares?${query()}&scheme=${first?.scheme}&track=${first?.track}`);
    expect(some.rows).toEqual([first]);
  });

  test('blockers are counted from the outcomes', async () => {
    const { rows } = await ask<{ rows: readonly Record<'indicator' | 'held_back', string>[] }>(
      `overview/blockers?${query()}&limit=100`,
    );
    const expected = hand.blockers(at[kind], T);
    const held = [...expected.values()].map((row) => row['held_back'] ?? 0).toSorted((a, b) => b - a);
    expect(rows.map((row) => row.held_back)).toEqual(held.slice(0, 100));
    for (const row of rows) expect(row, row.indicator).toMatchObject(expected.get(row.indicator) ?? { none: true });
    expect(rows.length).toBeGreaterThan(0);
  });

  test('figures are counted from the registers', async () => {
    expect(await ask(`overview/figures?${query()}`)).toMatchObject(await hand.figures(at[kind], T));
  });

  test('changes are those since the last month end', async () => {
    const on = (day: PlainDate) =>
      new Map(hand.results(at[kind], day).map((one) => [`${one.scheme} ${one.union}`, one.reached]));
    const [now, was] = [on(T), on(LAST_MONTH)];
    const flipped = (scheme: string, to: boolean) =>
      [...now].filter(([key, is]) => key.startsWith(`${scheme} `) && is === to && was.get(key) === !to).length;
    const changes = await ask<{ schemes: readonly { scheme: string }[] }>(`overview/changes?${query()}`);
    for (const row of changes.schemes) {
      expect(row).toMatchObject({
        newly_reached: flipped(row.scheme, true),
        no_longer_reached: flipped(row.scheme, false),
      });
    }
    const fell = (day: string | null) => day !== null && day > LAST_MONTH && day <= T;
    const below = hand.below(at[kind]);
    const within = hand.unions.filter((one) => below.has(one.code) && !isPart(one));
    expect(changes).toMatchObject({
      since: LAST_MONTH,
      founded: within.filter((one) => fell(one.founded) && isLive(one, T)).length,
      dissolved: within.filter((one) => fell(one.dissolved)).length,
    });
  });

  test('history tells the days that were evaluated, and of the others that they were not', async () => {
    const history = await ask<{
      readonly days: readonly { readonly computed_on: string | null }[];
      readonly schemes: readonly { readonly scheme: string; readonly points: readonly (Part | null)[] }[];
    }>(`overview/history?${query()}`);
    const missing = Array.from({ length: 11 }, () => null);
    expect(history.days.map(({ computed_on }) => computed_on === null)).toEqual([
      ...missing.map(() => true),
      false,
      false,
    ]);
    const points = new Map(history.schemes.map((one) => [one.scheme, one.points]));
    for (const [place, day] of [LAST_MONTH, T].entries()) {
      for (const { scheme, unions, reached, share } of hand.parts(at[kind], day, () => null)) {
        expect(points.get(scheme)?.slice(0, 11)).toEqual(missing);
        expect(points.get(scheme)?.[11 + place]).toEqual({ unions, reached, share });
      }
    }
    expect(points.size).toBeGreaterThan(0);
  });
});

test('employers without a union are told by size, and together they are all', async () => {
  const { employers } = await ask<{ employers: Record<string, number> }>(`overview/figures?at=${at.city}&as_of=${T}`);
  const { without_union_large: large = 0, without_union_small: small = 0 } = employers;
  expect(large + small + (employers['without_union_size_unknown'] ?? 0)).toBe(employers['without_union']);
  expect(large + small).toBeGreaterThan(0);
});

test('whoever has less reach counts less: to the officer of a county everything is that county', async () => {
  const granted: Granted[] = [{ role: 'county_officer', union: at.county }];
  for (const part of ['figures', 'shares', 'shares?by=kind', 'history', 'blockers', 'changes', 'expiring']) {
    const path = `overview/${part}${part.includes('?') ? '&' : '?'}as_of=${T}`;
    const nameless = (answer: object) => ({ ...answer, at: null, name: null });
    expect(nameless(await ask(path, granted)), part).toEqual(nameless(await ask(`${path}&at=${at.county}`)));
  }
});

test('a chair counts the own union; what lies out of sight does not exist', async () => {
  const granted: Granted[] = [{ role: 'chair', union: at.enterprise }];
  const shares = await ask<Shares>(`overview/shares?as_of=${T}`, granted);
  expect(inOrder(shares.rows)).toEqual(hand.parts(at.enterprise, T, ({ track }) => track));
  for (const part of ['figures', 'shares', 'history', 'changes', 'blockers', 'expiring']) {
    expect((await send(`overview/${part}?at=${at.county}`, granted)).statusCode, part).toBe(404);
  }
});

test('members are those within reach, each once: a kept sum is shown only to whoever reaches all of it', async () => {
  const members = async (granted: readonly Granted[], place = '') =>
    (await ask<{ members: number }>(`overview/figures?as_of=${T}${place}`, granted)).members;
  const of = async (kind: (typeof KINDS)[number]) => (await hand.figures(at[kind], T)).members;
  const clerk: Granted = { role: 'clerk', union: at.county };
  expect(await members([clerk], `&at=${at.county}`)).toBeLessThan(await of('county'));
  const chair: Granted = { role: 'chair', union: at.enterprise };
  expect(await members([chair])).toBe(await of('enterprise'));
  const township: Granted = { role: 'township_officer', union: at.township };
  const below = hand.below(at.township).has(at.enterprise);
  expect(await members([chair, township])).toBe((await of('township')) + (below ? 0 : await of('enterprise')));
  const county: Granted = { role: 'county_officer', union: at.county };
  expect(hand.below(at.county).has(at.township)).toBe(true);
  expect(await members([township, county])).toBe(await of('county'));
});

test('who may not read members and employers is told so, not that there are none', async () => {
  const granted: Granted[] = [{ role: 'auditor', union: at.city }];
  const figures = await ask(`overview/figures?as_of=${T}&at=${at.city}`, granted);
  expect(figures).toMatchObject({ members: null, employers: null });
  const { rows } = await ask<{ rows: readonly { what: string }[] }>(`overview/expiring?as_of=${T}`, granted);
  expect(rows.map(({ what }) => what)).toEqual(['certificate']);
});

test('a standard or track that is none says what is so', async () => {
  const city: Granted[] = [{ role: 'city_officer', union: at.city }];
  for (const [query, sentence] of [
    ['shares?scheme=hohot', '是否想写「hohhot」'],
    ['blockers?scheme=hohhot&track=entreprise', '是否想写「enterprise」'],
    ['history?scheme=none', '没有名为「none」的方案'],
  ] as const) {
    const answer = await send(`overview/${query}`, city);
    expect([answer.statusCode, answer.body], query).toEqual([404, expect.stringContaining(sentence)]);
  }
});

test('an indicator that alone keeps a union from its standard would free it', async () => {
  const { rows: kept } = await db.owner.query<{ track: string }>(
    `select track from assessments.result r join organisations."union" u using (union_id)
     where r.as_of = $1 and r.scheme = 'hohhot' and u.union_code = $2`,
    [T, at.enterprise],
  );
  const planned = house.results.standards.plan.tracks.find(
    ({ scheme, track }) => scheme.id === 'hohhot' && track.id === kept[0]?.track,
  );
  const items = planned?.items ?? [];
  const place = items.findIndex(({ item }) => item.mandatory);
  const letters = items.map((_, index) => (index === place ? 'k' : 'm')).join('');
  await db.owner.query(
    `update assessments.result set verdicts = $1, reached = false where as_of = $2 and scheme = 'hohhot'
       and union_id = (select union_id from organisations."union" where union_code = $3)`,
    [letters, T, at.enterprise],
  );
  const { rows } = await ask<{ rows: readonly object[] }>(
    `overview/blockers?at=${at.enterprise}&as_of=${T}&scheme=hohhot`,
  );
  const indicator = items[place]?.clause.indicator;
  expect(rows).toMatchObject([{ indicator, held_back: 1, unmet: 0, unknown: 1, pending: 0, would_free: 1 }]);
});
