import { describe, expect, it } from 'vitest';

import { codePath, isWithin, parseCodeTable } from './index.ts';
import { readCodeTable } from './reference.ts';

const HEADER = 'code,parent,level,name\n';
const table = parseCodeTable(
  `${HEADER}34,,1,安徽省\n3408,34,2,安庆市\n340802,3408,3,迎江区\n36,,1,江西省\n`,
  'test.csv',
);

describe('parseCodeTable', () => {
  it('reads entries parents first, with or without BOM and carriage returns', () => {
    expect(table.get('3408')).toEqual({ code: '3408', parent: '34', level: 2, name: '安庆市' });
    expect(table.get('34')?.parent).toBeNull();
    expect(parseCodeTable(`\uFEFF${HEADER}A,,1,农业\n`.replaceAll('\n', '\r\n'), 'test.csv').size).toBe(1);
  });

  it.each([
    ['no header', '34,,1,安徽省', 1, '表头'],
    ['empty', '', 1, '表头'],
    ['a ragged line', `${HEADER}34,,1`, 2, '四栏'],
    ['one cell too many', `${HEADER}34,,1,安徽省,x`, 2, '四栏'],
    ['no name', `${HEADER}34,,1,`, 2, '四栏'],
    ['a level that is no number', `${HEADER}34,,one,安徽省`, 2, '四栏'],
    ['a code given twice', `${HEADER}34,,1,安徽省\n34,,1,安徽`, 3, '重复'],
    ['an unknown parent', `${HEADER}34,,1,安徽省\n3608,36,2,吉安市`, 3, '上级代码 36'],
    ['a parent further down', `${HEADER}3408,34,2,安庆市\n34,,1,安徽省`, 2, '上级代码 34'],
    ['a skipped level', `${HEADER}34,,1,安徽省\n3408,34,3,安庆市`, 3, '层级 3'],
    ['a root below the top', `${HEADER}34,,2,安徽省`, 2, '层级 2'],
  ])('refuses %s and names the line', (_case, text, line, words) => {
    expect(() => parseCodeTable(text, 'test.csv')).toThrow(`test.csv 第 ${line} 行`);
    expect(() => parseCodeTable(text, 'test.csv')).toThrow(words);
  });
});

describe('the tree', () => {
  it('gives the path to the top and nothing for an unknown code', () => {
    expect(codePath(table, '340802').map((entry) => entry.name)).toEqual(['迎江区', '安庆市', '安徽省']);
    expect(codePath(table, '99')).toEqual([]);
  });

  it('knows what lies within what', () => {
    expect(isWithin(table, '340802', '34')).toBe(true);
    expect(isWithin(table, '34', '34')).toBe(true);
    expect(isWithin(table, '34', '340802')).toBe(false);
    expect(isWithin(table, '36', '34')).toBe(false);
    expect(isWithin(table, '99', '99')).toBe(false);
  });
});

describe('the shipped tables', () => {
  it('are whole trees', () => {
    const divisions = readCodeTable('divisions');
    const industries = readCodeTable('industries');
    expect(codePath(divisions, '340802001').map((entry) => entry.name)).toEqual([
      '宜城路街道',
      '迎江区',
      '安庆市',
      '安徽省',
    ]);
    expect(codePath(industries, '0111').at(-1)?.name).toBe('农、林、牧、渔业');
    expect(divisions.size).toBe(1318);
    expect(industries.size).toBe(1971);
  });
});
