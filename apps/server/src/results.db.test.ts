import { testDatabase } from '@jianjia/db/testing';
import { plantForest } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Results } from './results.ts';
import { testHouse } from './testing/house.ts';

const db = await testDatabase();
let results: Results;

beforeAll(async () => {
  await plantForest(db.owner);
  const { standards } = (await testHouse(db)).results;
  results = new Results(db.system, standards, { today: () => '2026-11-25' as PlainDate, passing: 1 });
});
afterAll(() => db.drop());

test('only days within three years back and sixty days ahead can be asked for', () => {
  for (const day of ['2023-11-25', '2026-11-21', '2026-11-25', '2027-01-24']) expect(results.asOf(day)).toBe(day);
  for (const day of ['2023-11-24', '2027-01-25', '1949-10-01', '2099-12-31']) {
    expect(() => results.asOf(day), day).toThrow('只能评定 2023-11-25 到 2027-01-24 之间的日期');
  }
  expect(results.asOf(undefined)).toBe('2026-11-25');
});

test('what is kept: today, month ends and the last used of other days; what was forgotten is computed again', async () => {
  const kept = async (): Promise<string[]> => {
    const found = await db.owner.query<{ day: string }>(
      'select as_of::text as day from assessments.evaluation order by 1',
    );
    return found.rows.map(({ day }) => day);
  };
  const ask = (days: readonly string[]) => Promise.all(days.map((day) => results.evaluated(day as PlainDate)));
  await ask(['2026-11-21', '2026-11-25', '2026-10-31', '2026-11-20', '2026-11-20']);
  expect(await kept()).toEqual(['2026-10-31', '2026-11-20', '2026-11-25']);
  const left = await db.owner.query(`select from assessments.result where as_of = '2026-11-21'`);
  expect(left.rowCount).toBe(0);
  await ask(['2026-11-21']);
  expect(await kept()).toEqual(['2026-10-31', '2026-11-21', '2026-11-25']);
});

test('whoever asks for many days at once is told to come again', async () => {
  const days = Array.from({ length: 12 }, (_, index) => `2026-09-${String(index + 1).padStart(2, '0')}` as PlainDate);
  const told = await Promise.allSettled(days.map((day) => results.evaluated(day)));
  expect(told.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(4);
});
