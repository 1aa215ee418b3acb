import { expect, test } from 'vitest';
import { Distinct } from './distinct.ts';

test('few are counted exactly, many within a tenth', () => {
  const few = new Distinct();
  for (let n = 0; n < 5000; n++) few.add(`值${n % 700}`);
  expect([few.count, few.estimated]).toEqual([700, false]);
  const many = new Distinct();
  for (let n = 0; n < 200_000; n++) many.add(`9134080${n % 50_000}`);
  expect(many.estimated).toBe(true);
  expect(Math.abs(many.count / 50_000 - 1)).toBeLessThan(0.1);
});
