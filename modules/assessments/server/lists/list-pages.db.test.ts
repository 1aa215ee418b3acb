import { testDatabase } from '@jianjia/db/testing';
import { actAs } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UnionListQuery, UnionRow } from '../../contract/index.ts';
import { listWorld, type Told, toldAsOf, type UnionFacts, unionFactsOf } from '../../testing/lists/world.ts';
import type { AssessmentDeps } from '../deps.ts';
import { summary } from '../outcomes.ts';
import { listUnions, type UnionPage } from './list-unions.ts';

const T = '2024-06-30' as PlainDate;
const EARLIER = '2024-01-31';
const JOIN = 'hohhot.enterprise.join-rate';
const db = await testDatabase();
let deps: AssessmentDeps;
let told: readonly Told[];
let unions: ReadonlyMap<string, UnionFacts>;

beforeAll(async () => {
  deps = await listWorld(db, T, 3);
  told = await toldAsOf(deps, T);
  unions = await unionFactsOf(deps);
});
afterAll(() => db.drop());

const asked = (query: Partial<UnionListQuery>): UnionListQuery => ({ as_of: T, sort: 'code', order: 'asc', ...query });
const list = (query: Partial<UnionListQuery>, size = 200): Promise<UnionPage> =>
  listUnions(deps, db.system, asked(query), { size });
const key = ({ union, result }: UnionRow): string => `${union} ${result?.scheme ?? ''}`;
const within = (one: Told, code: string): boolean => unions.get(one.union)?.path.includes(code) ?? false;

describe('pages', () => {
  const sorts: readonly Partial<UnionListQuery>[] = [
    { sort: 'code' },
    { sort: 'code', order: 'desc' },
    { sort: 'missing' },
    { sort: 'missing', order: 'desc', scheme: 'hohhot' },
    { sort: 'value', indicator: JOIN },
    { sort: 'value', order: 'desc', indicator: JOIN },
  ];

  test.each(sorts)('%j: by threes they are complete, without doubles, in order', async (query) => {
    const whole = await list(query);
    const keys: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await listUnions(deps, db.system, asked(query), { after, size: 3 });
      keys.push(...page.rows.map(key));
      expect(page.total).toBe(whole.total);
      if (page.next === null) break;
      after = page.next;
    }
    expect(keys).toEqual(whole.rows.map(key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(6);
  });

  test('are sorted by what is asked for, unknown values last either way', async () => {
    const missing = (await list({ sort: 'missing', scheme: 'hohhot' })).rows.map(
      ({ union }) => told.find((one) => one.union === union && one.scheme === 'hohhot')?.missing ?? -1,
    );
    expect(missing).toEqual(missing.toSorted((a, b) => a - b));
    for (const order of ['asc', 'desc'] as const) {
      const values = (await list({ sort: 'value', order, indicator: JOIN })).rows.map(
        ({ result }) => result?.outcome?.value ?? null,
      );
      const known = values.filter((value) => value !== null);
      expect(values.slice(0, known.length)).toEqual(known);
      expect(known).toEqual(known.toSorted((a, b) => (order === 'asc' ? a - b : b - a)));
      expect([known.length > 1, known.length < values.length]).toEqual([true, true]);
    }
  });

  test('after the last one there is nothing, and the total is still told', async () => {
    const { total } = await list({});
    const after = Buffer.from('["0","￿","￿"]').toString('base64url');
    expect(await listUnions(deps, db.system, asked({}), { after, size: 3 })).toMatchObject({
      rows: [],
      total,
      next: null,
    });
  });

  test.each([
    '',
    'x',
    'e30',
    Buffer.from('["NaN","a","b"]').toString('base64url'),
    Buffer.from(String.raw`["0","\u0000","b"]`).toString('base64url'),
  ])('a place that is none is refused: %j', async (after) => {
    await expect(listUnions(deps, db.system, asked({}), { after, size: 3 })).rejects.toThrow('翻页的位置不对');
  });
});

describe('reach', () => {
  test('a county officer sees own unions only, however asked, and as many as the summary says', async () => {
    const county = await actAs(db, 'county_officer', 'AX');
    const mine = told.filter((one) => within(one, 'AX'));
    const page = await listUnions(deps, county, asked({}), { size: 200 });
    expect(page.rows.map(key).toSorted()).toEqual(mine.map((one) => `${one.union} ${one.scheme}`).toSorted());
    for (const { scheme, track, unions: count, reached } of await summary(county, deps.standards, T)) {
      expect((await listUnions(deps, county, asked({ scheme, track }), { size: 1 })).total).toBe(count);
      expect((await listUnions(deps, county, asked({ scheme, track, reached: 'true' }), { size: 1 })).total).toBe(
        reached,
      );
    }
    for (const place of ['A', 'B', 'BX', 'AZ']) {
      await expect(listUnions(deps, county, asked({ at: place }), { size: 9 })).rejects.toThrow('没有');
      await expect(listUnions(deps, county, asked({ district: place }), { size: 9 })).rejects.toThrow('没有');
    }
    // A union below the own one is no root of the reach: it is walked down to.
    const below = await listUnions(deps, county, asked({ at: 'AT1' }), { size: 200 });
    expect(below.rows.map(key).toSorted()).toEqual(
      told
        .filter((one) => within(one, 'AT1'))
        .map((one) => `${one.union} ${one.scheme}`)
        .toSorted(),
    );
    expect(below.rows.every(({ above }) => above[0] === '工会AX')).toBe(true);
  });

  test('an unknown scheme, track, indicator or a condition that does not fit is a sentence', async () => {
    const refused: readonly (readonly [Partial<UnionListQuery>, RegExp])[] = [
      [{ scheme: 'hohot' }, /没有名为「hohot」的方案.*hohhot/],
      [{ scheme: 'hohhot', track: 'enterprize' }, /没有适用对象“enterprize”。是否想写“enterprise”/],
      [{ track: 'enterprise' }, /请同时选择标准/],
      [{ indicator: 'hohhot.enterprise.join-rat' }, /是否想写“hohhot.enterprise.join-rate”/],
      [{ scheme: 'qianshan', indicator: JOIN }, /不属于所选的标准/],
      [{ verdict: 'met' }, /先选定一条条款/],
      [{ only: 'true' }, /先选定一条条款/],
      [{ sort: 'value' }, /先选定一条条款/],
      [{ flipped: 'lost' }, /和哪一天比较/],
      [{ since: EARLIER }, /没有写看新达标的/],
      [{ flipped: 'lost', since: T }, /不早于评定日/],
      [{ flipped: 'lost', since: '2023-02-02' }, /没有保存 2023-02-02 的评定结果/],
      [{ founded_since: EARLIER, reached: 'true' }, /不看评定结果/],
      [{ dissolved_since: T }, /不早于评定日/],
      [{ at: 'NOBODY' }, /没有/],
    ];
    for (const [query, sentence] of refused) await expect(list(query), JSON.stringify(query)).rejects.toThrow(sentence);
  });
});
