import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn, type SignedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_IN_VISIT } from '../../contract/index.ts';
import { employerIds, fieldDeps, plantEmployers } from '../../testing/index.ts';
import { handOut } from './hand-out.ts';
import { listMyChecks, listTasks } from './list-tasks.ts';

const db = await testDatabase();
const deps = fieldDeps(db);
const SMALL = 'small' as const;
let officer: SignedIn;
let walker: SignedIn;
let ids: readonly string[];

beforeAll(async () => {
  await plantForest(db.owner);
  await plantEmployers(
    db.system,
    Array.from({ length: MOST_IN_VISIT + 1 }, (_, index) => ({
      name: `第${index}商行`,
      number: index + 1,
      employees: 5,
      address: `人民路12号世纪大厦${index}室`,
    })),
  );
  officer = await signedIn(db, [{ role: 'township_officer', union: 'A11' }]);
  walker = await signedIn(db, [{ role: 'coordinator', union: 'A11' }]);
  ids = [...(await employerIds(db.owner)).values()];
});
afterAll(() => db.drop());

test('employers of one place are handed out as one visit: under one name, found together, together on the phone', async () => {
  const asked = { gap: SMALL, assigned_to: walker.accountId };
  await handOut(deps, officer.acting, { ...asked, employer_ids: ids.slice(0, 1), due_on: '2026-12-01' });
  await handOut(deps, officer.acting, { ...asked, employer_ids: ids.slice(0, 4), visit: '世纪大厦 第 1 个' });
  await handOut(deps, officer.acting, { ...asked, employer_ids: ids.slice(4, 6), visit: '世纪大厦 第 2 个' });
  const { rows } = await listTasks(officer.acting, { limit: 50 });
  expect(rows.map(({ visit }) => visit?.title ?? null)).toEqual([
    null,
    '世纪大厦 第 1 个',
    '世纪大厦 第 1 个',
    '世纪大厦 第 1 个',
    '世纪大厦 第 2 个',
    '世纪大厦 第 2 个',
  ]);
  const visit = rows[1]?.visit?.visit_id ?? '';
  const one = await listTasks(officer.acting, { visit, limit: 50 });
  expect(one.total).toBe(3);
  expect(new Set(one.rows.map((task) => task.visit?.visit_id))).toEqual(new Set([visit]));
  const { tasks } = await listMyChecks(walker.acting);
  expect(tasks.map((task) => task.visit?.title ?? null)).toEqual(rows.map((task) => task.visit?.title ?? null));
});

test('a visit is no more than somebody can do', async () => {
  await expect(
    handOut(deps, officer.acting, { gap: SMALL, employer_ids: [...ids], visit: '世纪大厦' }),
  ).rejects.toMatchObject({ id: 'census.visitTooLarge' });
  expect(await handOut(deps, officer.acting, { gap: SMALL, employer_ids: [...ids] })).toEqual({
    created: MOST_IN_VISIT + 1 - 6,
    known: 6,
  });
});
