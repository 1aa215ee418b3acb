import { expect, test } from 'vitest';
import { numberOf, sliderOf, textOf } from './numbers.ts';

test.each([
  ['80%', '%', 80],
  ['0.8', '%', 80],
  ['66.7%', '%', 66.7],
  ['1', '%', 100],
  ['3', '次', 3],
  ['0.5', '年', 0.5],
  ['x', '次', null],
])('%s in %s is shown as %s', (text, unit, number) => {
  expect(numberOf(text, unit)).toBe(number);
});

test.each([
  [80, '%', '80%'],
  [66.7, '%', '66.7%'],
  [0, '%', '0%'],
  [100, '次', '100'],
  [0.1 + 0.2, '年', '0.3'],
])('%d in %s is printed as %s', (number, unit, text) => {
  expect(textOf(number, unit)).toBe(text);
});

test('the slider reaches what is set, a share no further than it may', () => {
  expect(sliderOf({ unit: '%', most: 1, value: 0.8 }, 80)).toEqual({ most: 100, step: 1, input: 100 });
  expect(sliderOf({ unit: '次', most: 1e9, value: 1 }, 40).most).toBe(40);
  expect(sliderOf({ unit: '人', most: 1e9, value: 500 }, null)).toEqual({ most: 1500, step: 10, input: 1e9 });
});
