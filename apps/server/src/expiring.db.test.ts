import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, testServer } from './testing/house.ts';

/** What runs out: the edges of the periods, the term that runs, pages, and who sees what. */
const T = '2026-11-21';

const db = await testDatabase();
let server: FastifyInstance;

beforeAll(async () => {
  await plantForest(db.owner);
  // Contracts of the forest end on 31 December; here each union has what the test gives it.
  await db.owner.query('delete from agreements.contract_employer; delete from agreements.contract');
  server = await testServer(await testHouse(db));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

interface Row {
  readonly what: string;
  readonly union: string;
  readonly title: string;
  readonly ends_on: string;
  readonly days_left: number;
}

/** Of the list, or the counts of the overview. */
interface Page {
  readonly rows: readonly (Row & Readonly<Record<`within_${30 | 60 | 90}` | 'over', number>>)[];
  readonly next: string | null;
}

async function get(path: string, union = 'A', role: 'city_officer' | 'county_officer' | 'chair' = 'city_officer') {
  const { token } = await signedIn(db, [{ role, union }]);
  const headers = { host: 'localhost', 'sec-fetch-site': 'same-origin', cookie: `jianjia=${token}` };
  const answer = await server.inject({ method: 'GET', url: path, headers });
  return { status: answer.statusCode, body: answer.json<Page>() };
}

const list = async (query: string): Promise<readonly Row[]> =>
  (await get(`/api/expiring?as_of=${T}&${query}`)).body.rows;
const counts = async (what: string, at = 'A') =>
  (await get(`/api/overview/expiring?as_of=${T}&at=${at}`)).body.rows
    .filter((row) => row.what === what)
    .map((row) => [row.within_30, row.within_60, row.within_90, row.over])[0];

/** Days from the as-of day → how a contract ending then is counted: within 30, 60, 90 days, over. */
const EDGES: readonly (readonly [number, readonly [number, number, number, number]])[] = [
  [-91, [0, 0, 0, 0]],
  [-90, [0, 0, 0, 1]],
  [-1, [0, 0, 0, 1]],
  [0, [1, 1, 1, 0]],
  [30, [1, 1, 1, 0]],
  [31, [0, 1, 1, 0]],
  [60, [0, 1, 1, 0]],
  [61, [0, 0, 1, 0]],
  [90, [0, 0, 1, 0]],
  [91, [0, 0, 0, 0]],
];

test.each(EDGES)('a contract that ends %i days after the day', async (distance, expected) => {
  await db.owner.query('delete from agreements.contract');
  await db.owner.query(
    `insert into agreements.contract (contract_no, kind, scope, union_id, signed_on, valid_from, valid_to)
     select 'C1', 'wage', 'enterprise', union_id, '2024-01-01', '2024-01-01', date '${T}' + $1::int
     from organisations."union" where union_code = 'A111'`,
    [distance],
  );
  expect(await counts('contract')).toEqual(expected);
  for (const [index, within] of ['30', '60', '90', 'over'].entries()) {
    expect(await list(`what=contract&within=${within}`), within).toHaveLength(expected[index] ?? 0);
  }
  await db.owner.query('delete from agreements.contract');
});

test('of a body the term of the latest election counts; by-elections and later ones start none', async () => {
  await db.owner.query('delete from democracy.election');
  const elect = (no: string, held: string, years: number, kind = 'reelection', body = 'committee') =>
    db.owner.query(
      `insert into democracy.election (election_no, union_id, body, term_no, held_on, term_years, eligible, attended, kind)
       select $1, union_id, $5, 2, $2, $3, 10, 9, $4 from organisations."union" where union_code = 'A111'`,
      [no, held, years, kind, body],
    );
  await elect('E1', '2021-12-01', 5);
  await elect('E2', '2026-11-01', 0, 'byelection');
  await elect('E3', '2026-12-01', 5);
  await elect('W1', '2022-02-28', 5, 'founding', 'women');
  expect(await list('what=term')).toMatchObject([
    { union: 'A111', title: '工会委员会第 2 届任期', ends_on: '2026-12-01', days_left: 10 },
  ]);
  // Elected anew: the old term is nobody's business any more.
  await elect('E4', '2026-11-02', 5);
  expect(await list('what=term')).toEqual([]);
  expect(await counts('term')).toEqual([0, 0, 0, 0]);
  // Of two on one day the longer term counts; the 29th of February ends on the 28th.
  await elect('A1', '2024-02-29', 1, 'founding', 'audit');
  await elect('A2', '2024-02-29', 3, 'founding', 'audit');
  await elect('M1', '2023-10-22', 3, 'founding', 'mediation');
  expect(await list('what=term&within=over')).toMatchObject([{ ends_on: '2026-10-22', days_left: -30 }]);
  const later = (await get('/api/expiring?as_of=2027-01-20&what=term&within=60')).body.rows;
  expect(later).toMatchObject([{ ends_on: '2027-02-28' }, { ends_on: '2027-02-28' }]);
});

test('certificates of unions in being, of the part looked from, in the order they run out, page by page', async () => {
  const codes = ['A1', 'A11', 'A111', 'A112', 'A2', 'A21'];
  for (const [index, code] of codes.entries()) {
    await db.owner.query(
      `update organisations."union" set legal_person_from = '2020-01-01', legal_person_to = date '${T}' + $2::int
       where union_code = $1`,
      [code, index < 3 ? 5 : 10 + index],
    );
  }
  await db.owner.query(`update organisations."union" set dissolved_on = '${T}' where union_code = 'A112'`);
  const expected = ['A1', 'A11', 'A111', 'A2', 'A21'];
  expect((await list('what=certificate')).map(({ union }) => union)).toEqual(expected);
  const paged: string[] = [];
  let after: string | null = '';
  while (after !== null) {
    const path = `/api/expiring?as_of=${T}&what=certificate&limit=2${after ? `&after=${encodeURIComponent(after)}` : ''}`;
    const page: Page = (await get(path)).body;
    paged.push(...page.rows.map(({ union }) => union));
    after = page.next;
  }
  expect(paged).toEqual(expected);
  expect(await counts('certificate')).toEqual([5, 5, 5, 0]);
  expect(await counts('certificate', 'A1')).toEqual([3, 3, 3, 0]);
  expect((await list('what=certificate&at=A2')).map(({ union }) => union)).toEqual(['A2', 'A21']);
});

test('nobody sees what runs out elsewhere, and a page that never was is refused', async () => {
  const seen = async (union: string, role: 'county_officer' | 'chair', query = '') =>
    (await get(`/api/expiring?as_of=${T}${query}`, union, role)).body.rows;
  expect((await seen('A2', 'county_officer')).map(({ union }) => union)).toEqual(['A2', 'A21']);
  expect((await seen('A111', 'chair', '&what=certificate')).map(({ union }) => union)).toEqual(['A111']);
  expect((await get(`/api/expiring?as_of=${T}&at=A1`, 'A2', 'county_officer')).status).toBe(404);
  for (const after of ['', 'x', '2026-02-30.term.E1', '2026-12-01.toString.E1']) {
    expect((await get(`/api/expiring?as_of=${T}&after=${after}`)).status, after).toBe(422);
  }
});
