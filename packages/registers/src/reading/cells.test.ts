import { describe, expect, test } from 'vitest';
import * as columns from '../columns.ts';
import type { Column } from '../definition.ts';
import { cellReader } from './cells.ts';

const codes = { divisions: new Set(['340802']), industries: new Set(['A', '0111']) };

function read(column: Column, text: string, inKey = false): string {
  const reasons: string[] = [];
  const value = cellReader(column, codes, inKey)(text, (reason) => reasons.push(reason));
  return reasons.length > 0 ? `! ${reasons.join(' ')}` : value;
}

describe('what is read', () => {
  const kind = columns.choice('类型', { city: '市总工会', worker_director: '职工董事', cool: '送清凉(夏)' });
  test.each([
    [columns.code('c'), 'Ab_9-Z', 'Ab_9-Z'],
    [columns.code('c'), 'ＡＢ１', 'AB1'],
    [columns.text('t'), '=1+1', '=1+1'],
    [columns.text('t'), 'ＡＢ', 'ＡＢ'],
    [columns.date('d'), '2024-02-29', '2024-02-29'],
    [columns.date('d'), '２０２４-０２-２９', '2024-02-29'],
    [columns.flag('b'), '是', 't'],
    [columns.flag('b'), 'TRUE', 't'],
    [columns.flag('b'), '１', 't'],
    [columns.flag('b'), 'False', 'f'],
    [columns.flag('b'), '否', 'f'],
    [columns.count('n'), '007', '7'],
    [columns.count('n'), '２５', '25'],
    [columns.count('n'), '0', '0'],
    [columns.decimal('n'), '12.50', '12.5'],
    [columns.decimal('n'), '3.00', '3'],
    [columns.fraction('n'), '0.830', '0.83'],
    [columns.fraction('n'), '1.0', '1'],
    [columns.money('m'), '12345.6', '1234560'],
    [columns.money('m'), '0.05', '5'],
    [columns.money('m'), '0', '0'],
    [columns.money('m'), '999999999999999.99', '99999999999999999'],
    [kind, 'CITY', 'city'],
    [kind, '市总工会', 'city'],
    [kind, 'Worker_Director', 'worker_director'],
    [kind, '送清凉（夏）', 'cool'],
    [columns.uscc('u'), '91340800MA0000001p', '91340800MA0000001P'],
    [columns.division('d'), '３４０８０２', '340802'],
    [columns.industry('i'), 'a', 'A'],
  ] as const)('%o %s', (column, text, expected) => expect(read(column, text)).toBe(expected));
});

describe('what is refused, and why', () => {
  test.each([
    [columns.code('c'), 'a b', '编码只能用'],
    [columns.code('c'), '工会1', '编码只能用'],
    [columns.code('c'), 'x'.repeat(33), '最长 32'],
    [columns.text('t'), 'a\0b', 'NUL'],
    [columns.date('d'), '2023-02-29', '没有这一天'],
    [columns.date('d'), '2023-13-01', '没有这一天'],
    [columns.date('d'), '0999-01-01', '没有这一天'],
    [columns.date('d'), '2023/1/1', 'YYYY-MM-DD'],
    [columns.date('d'), '2023-1-1', 'YYYY-MM-DD'],
    [columns.date('d'), '45000', 'YYYY-MM-DD'],
    [columns.flag('b'), 'yes', '“是”或“否”'],
    [columns.count('n'), '-1', '负数'],
    [columns.count('n'), '1.5', '整数'],
    [columns.count('n'), '1,200', '千位'],
    [columns.count('n'), '2147483648', '太大'],
    [columns.count('n'), '1e3', '整数'],
    [columns.decimal('n'), 'NaN', '数字'],
    [columns.decimal('n'), '.5', '数字'],
    [columns.fraction('n'), '1.01', '0 到 1'],
    [columns.fraction('n'), '95%', '百分号'],
    [columns.money('m'), '1.234', '两位小数'],
    [columns.money('m'), '-0.01', '负数'],
    [columns.money('m'), '1,234.50', '千位'],
    [columns.money('m'), '1'.repeat(16), '太大'],
    [columns.choice('k', { city: '市总工会' }), '村', '市总工会（city）'],
    [columns.uscc('u'), '91340800MA00000011', '校验码'],
    [columns.uscc('u'), '123', '18 位'],
    [columns.division('d'), '999999', 'GB/T 2260'],
    [columns.industry('i'), 'ZZ', 'GB/T 4754'],
  ] as const)('%o %s', (column, text, expected) => {
    const result = read(column, text);
    expect(result.startsWith('! ')).toBe(true);
    expect(result).toContain(expected);
  });

  test('a long text in a key, for the index has no room for it', () => {
    expect(read(columns.text('t'), 'x'.repeat(201), true)).toContain('最长 200');
    expect(read(columns.text('t'), 'x'.repeat(201))).toBe('x'.repeat(201));
  });
});
