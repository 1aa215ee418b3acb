import { readFileSync } from 'node:fs';
import { readCodeTable } from '@jianjia/codes/reference';
import { describe, expect, test } from 'vitest';
import { readSizeTable, sizeOf, type SizeNumbers } from './size.ts';

const industries = readCodeTable('industries');
const text = readFileSync(new URL('../../../../reference/enterprise-sizes.csv', import.meta.url), 'utf8');
const table = readSizeTable(text, industries);
const nothing: SizeNumbers = { employees: null, revenue: null, assets: null };
const most = 10_000_000;

/** The bounds of 国统字〔2017〕213 号, copied from its table a second time, industry by industry: large, medium, small. */
const OFFICIAL: readonly (readonly [string, string, keyof SizeNumbers, number, number, number])[] = [
  ['农、林、牧、渔业', '0111', 'revenue', 20000, 500, 50],
  ['工业', '3311', 'employees', 1000, 300, 20],
  ['工业', '3311', 'revenue', 40000, 2000, 300],
  ['工业（采矿）', '0610', 'employees', 1000, 300, 20],
  ['工业（供电）', '4420', 'revenue', 40000, 2000, 300],
  ['建筑业', '4710', 'revenue', 80000, 6000, 300],
  ['建筑业', '4710', 'assets', 80000, 5000, 300],
  ['批发业', '5112', 'employees', 200, 20, 5],
  ['批发业', '5112', 'revenue', 40000, 5000, 1000],
  ['零售业', '5211', 'employees', 300, 50, 10],
  ['零售业', '5211', 'revenue', 20000, 500, 100],
  ['交通运输业', '5431', 'employees', 1000, 300, 20],
  ['交通运输业', '5810', 'revenue', 30000, 3000, 200],
  ['仓储业', '5920', 'employees', 200, 100, 20],
  ['仓储业', '5920', 'revenue', 30000, 1000, 100],
  ['邮政业', '6020', 'employees', 1000, 300, 20],
  ['邮政业', '6020', 'revenue', 30000, 2000, 100],
  ['住宿业', '6110', 'employees', 300, 100, 10],
  ['住宿业', '6110', 'revenue', 10000, 2000, 100],
  ['餐饮业', '6210', 'employees', 300, 100, 10],
  ['餐饮业', '6210', 'revenue', 10000, 2000, 100],
  ['信息传输业', '6311', 'employees', 2000, 100, 10],
  ['信息传输业', '6410', 'revenue', 100000, 1000, 100],
  ['软件和信息技术服务业', '6513', 'employees', 300, 100, 10],
  ['软件和信息技术服务业', '6513', 'revenue', 10000, 1000, 50],
  ['房地产开发经营', '7010', 'revenue', 200000, 1000, 100],
  ['房地产开发经营', '7010', 'assets', 10000, 5000, 2000],
  ['物业管理', '7020', 'employees', 1000, 300, 100],
  ['物业管理', '7020', 'revenue', 5000, 1000, 500],
  ['租赁和商务服务业', '7221', 'employees', 300, 100, 10],
  ['租赁和商务服务业', '7221', 'assets', 120000, 8000, 100],
  ['其他未列明行业', '8010', 'employees', 300, 100, 10],
  ['其他未列明行业（社会工作）', '8511', 'employees', 300, 100, 10],
];

describe.each(OFFICIAL)('%s %s by %s', (_title, industry, indicator, large, medium, small) => {
  const others = { employees: most, revenue: most, assets: most };
  const at = (number: number) => sizeOf(table, industries, industry, { ...others, [indicator]: number });
  test.each([
    [large, 'large'],
    [large - 1, 'medium'],
    [medium, 'medium'],
    [medium - 1, 'small'],
    [small, 'small'],
    [small - 1, 'micro'],
    [0, 'micro'],
  ])('%i is %s', (number, size) => {
    expect(at(number)).toMatchObject({ is: 'known', size });
  });
});

test('employees alone leave an upper bound: 300 workers may be a medium enterprise or a smaller one', () => {
  expect(sizeOf(table, industries, '3311', { ...nothing, employees: 300 })).toEqual({
    is: 'at_most',
    size: 'medium',
    title: '工业',
    lacking: ['revenue'],
  });
  expect(sizeOf(table, industries, '3311', { ...nothing, employees: 1000 })).toMatchObject({
    is: 'at_most',
    size: 'large',
  });
});

test('what cannot get smaller is known: 19 workers make a micro enterprise whatever it earns', () => {
  expect(sizeOf(table, industries, '3311', { ...nothing, employees: 19 })).toMatchObject({
    is: 'known',
    size: 'micro',
  });
  expect(sizeOf(table, industries, '8010', { ...nothing, employees: 100 })).toMatchObject({
    is: 'known',
    size: 'medium',
  });
});

test('without numbers nothing is said, and banks, schools, hospitals, offices and railways have no size', () => {
  expect(sizeOf(table, industries, '3311', nothing)).toMatchObject({
    is: 'unknown',
    lacking: ['employees', 'revenue'],
  });
  for (const industry of ['6621', '8321', '8411', '9221', '5311', '7040', '9710']) {
    expect(sizeOf(table, industries, industry, { employees: 500, revenue: 500, assets: 500 }), industry).toEqual({
      is: 'unknown',
      title: null,
      lacking: [],
    });
  }
  expect(sizeOf(table, industries, '9999', { ...nothing, employees: 5 }).is).toBe('unknown');
});

test('a faulty table does not load', () => {
  expect(() => readSizeTable('industry,title,indicator,large,medium,small\nZZ,x,employees,3,2,1', industries)).toThrow(
    /no such industry|no industry ZZ/,
  );
  expect(() => readSizeTable('industry,title,indicator,large,medium,small\nA,x,profit,3,2,1', industries)).toThrow(
    /no bounds/,
  );
  expect(() => readSizeTable('industry,title,indicator,large,medium,small\nA,x,employees,3,2', industries)).toThrow(
    /ragged line/,
  );
});
