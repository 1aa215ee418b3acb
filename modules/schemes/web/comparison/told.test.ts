import { describe, expect, it } from 'vitest';
import type { Comparison, ComparisonRow, ComparisonUse } from '../../contract/index.ts';
import { askedBy, bars, shownRows } from './told.ts';

const use = (side: string, track: string, value: number | null, more: Partial<ComparisonUse> = {}): ComparisonUse => ({
  side,
  scheme: side.split('.')[0] ?? side,
  track,
  track_title: track,
  item: `${track}.x`,
  at: '一',
  line: 1,
  quote: '',
  mandatory: true,
  condition: null,
  combined: 'alone',
  asks: '',
  thresholds: value === null ? [] : [{ sign: '>=', values: [value], parameter: null, text: `不低于${value * 100}%` }],
  ...more,
});
const row = (uses: readonly ComparisonUse[], more: Partial<ComparisonRow> = {}): ComparisonRow => ({
  measure: { id: 'members.join_rate', title: '职工入会率', unit: '%', kind: 'ratio' },
  differs_in: [],
  uses,
  ...more,
});
const sides: Comparison['sides'] = ['a', 'b'].map((id) => ({
  id,
  scheme: id,
  track: null,
  title: `${id}方案`,
  issuer: `${id}市总工会`,
}));

describe('what a side asks', () => {
  it('is told once, with the tracks it is asked of', () => {
    const asked = row([use('a', '县', 0.8), use('a', '乡', 0.9), use('a', '村', 0.9), use('b', '县', 0.95)]);
    expect(askedBy(asked, 'a')).toEqual([
      { text: '不低于80%', whom: '县' },
      { text: '不低于90%', whom: '乡、村' },
    ]);
    expect(askedBy(asked, 'c')).toEqual([]);
  });

  it('says how many where they are many, and when it is no must', () => {
    const many = row(['县', '乡', '村'].map((track) => use('a', track, null, { mandatory: false })));
    expect(askedBy(many, 'a')).toEqual([{ text: '要求做到（非必达）', whom: '县等3类' }]);
    expect(askedBy(row([use('a.县', '县', 0.9)]), 'a.县')).toEqual([{ text: '不低于90%', whom: null }]);
  });
});

it('rows are left by title and by whether they differ', () => {
  const other = row([], {
    measure: { id: 'union.seal', title: '有工会印章', unit: '是否', kind: 'yesno' },
    differs_in: ['condition'],
  });
  const comparison = { schemes: [], sides, measures: [row([]), other], only: [] };
  const ids = (shown: Parameters<typeof shownRows>[1]) => shownRows(comparison, shown).map(({ measure }) => measure.id);
  expect(ids({})).toEqual(['members.join_rate', 'union.seal']);
  expect(ids({ q: ' 入会 ' })).toEqual(['members.join_rate']);
  expect(ids({ show: 'differs' })).toEqual(['union.seal']);
  expect(ids({ q: '入会', show: 'differs' })).toEqual([]);
});

it('bars are the numbers, the highest first, each once', () => {
  const drawn = bars(
    row([use('a', '县', 0.8), use('a', '县', 0.8), use('b', '县', 0.95), use('b', '乡', null)]),
    sides,
  );
  expect(drawn).toEqual([
    { name: 'b市总工会\n县', value: 0.95, text: '不低于95%' },
    { name: 'a市总工会\n县', value: 0.8, text: '不低于80%' },
  ]);
});
