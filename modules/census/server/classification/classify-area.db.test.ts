import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classifyChanged, creditCode, employerIds, journalLines, plantEmployers } from '../../testing/index.ts';
import { classifyArea } from './classify-area.ts';
import { setIndustryRule } from './set-rule.ts';

const db = await testDatabase();

interface Classified {
  readonly industry_code: string | null;
  readonly industry_basis: string;
  readonly sector: string | null;
  readonly size: string | null;
  readonly size_at_most: boolean;
  readonly above_scale: boolean | null;
  readonly industrial_union: string | null;
  readonly reasons: Readonly<Record<string, string>>;
}

async function classified(name: string): Promise<Classified | undefined> {
  const id = (await employerIds(db.owner)).get(name);
  const found = await db.owner.query<Classified>('select * from census.classification where employer_id = $1', [id]);
  return found.rows[0];
}

beforeAll(async () => {
  await plantForest(db.owner);
  await db.owner.query(
    `insert into employers.employer (uscc, name, division_code, sector, above_scale) values ($1, '甲', '340802001', 'state', true)`,
    [creditCode(1)],
  );
  await plantEmployers(db.system, [
    { name: '甲机械制造有限公司', number: 1, employees: 300, industry: '3311' },
    { name: '乙餐饮有限公司', number: 2, employees: 9 },
    { name: '丙有限公司', number: 3, employees: 60 },
  ]);
});
afterAll(() => db.drop());

test('what a source codes stands, what it does not is read from the name, and what says nothing stays open', async () => {
  expect(await classified('甲机械制造有限公司')).toMatchObject({
    industry_code: '3311',
    industry_basis: 'code',
    sector: 'state',
    size: 'medium',
    size_at_most: true,
    above_scale: true,
    industrial_union: 'machinery_metallurgy_materials',
  });
  const dinner = await classified('乙餐饮有限公司');
  expect(dinner).toMatchObject({ industry_code: '62', industry_basis: 'text', size: 'micro', size_at_most: false });
  expect(dinner?.reasons['industry']).toContain('餐饮');
  expect(await classified('丙有限公司')).toMatchObject({ industry_code: null, sector: null, size: null });
  const { rows } = await db.owner.query('select trained from census.classifier');
  expect(rows).toEqual([{ trained: 1 }]);
});

test('only what has changed is looked at: an employer written anew, one that is gone, one that the register knows better', async () => {
  expect(await classifyChanged(db.system)).toEqual({ seen: 0, written: 0, gone: 0 });
  await db.owner.query(`update census.employer set employees = 1000 where name = '甲机械制造有限公司'`);
  expect(await classifyChanged(db.system)).toEqual({ seen: 1, written: 1, gone: 0 });
  expect((await classified('甲机械制造有限公司'))?.size).toBe('large');
  await db.owner.query(`delete from census.employer where name = '丙有限公司'`);
  expect(await classifyChanged(db.system)).toEqual({ seen: 0, written: 0, gone: 1 });
  await db.owner.query(`update employers.employer set above_scale = false where name = '甲'`);
  expect(await classifyChanged(db.system)).toEqual({ seen: 1, written: 1, gone: 0 });
  expect((await classified('甲机械制造有限公司'))?.above_scale).toBe(false);
  await db.owner.query(`update employers.employer set name = '甲机械' where name = '甲'`);
  expect(await classifyChanged(db.system)).toEqual({ seen: 0, written: 0, gone: 0 });
});

test('a note that is written while it is taken is not lost: what it tells of was not to be seen yet', async () => {
  const changing = await db.owner.connect();
  await changing.query('begin');
  await changing.query(`update census.employer set employees = 400 where name = '甲机械制造有限公司'`);
  expect(await classifyArea(db.system, '3408')).toEqual({ seen: 0, written: 0, gone: 0 });
  await changing.query('commit');
  changing.release();
  expect(await classifyArea(db.system, '3408')).toEqual({ seen: 1, written: 1, gone: 0 });
});

test('a city decides which industrial union answers for an industry; the nearest federation counts', async () => {
  const city = await actAs(db, 'city_officer', 'A');
  const county = await actAs(db, 'county_officer', 'A1');
  await setIndustryRule(city, '62', { at: 'A', industrial_union: 'banking' });
  await classifyChanged(db.system);
  expect((await classified('乙餐饮有限公司'))?.industrial_union).toBe('banking');
  await setIndustryRule(county, '62', { at: 'A1', industrial_union: 'railway' });
  await classifyChanged(db.system);
  expect((await classified('乙餐饮有限公司'))?.industrial_union).toBe('railway');
  await setIndustryRule(county, '62', { at: 'A1', industrial_union: null });
  await setIndustryRule(city, '62', { at: 'A', industrial_union: null });
  await classifyChanged(db.system);
  expect((await classified('乙餐饮有限公司'))?.industrial_union).toBe('finance_trade_light_textile_tobacco');
  expect(await journalLines(db.owner, 'census.setIndustryRule')).toBe(4);
  await expect(setIndustryRule(county, '62', { at: 'A', industrial_union: 'banking' })).rejects.toMatchObject({
    kind: 'missing',
  });
  await expect(setIndustryRule(city, '9999', { at: 'A', industrial_union: 'banking' })).rejects.toMatchObject({
    id: 'census.noIndustry',
  });
});
