import { expect, test } from 'vitest';
import { canBeHeldAt, periodFault, rolesThatGrant } from './granting.ts';

const day = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);

test('a period is good up to its longest day and refused one millisecond beyond', () => {
  expect(periodFault(day(0), day(10), day(0), 10)).toBeNull();
  expect(periodFault(day(0), new Date(day(10).getTime() + 1), day(0), 10)).toBe('一次最长 10 天。');
  expect(periodFault(day(1), day(1), day(0), 10)).toBe('结束时间要晚于开始时间。');
  expect(periodFault(day(0), day(1), day(1), 10)).toBe('结束时间已经过去。');
  expect(periodFault(new Date('x'), day(1), day(0), 10)).toBe('起止时间不对。');
});

test('a role is held at its kinds of unions only, the administrator everywhere', () => {
  expect(canBeHeldAt('chair', 'enterprise')).toBe(true);
  expect(canBeHeldAt('chair', 'county')).toBe(false);
  expect(canBeHeldAt('city_officer', null)).toBe(false);
  expect(canBeHeldAt('administrator', null)).toBe(true);
});

test('who may grant what', () => {
  expect(rolesThatGrant('member')).toEqual([
    'administrator',
    'city_officer',
    'county_officer',
    'township_officer',
    'chair',
  ]);
  expect(rolesThatGrant('county_officer')).toEqual(['administrator', 'city_officer']);
});
