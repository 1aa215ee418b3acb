import { buffer } from 'node:stream/consumers';
import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UncoveredQuery } from '../../contract/index.ts';
import type { EmployerDeps } from '../deps.ts';
import { exportUncovered } from './export-uncovered.ts';
import { listUncovered, type UncoveredPage } from './list-uncovered.ts';

const T = '2026-11-21' as PlainDate;
const db = await testDatabase();
const deps: EmployerDeps = { app: db.app, asOf: (text) => (text ?? T) as PlainDate };
let city: Acting;
let county: Acting;

/** name, division, industry, union, employees by day, established, closed. */
type Plan = readonly [
  name: string,
  division: string,
  industry: string | null,
  union: string | null,
  employees: Readonly<Record<string, number>>,
  established?: string,
  closed?: string,
];

const HOSTILE = `=cmd|'/c calc'!A1\n${'长'.repeat(480)}`;
const PLANS: readonly Plan[] = [
  ['无会甲', '340802001', '1311', null, { '2024-12-31': 10, '2025-12-31': 40, '2026-12-31': 999 }],
  ['无会乙', '340802002', 'C', null, { '2025-12-31': 25 }],
  ['无会丙', '340803001', null, null, { '2025-12-31': 40 }],
  ['没报人数', '340802001', 'F', null, {}],
  ['才成立', '340802001', null, null, {}, '2026-11-21'],
  ['还没成立', '340802001', null, null, {}, '2026-11-22'],
  ['已注销', '340802001', null, null, {}, '2020-01-01', '2026-11-21'],
  ['明天注销', '340802001', null, null, {}, '2020-01-01', '2026-11-22'],
  ['工会已撤', '340802001', null, 'A112', { '2025-12-31': 7 }],
  ['分会的总会已撤', '340802001', null, 'A112b', { '2025-12-31': 3 }],
  ['有会', '340802001', null, 'A111', { '2025-12-31': 500 }],
  ['分会的', '340802001', null, 'A111b', { '2025-12-31': 600 }],
  ['外市', '150102001', '1311', null, { '2025-12-31': 70 }],
  [HOSTILE, '340802001', null, null, { '2025-12-31': 1 }],
];
const NONE = ['无会甲', '无会丙', '无会乙', '工会已撤', '分会的总会已撤', HOSTILE, '没报人数', '才成立', '明天注销'];

beforeAll(async () => {
  await plantForest(db.owner);
  await db.owner.query('delete from employers.workforce');
  await db.owner.query(`update employers.employer set closed_on = '2020-01-01'`);
  await db.owner.query(
    `insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on)
    values ('A112b', '分会', (select union_id from organisations.union where union_code = 'A112'), 'branch', '340802001', '2012-01-01')`,
  );
  await db.owner.query(`update organisations.union set dissolved_on = $1 where union_code = 'A112'`, [T]);
  for (const [index, [name, division, industry, union, employees, established, closed]] of PLANS.entries()) {
    const uscc = `8${String(index).padStart(17, '0')}`;
    await db.owner.query(
      `insert into employers.employer (uscc, name, division_code, industry_code, sector, union_id, established_on, closed_on)
      values ($1, $2, $3, $4, 'private', (select union_id from organisations.union where union_code = $5), $6, $7)`,
      [uscc, name, division, industry, union, established ?? null, closed ?? null],
    );
    for (const [day, count] of Object.entries(employees)) {
      await db.owner.query('insert into employers.workforce (uscc, as_of, employees) values ($1, $2, $3)', [
        uscc,
        day,
        count,
      ]);
    }
  }
  city = await actAs(db, 'city_officer', 'A');
  county = await actAs(db, 'county_officer', 'A1');
});
afterAll(() => db.drop());

const list = (acting: Acting, query: Partial<UncoveredQuery> = {}, limit = 100): Promise<UncoveredPage> =>
  listUncovered(deps, acting, query, { limit });
const names = async (acting: Acting, query: Partial<UncoveredQuery> = {}): Promise<readonly string[]> =>
  (await list(acting, query)).rows.map(({ name }) => name);

describe('employers without a union', () => {
  test('open ones, without any or with one that is dissolved; most employees first, by the report of the day', async () => {
    const { rows, total } = await list(city);
    expect(rows.map(({ name }) => name)).toEqual(NONE);
    expect(rows.map(({ employees }) => employees)).toEqual([40, 40, 25, 7, 3, 1, null, null, null]);
    expect(total).toBe(9);
    expect(rows[0]).toMatchObject({
      division: { code: '340802001' },
      industry: { code: '1311', name: '稻谷加工' },
      sector: 'private',
      established_on: null,
    });
  });

  test.each<[string, Partial<UncoveredQuery>, readonly string[]]>([
    ['of a county', { at: 'A1' }, NONE.filter((name) => name !== '无会丙')],
    ['of a township', { at: 'A12' }, ['无会乙']],
    ['of a union that answers for no place', { at: 'A111' }, []],
    ['from 25 employees on', { size: 25 }, ['无会甲', '无会丙', '无会乙']],
    ['in a division', { division: '340803' }, ['无会丙']],
    ['of a section', { industry: 'C' }, ['无会甲', '无会乙']],
    ['of no industry', { industry: 'none', size: 2 }, ['无会丙', '工会已撤', '分会的总会已撤']],
    ['as of the year before', { as_of: '2024-12-31', size: 1 }, ['无会甲']],
  ])('%s', async (_name, query, wanted) => {
    expect(await names(city, query)).toEqual(wanted);
  });

  test('page by page they are complete, without doubles', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await listUncovered(deps, city, {}, { after, limit: 2 });
      seen.push(...page.rows.map(({ name }) => name));
      expect(page.total).toBe(9);
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(NONE);
  });

  test('are those of the places somebody answers for', async () => {
    expect(await names(county)).toEqual(NONE.filter((name) => name !== '无会丙'));
    expect(await names(await actAs(db, 'city_officer', 'B'))).toEqual(['外市']);
    expect(await names(await actAs(db, 'chair', 'A111'))).toEqual([]);
    expect(await names(await actAs(db, 'auditor', 'A1'))).toEqual([]);
    await expect(list(county, { at: 'A2' })).rejects.toThrow('没有');
    await expect(list(city, { division: '999999' })).rejects.toThrow('没有代码为“999999”的行政区划');
    await expect(listUncovered(deps, city, {}, { after: 'x', limit: 2 })).rejects.toThrow('翻页的位置不对');
  });
});

test('the workbook is the list; names are text', async () => {
  const saver = { by: '某人', at: new Date('2026-11-21T08:00:00Z'), most: 100 };
  const { name, content } = await exportUncovered(deps, city, { at: 'A', size: 1 }, saver);
  expect(name).toBe('没有建会的单位名单2026-11-21.xlsx');
  const [about, sheet] = (await readXlsx(await buffer(content))).sheets;
  expect(about?.rows.slice(1, 4)).toEqual([
    ['名单', '没有建会的单位名单'],
    ['范围', 'A工会所在地方'],
    ['职工人数', '1 人以上'],
  ]);
  const { rows } = await list(city, { at: 'A', size: 1 });
  expect(sheet?.rows.slice(1).map((row) => [row[1], row[5]])).toEqual(rows.map((row) => [row.name, row.employees]));
  expect(sheet?.rows.some((row) => row[1] === HOSTILE)).toBe(true);
  await expect(exportUncovered(deps, city, {}, { ...saver, most: 3 })).rejects.toThrow(
    '名单有 9 行，一次最多导出 3 行',
  );
});
