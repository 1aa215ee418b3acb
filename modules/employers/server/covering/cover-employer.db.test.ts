import { inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { parsePlainDate, type PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coverEmployer, type CoveredEmployer } from './cover-employer.ts';

const db = await testDatabase();
const USCC = '91340802MA00000010';
const TODAY = parsePlainDate('2026-11-21') as PlainDate;
const EMPLOYER: CoveredEmployer = {
  uscc: USCC,
  name: '甲公司',
  division: '340802001',
  industry: null,
  sector: 'private',
  establishedOn: null,
};

beforeAll(async () => {
  await plantForest(db.owner);
  await db.owner.query(
    `insert into employers.employer (uscc, name, division_code, sector) values ($1, '甲公司', '340802001', 'private')`,
    [USCC],
  );
});
afterAll(() => db.drop());

test('of two unions that begin to cover an employer at a time one does, and the other is told', async () => {
  const acting = await actAs(db, 'city_officer', 'A');
  const unions = await db.owner.query<{ id: string }>(
    `select union_id as id from organisations.union where union_code in ('A111', 'A112') order by union_code`,
  );
  const [first = '', second = ''] = unions.rows.map(({ id }) => id);
  const both = await new Promise<PromiseSettledResult<void>>((resolve, reject) => {
    inTransaction(acting, async (client) => {
      await coverEmployer(client, EMPLOYER, first, TODAY);
      // The other has seen that nobody covers it, and waits for the row.
      const other = inTransaction(acting, (later) => coverEmployer(later, EMPLOYER, second, TODAY));
      void Promise.allSettled([other]).then(([result]) => resolve(result));
      await waitsForLock();
    }).catch(reject);
  });
  expect(both).toMatchObject({ status: 'rejected', reason: { id: 'employers.covered' } });
  const { rows } = await db.owner.query('select union_id as id from employers.employer where uscc = $1', [USCC]);
  expect(rows).toEqual([{ id: first }]);
});

/** Resolves when some connection to the database of the test waits for another's row. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const waiting = await db.owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.rowCount !== 0) return;
  }
}
