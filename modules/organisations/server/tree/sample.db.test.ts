import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import type { Acting } from '@jianjia/db';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { fillSearchKeys } from './fill-search-keys.ts';
import { searchUnions } from './search-unions.ts';

/** More than are looked through one by one, below each of two counties. */
const UNIONS = 9000;
const db = await testDatabase();
const seats = {} as Record<'city' | 'county' | 'administrator', Acting>;

beforeAll(async () => {
  await plantForest(db.owner);
  await db.owner.query(
    `insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on)
     select 'S' || n, (array['长安', '嘉陵', '重型', '银行'])[1 + n % 4]
         || case when n % 500 = 7 then '鑫' else '' end || n % 97 || (array['公司', '机械厂', '学校'])[1 + n % 3] || '工会',
       (select union_id from organisations.union where union_code = case when n % 9 < 5 then 'A1' else 'A2' end),
       (array['enterprise', 'institution', 'branch', 'federation'])[1 + n % 4], '340802', '2010-01-01'
     from generate_series(1, $1) as n`,
    [UNIONS],
  );
  await fillSearchKeys(db.system);
  await db.owner.query('analyze');
  seats.administrator = await actAs(db, 'administrator', null);
  seats.city = await actAs(db, 'city_officer', 'A');
  seats.county = await actAs(db, 'county_officer', 'A1');
}, 120_000);
afterAll(() => db.drop());

/** Every answer by looking through everything, in the order they must come; `top` is the union at whose eyes. */
async function oracle(q: string, syllables: string | null, top: string | null): Promise<string[]> {
  const { rows } = await db.owner.query<{ code: string }>(
    `select u.union_code as code
     from organisations.search_key k join organisations.union u on u.union_id = k.union_id
     cross join lateral (select organisations.search_rank(k, $1, $2, $3) as rank) as r
     where r.rank is not null and ($4::text is null or exists (
       select from organisations.descent d join organisations.union t on t.union_id = d.ancestor_id
       where d.union_id = k.union_id and t.union_code = $4
     ))
     order by r.rank, k.level, organisations.search_lot(k.level, k.union_id), k.union_id`,
    [q, syllables === null ? null : q, syllables, top],
  );
  return rows.map(({ code }) => code);
}

async function firstPages(who: Acting, q: string, pages: number): Promise<string[]> {
  const told: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages; page++) {
    const answer = await searchUnions(who, { q, limit: 20, after });
    told.push(...answer.unions.map(({ code }) => code));
    if (answer.next === null) break;
    after = answer.next;
  }
  return told;
}

describe.each([
  ['administrator', null],
  ['city', 'A'],
  ['county', 'A1'],
] as const)('among thousands the %s finds first what is best in all of them', (who, top) => {
  test.each([
    ['工会', null],
    ['长安', null],
    ['公司', null],
    ['鑫', null],
    ['嘉陵鑫', null],
    ['96公司', null],
    ['s1', ' s ?1'],
    ['s8999', ' s ?8 ?9 ?9 ?9'],
    ['gonghui', ' g ?o ?n ?g ?h ?u ?i'],
    ['changan', ' c ?h ?a ?n ?g ?a ?n'],
    ['xin', ' x ?i ?n'],
    ['jlx', ' j ?l ?x'],
    ['yh', ' y ?h'],
    ['g', ' g'],
    ['jx', ' j ?x'],
    ['vv', ' v ?v'],
  ])('%s', async (q, syllables) => {
    const expected = await oracle(q, syllables, top);
    const pages = 4;
    expect(await firstPages(seats[who], q, pages)).toEqual(expected.slice(0, 20 * pages));
  });
});

test('what the sample does not hold is told too, to the end', async () => {
  const expected = await oracle('鑫', null, null);
  expect(expected).toHaveLength(UNIONS / 500);
  expect(await firstPages(seats.administrator, '鑫', 9)).toEqual(expected);
});
