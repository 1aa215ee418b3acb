import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedEmployer } from '../../contract/index.ts';
import { creditCode, workedJobs } from '../../testing/index.ts';
import type { CensusDeps } from '../deps.ts';
import { listEmployers } from '../list/list-employers.ts';
import { takeRegister } from './take-register.ts';

const db = await testDatabase();
const works = await workedJobs(db.system);
const deps: CensusDeps = { app: db.app, system: db.system, jobs: works.jobs };
let city: Acting;
const NOW = new Date('2026-11-21T08:00:00Z');

beforeAll(async () => {
  await plantForest(db.owner);
  city = await actAs(db, 'city_officer', 'A');
});
afterAll(async () => {
  await works.jobs.stop();
  await db.drop();
});

async function listed(): Promise<readonly ListedEmployer[]> {
  const { rows } = await listEmployers(city, { limit: 100 });
  return rows.filter(({ uscc }) => uscc !== null).toSorted((a, b) => ((a.uscc ?? '') < (b.uscc ?? '') ? -1 : 1));
}

test('the own register is a source; unions stand beside its employers; anew it takes the place of what it was', async () => {
  for (const number of [1, 2]) {
    await db.owner.query(
      `insert into employers.employer (uscc, name, division_code, sector, union_id)
       values ($1, $2, '340802001', 'private', (select union_id from organisations.union where union_code = 'A111'))`,
      [creditCode(number), `第${number}百货有限公司`],
    );
  }
  const first = await takeRegister(deps, city, undefined, NOW);
  await works.settled();
  expect(await listed()).toMatchObject([
    {
      uscc: creditCode(1),
      name: '第1百货有限公司',
      union: { name: 'A111工会' },
      departments: ['union'],
      sector: 'private',
    },
    { uscc: creditCode(2), name: '第2百货有限公司', union: { name: 'A111工会' }, departments: ['union'] },
  ]);
  expect(await takeRegister(deps, city, undefined, NOW)).toEqual({ ...first, known: true });

  await db.owner.query(`update employers.employer set union_id = null, name = '改了名有限公司' where uscc = $1`, [
    creditCode(1),
  ]);
  expect((await listed())[0]?.union).toBeNull();
  const second = await takeRegister(deps, city, undefined, NOW);
  await works.settled();
  expect(second.known).toBe(false);
  expect((await listed()).map(({ name }) => name)).toEqual(['改了名有限公司', '第2百货有限公司']);
  const states = await db.owner.query<{ status: string }>('select status from census.delivery order by delivery_id');
  expect(states.rows.map(({ status }) => status)).toEqual(['withdrawn', 'applied']);
});
