import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GapQuery } from '../../contract/index.ts';
import { groupForJointUnions } from '../../domain/gaps/joint-unions.ts';
import { creditCode, employerIds, fieldDeps, plantEmployers, type TypedEmployer } from '../../testing/index.ts';
import { exportGaps } from './export-gaps.ts';
import { listGaps } from './list-gaps.ts';
import { listJointUnions } from './list-joint-unions.ts';
import { showGaps } from './show-gaps.ts';

const db = await testDatabase();
const deps = fieldDeps(db);
const PAGE = { limit: 200 };

/** 120 small shops of one street, so that three joint unions are needed; some in a building; one alone. */
const shops: readonly TypedEmployer[] = Array.from({ length: 120 }, (_, index) => ({
  name: `第${index}便利店`,
  number: 1000 + index,
  address: `迎江区人民路${index + 1}号`,
  employees: (index % 24) + 1,
}));
const tower: readonly TypedEmployer[] = ['甲', '乙', '丙'].map((mark, index) => ({
  name: `${mark}餐饮店`,
  number: 2000 + index,
  address: `迎江区集贤南路8号财富大厦${index + 1}层`,
  employees: 10,
}));

beforeAll(async () => {
  await plantForest(db.owner);
  await plantEmployers(db.system, [
    { name: '宏泰机械制造有限公司', number: 1, employees: 25, industry: '3311', address: '迎江区经济开发区一路1号' },
    { name: '晨光餐饮有限公司', number: 2, employees: 24 },
    { name: '已建会有限公司', number: 3, employees: 80 },
    { name: '已注销有限公司', number: 4, employees: 30, status: '注销' },
    { name: '两会有限公司', number: 5, employees: 60 },
    { name: '外区有限公司', number: 6, employees: 300, division: '340803001' },
    { name: '没有人数的公司', number: 7 },
    ...shops,
    ...tower,
  ]);
  const union = (code: string) => `(select union_id from organisations.union where union_code = '${code}')`;
  for (const [number, code] of [
    [3, 'A111'],
    [4, 'A112'],
    [5, 'A111'],
    [8, 'A112'],
  ] as const) {
    await db.owner.query(
      `insert into employers.employer (uscc, name, division_code, sector, union_id)
       values ($1, $1, '340802001', 'private', ${union(code)})`,
      [creditCode(number)],
    );
  }
  // One employer under two credit codes: 两会 is in A111 by one and in A112 by the other.
  const ids = await employerIds(db.owner);
  await db.owner.query(
    `insert into census.entity (entity_id, employer_id, division_code, uscc, name, standard_name, records)
     values (gen_random_uuid(), $1, '340802001', $2, '两会有限公司', '两会有限公司', 1)`,
    [ids.get('两会有限公司'), creditCode(8)],
  );
});
afterAll(() => db.drop());

async function names(query: GapQuery): Promise<readonly string[]> {
  const acting = await actAs(db, 'county_officer', 'A1');
  return (await listGaps(deps, acting, query, PAGE)).rows.map(({ name }) => name);
}

test('25 employees found a union of their own, 24 may join one; the unions that exist are not asked again', async () => {
  expect(await names({ gap: 'uncovered' })).toEqual(['宏泰机械制造有限公司']);
  const small = await names({ gap: 'small' });
  expect(small).toContain('晨光餐饮有限公司');
  expect(small).toContain('没有人数的公司');
  expect(small).not.toContain('已建会有限公司');
  expect(small).toHaveLength(2 + shops.length + tower.length);
});

test('a union whose employer is gone, and an employer in two unions', async () => {
  expect(await names({ gap: 'closed' })).toEqual(['已注销有限公司']);
  expect(await names({ gap: 'double' })).toEqual(['两会有限公司']);
});

test('a union that was dissolved covers nobody', async () => {
  await db.owner.query(`update organisations.union set dissolved_on = '2026-01-01' where union_code = 'A111'`);
  expect(await names({ gap: 'uncovered' })).toContain('已建会有限公司');
  expect(await names({ gap: 'double' })).toEqual([]);
  await db.owner.query(`update organisations.union set dissolved_on = null where union_code = 'A111'`);
});

test('the lists are narrowed by industry, growth area and place', async () => {
  expect(await names({ gap: 'uncovered', industry: 'C' })).toEqual(['宏泰机械制造有限公司']);
  expect(await names({ gap: 'uncovered', industry: 'H' })).toEqual([]);
  expect(await names({ gap: 'uncovered', growth: 'park' })).toEqual(['宏泰机械制造有限公司']);
  expect(await names({ gap: 'uncovered', growth: 'new_form' })).toEqual([]);
  expect(await names({ gap: 'uncovered', division: '340803' })).toEqual([]);
});

