import { expect, test } from 'vitest';
import type { Mapping } from '../../contract/index.ts';
import { FileProfiler } from './profiler.ts';

const HEADER = ['单位名称', '登记状态', '企业类型', '备注'];
const COLUMNS: Mapping['columns'] = { 单位名称: 'name', 登记状态: 'status', 企业类型: 'sector' };
const NOTES = { titleRows: 0, merged: [], repeatedTitles: [] };
const ROWS = [
  ['甲公司', '存续', '个体工商户', ''],
  ['乙公司', '停业整顿', '甲类', ''],
  ['丙公司', '停业整顿', '', ''],
  ['合计', '某状态', '', ''],
  ['丁公司', '900001198001011230', '13800000000', ''],
];

function profiled(translations: Mapping['translations']): FileProfiler {
  const profiler = new FileProfiler(HEADER, { columns: COLUMNS, translations }, NOTES);
  for (const [index, cells] of ROWS.entries()) profiler.add(index + 2, cells);
  return profiler;
}

test('the values of columns with closed lists are counted, and what they are known for is told', () => {
  const [, status, sector, note] = profiled({}).profile();
  expect(status?.values).toEqual([
    { text: '停业整顿', rows: 2, known: null },
    { text: '存续', rows: 1, known: 'open' },
  ]);
  expect(sector?.values).toEqual([
    { text: '个体工商户', rows: 1, known: 'private' },
    { text: '甲类', rows: 1, known: null },
  ]);
  expect(note).not.toHaveProperty('values');
});

test('values without a meaning are told of, until somebody says what they mean or that they are passed over', () => {
  const unread = (translations: Mapping['translations']) =>
    profiled(translations)
      .faults()
      .find(({ code }) => code === 'unread_values');
  expect(unread({})).toMatchObject({ weight: 'note', count: 5, lines: [3, 4, 6] });
  expect(unread({})?.sentence).toContain('“登记状态”一栏有 3 行（如“停业整顿”');
  const told = { status: { 停业整顿: 'open', '900001198001011230': '' }, sector: { 甲类: 'state' } };
  expect(unread(told)).toMatchObject({ count: 1, lines: [6] });
  expect(unread({ ...told, sector: { ...told.sector, '13800000000': '' } })).toBeUndefined();
});
