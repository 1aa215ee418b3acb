import { expect, test } from 'vitest';
import { DEFAULT_YEARS, RETENTION_RULES, yearsFrom } from './retention.ts';

test('every rule names its basis, how sure it is and a whole number of years', () => {
  for (const rule of RETENTION_RULES) {
    expect(rule.basis).toMatch(/第|规定/);
    expect(Number.isSafeInteger(rule.years)).toBe(true);
  }
  expect(DEFAULT_YEARS).toEqual({ membership: 10, phone: 3, hardship: 10, claims: 3 });
});

test('an installation names other years; anything else is refused, not guessed', () => {
  expect(yearsFrom(undefined)).toEqual(DEFAULT_YEARS);
  expect(yearsFrom(' ')).toEqual(DEFAULT_YEARS);
  expect(yearsFrom('membership=15， phone = 2')).toEqual({ ...DEFAULT_YEARS, membership: 15, phone: 2 });
  for (const wrong of [
    'membership',
    'membership=0',
    'membership=101',
    'toString=3',
    'phone=-1',
    'phone=1.5',
    'x=1',
    ',',
  ]) {
    expect(yearsFrom(wrong), wrong).toBeNull();
  }
});
