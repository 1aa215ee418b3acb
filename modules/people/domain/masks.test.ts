import { expect, test } from 'vitest';
import { OVERHEAD } from '@jianjia/vault';
import { maskFromEnd, SEAL_OVERHEAD } from './masks.ts';

test('as long as the number, its end only', () => {
  expect(SEAL_OVERHEAD).toBe(OVERHEAD);
  expect(maskFromEnd('002X', 18 + OVERHEAD)).toBe('**************002X');
  expect(maskFromEnd('12', 4 + OVERHEAD)).toBe('**12');
  expect(maskFromEnd('', 1 + OVERHEAD)).toBe('*');
  expect(maskFromEnd(null, null)).toBeNull();
});
