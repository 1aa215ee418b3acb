import { expect, test } from 'vitest';
import { cityOf } from '../world.ts';
import { departmentFiles } from './files.ts';

const rowsOf = (seed: number): readonly (readonly (readonly string[])[])[] =>
  departmentFiles(cityOf('qianshan', { scale: 1, seed })).map(({ rows }) => [...rows()]);

test('equal options give equal files; another seed gives others', () => {
  expect(rowsOf(1)).toEqual(rowsOf(1));
  expect(rowsOf(2)).not.toEqual(rowsOf(1));
});

test('every file has its header and rows as wide as it; departments know employers that the unions do not', () => {
  const [market = [], tax = [], units = [], insured = []] = rowsOf(1);
  for (const [header = [], ...rows] of [market, tax, units.slice(1), insured]) {
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row).toHaveLength(header.length);
  }
  const unknown = market.filter(([, code = '']) => code.slice(8, 10) === 'XU');
  expect(unknown.length).toBeGreaterThan(2);
  expect(tax.at(-1)?.[0]).toBe('合计');
});
