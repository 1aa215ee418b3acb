import { testDatabase } from '@jianjia/db/testing';
import { signedIn } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Results } from './results.ts';
import { testHouse, testServer } from './testing/house.ts';

/** The overview where there is nothing, and of one union; and the month ends that fill up by themselves. */
const T = '2026-11-21' as PlainDate;

const db = await testDatabase();
let server: FastifyInstance;

beforeAll(async () => {
  server = await testServer(await testHouse(db));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

async function get(part: string, union: string, query = ''): Promise<unknown> {
  const { token } = await signedIn(db, [{ role: 'city_officer', union }]);
  const headers = { host: 'localhost', 'sec-fetch-site': 'same-origin', cookie: `jianjia=${token}` };
  const answer = await server.inject({ method: 'GET', url: `/api/overview/${part}?as_of=${T}${query}`, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test('one union by itself: it counts, a city is never judged, and nothing is divided by nothing', async () => {
  await db.owner.query(
    `insert into organisations."union" (union_code, name, kind, division_code, founded_on)
     values ('CITY', '示例市总工会', 'city', '1501', '2026-11-05')`,
  );
  expect(await get('figures', 'CITY')).toMatchObject({
    unions: { total: 1, only: 'CITY', kinds: [{ kind: 'city', unions: 1 }] },
    members: 0,
    employers: { open: 0, with_union: 0, without_union: 0 },
  });
  for (const by of ['scheme', 'kind', 'district', 'industry']) {
    expect(await get('shares', 'CITY', `&by=${by}`), by).toMatchObject({ rows: [] });
  }
  expect(await get('history', 'CITY')).toMatchObject({ schemes: [] });
  expect(await get('blockers', 'CITY')).toMatchObject({ rows: [] });
  expect(await get('changes', 'CITY')).toMatchObject({
    since: '2026-10-31',
    computed_on: null,
    schemes: [],
    founded: 1,
    dissolved: 0,
  });
  expect(await get('expiring', 'CITY')).toMatchObject({ rows: [{ within_90: 0 }, { within_90: 0 }, { within_90: 0 }] });
});

test('month ends that were never evaluated are, one at a time and the latest first, once there were unions', async () => {
  const { standards } = (await testHouse(db)).results;
  const results = new Results(db.system, standards, { today: () => T });
  expect(await results.evaluateMonthEnd()).toBe(null);
  await db.owner.query(`update organisations."union" set founded_on = '2026-08-31'`);
  // While somebody waits for results, it does nothing.
  const asked = results.evaluated(T);
  expect(await results.evaluateMonthEnd()).toBe(null);
  await asked;
  const done: (string | null)[] = [];
  for (let turn = 0; turn < 4; turn++) done.push(await results.evaluateMonthEnd());
  expect(done).toEqual(['2026-10-31', '2026-09-30', '2026-08-31', null]);
});