test('what the table counts is what the lists hold, by area and by industry', async () => {
  const acting = await actAs(db, 'city_officer', 'A');
  const table = await showGaps(deps, acting, { division: '3408' });
  const sum = (parts: readonly { readonly uncovered: number; readonly small: number; readonly open: number }[]) =>
    parts.reduce(
      (all, { uncovered, small, open }) => [(all[0] ?? 0) + uncovered, (all[1] ?? 0) + small, (all[2] ?? 0) + open],
      [0, 0, 0],
    );
  const { total } = table;
  expect(sum(table.divisions)).toEqual([total.uncovered, total.small, total.open]);
  expect(sum(table.industries)).toEqual([total.uncovered, total.small, total.open]);
  expect(total.open).toBe(6 + shops.length + tower.length);
  expect(total.covered).toBe(2);
  for (const gap of ['uncovered', 'small', 'closed', 'double'] as const) {
    const list = await listGaps(deps, acting, { gap, division: '3408' }, PAGE);
    expect(list.total, gap).toBe(total[gap]);
    expect(list.rows, gap).toHaveLength(total[gap]);
  }
  expect(table.divisions.map(({ code, open }) => [code, open])).toEqual([
    ['340802', 5 + shops.length + tower.length],
    ['340803', 1],
  ]);
  expect(table.unclassified).toBe(0);
  expect(table.can).toEqual({ hand_out: true, classify: true });
});

test('without a place asked for, officers see their own; others see nothing of it', async () => {
  const township = await showGaps(deps, await actAs(db, 'township_officer', 'A12'), {});
  expect(township.division?.code).toBe('340802002');
  expect(township.total.open).toBe(0);
  const auditor = await showGaps(deps, await actAs(db, 'auditor', 'A1'), {});
  expect(auditor.total.open).toBe(0);
  expect(auditor.can).toEqual({ hand_out: false, classify: false });
});

describe('joint unions', () => {
  test('are the groups of the rule, whatever the size of the street', async () => {
    const acting = await actAs(db, 'county_officer', 'A1');
    const { rows, next } = await listJointUnions(deps, acting, { limit: 100 });
    expect(next).toBeNull();
    const ids = await employerIds(db.owner);
    const small = [...shops, ...tower].map(({ name, address = '', employees = null }) => ({
      id: ids.get(name) ?? '',
      division: '340802001',
      address,
      employees,
    }));
    const ruled = groupForJointUnions(small);
    const key = (one: { readonly place: string; readonly part: number }) => `${one.place}/${one.part}`;
    const told = (one: { readonly place: string; readonly part: number }, employers: number, employees: number) =>
      `${key(one)}: ${employers} employers, ${employees} employees`;
    expect(rows.map((row) => told(row, row.employers, row.employees)).toSorted()).toEqual(
      ruled.map((one) => told(one, one.employers.length, one.employees)).toSorted(),
    );
    for (const { place, place_kind: kind, part, employers } of rows) {
      const list = await listGaps(
        deps,
        acting,
        { gap: 'small', division: '340802001', place, place_kind: kind, part },
        PAGE,
      );
      expect(list.total).toBe(employers);
      const found = ruled.find((one) => key(one) === key({ place, part }));
      expect(list.rows.map(({ employer_id }) => employer_id).toSorted()).toEqual(found?.employers.toSorted());
    }
  });

  test('come page by page, none twice', async () => {
    const acting = await actAs(db, 'county_officer', 'A1');
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listJointUnions(deps, acting, { limit: 1, after });
      seen.push(...page.rows.map(({ place, part }) => `${place}/${part}`));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });
});

test('the list comes page by page, none twice, and as a workbook', async () => {
  const acting = await actAs(db, 'county_officer', 'A1');
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await listGaps(deps, acting, { gap: 'small' }, { limit: 50, after });
    seen.push(...page.rows.map(({ employer_id }) => employer_id));
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toHaveLength(2 + shops.length + tower.length);
  expect(new Set(seen).size).toBe(seen.length);
  const saver = { by: '测试', at: new Date(), most: 1000 };
  const file = await exportGaps(deps, acting, { gap: 'small' }, saver);
  expect(file.name).toBe('不足 25 人未建会名单2026-11-21.xlsx');
  await expect(exportGaps(deps, acting, { gap: 'small' }, { ...saver, most: 3 })).rejects.toMatchObject({
    id: 'census.tooLong',
  });
  await expect(listGaps(deps, acting, { gap: 'small' }, { limit: 5, after: 'x' })).rejects.toMatchObject({
    id: 'census.lapsedPage',
  });
});

test('nothing of another tree is counted or listed', async () => {
  const acting = await actAs(db, 'city_officer', 'B');
  expect((await showGaps(deps, acting, { division: '3408' })).total.open).toBe(0);
  expect((await listGaps(deps, acting, { gap: 'uncovered' }, PAGE)).rows).toEqual([]);
  expect((await listJointUnions(deps, acting, { limit: 10 })).rows).toEqual([]);
});
