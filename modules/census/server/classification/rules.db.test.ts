import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import type { Acting } from '@jianjia/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IndustryRule } from '../../contract/index.ts';
import { classifyChanged, journalLines, plantEmployers } from '../../testing/index.ts';
import { setIndustryRule } from './set-rule.ts';
import { findIndustries, listIndustryRules } from './show-rules.ts';

const db = await testDatabase();
let city: Acting;
let county: Acting;

beforeAll(async () => {
  await plantForest(db.owner);
  await plantEmployers(db.system, [
    { name: '甲饭店', number: 1, industry: '6210' },
    { name: '乙饭店', number: 2, industry: '6210' },
    { name: '丙快餐店', number: 3, industry: '6220' },
    { name: '丁饭店', number: 4, industry: '6210', division: '340803001' },
    { name: '戊宾馆', number: 5, industry: '6110' },
  ]);
  city = await actAs(db, 'city_officer', 'A');
  county = await actAs(db, 'county_officer', 'A1');
});
afterAll(() => db.drop());

async function rulesFor(acting: Acting, at?: string): Promise<ReadonlyMap<string, IndustryRule>> {
  const { rules } = await listIndustryRules(acting, at);
  return new Map(rules.map((rule) => [`${rule.origin} ${rule.industry.code}`, rule]));
}

test('every rule says whose it is and how many employers fall under it; a nearer one takes them over', async () => {
  const before = await rulesFor(city);
  expect(before.get('national H')).toMatchObject({
    industry: { name: '住宿和餐饮业' },
    industrial_union: 'finance_trade_light_textile_tobacco',
    decided: null,
    otherwise: null,
    employers: 5,
  });
  await setIndustryRule(city, '6210', { at: 'A', industrial_union: 'banking' });
  await setIndustryRule(county, '62', { at: 'A1', industrial_union: 'railway' });
  await setIndustryRule(county, '6210', { at: 'A1', industrial_union: 'aviation' });

  const ofCity = await rulesFor(city);
  expect(ofCity.get('national H')?.employers).toBe(1);
  expect(ofCity.get('here 6210')).toMatchObject({
    industrial_union: 'banking',
    otherwise: 'finance_trade_light_textile_tobacco',
    // The one of the other county; the two here follow their own county.
    employers: 1,
    decided: { division: { code: '3408' }, by: { union: 'A', union_name: 'A工会' } },
  });
  expect(ofCity.get('below 6210')).toMatchObject({
    employers: 2,
    otherwise: 'banking',
    decided: { by: { union: 'A1' } },
  });
  expect(ofCity.get('below 62')).toMatchObject({ employers: 1 });

  const ofCounty = await rulesFor(county);
  expect(ofCounty.get('here 6210')).toMatchObject({ industrial_union: 'aviation', employers: 2, otherwise: 'banking' });
  expect(ofCounty.has('above 6210')).toBe(false);
  await setIndustryRule(county, '6210', { at: 'A1', industrial_union: null });
  // What the city has decided binds the county, and whose name stands under it is not told.
  expect((await rulesFor(county)).get('above 6210')).toMatchObject({
    industrial_union: 'banking',
    decided: { division: { code: '3408', name: '安庆市' }, by: null },
    employers: 2,
  });
  expect(await journalLines(db.owner, 'census.setIndustryRule')).toBe(4);
});

test('what is told is what classification goes by', async () => {
  await classifyChanged(db.system);
  const { rows } = await db.owner.query(
    `select e.name, c.industrial_union as union from census.employer e join census.classification c using (employer_id)
     order by e.uscc`,
  );
  expect(rows).toEqual([
    { name: '甲饭店', union: 'banking' },
    { name: '乙饭店', union: 'banking' },
    { name: '丙快餐店', union: 'railway' },
    { name: '丁饭店', union: 'banking' },
    { name: '戊宾馆', union: 'finance_trade_light_textile_tobacco' },
  ]);
  // A decision has only its own place classified anew.
  await setIndustryRule(county, '61', { at: 'A1', industrial_union: 'seamen_construction' });
  expect(await classifyChanged(db.system)).toMatchObject({ seen: 5, written: 4 });
});

test('industries are found by code and by words, with what a rule for them would concern', async () => {
  const found = await findIndustries(city, undefined, '餐');
  expect(found.find(({ code }) => code === '6220')).toEqual({
    code: '6220',
    name: '快餐服务',
    industrial_union: 'finance_trade_light_textile_tobacco',
    employers: 1,
  });
  // 6210 has a rule already, which stays the nearer one.
  expect((await findIndustries(city, 'A', '62')).find(({ code }) => code === '62')?.employers).toBe(1);
  expect(await findIndustries(city, 'A', '没有这种行业')).toEqual([]);
});

test('a federation decides for itself alone; others see, and are told so', async () => {
  const chair = await actAs(db, 'chair', 'A111');
  expect((await listIndustryRules(chair, undefined)).can.write).toBe(false);
  expect((await listIndustryRules(city, 'A1')).can.write).toBe(true);
  expect((await listIndustryRules(city, 'A111')).can.write).toBe(false);
  const set = (acting: Acting, at: string, union: 'banking' | null) =>
    setIndustryRule(acting, '45', { at, industrial_union: union });
  await expect(set(county, 'A', 'banking')).rejects.toMatchObject({ id: 'census.noPlace' });
  // An enterprise lies in its township and must not decide for it.
  await expect(set(city, 'A111', 'banking')).rejects.toMatchObject({ id: 'census.noPlace' });
  await expect(set(city, 'A', null)).rejects.toMatchObject({ id: 'census.noOwnRule', kind: 'conflict' });
  await expect(listIndustryRules(county, 'B1')).rejects.toMatchObject({ kind: 'missing' });
});
