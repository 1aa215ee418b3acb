import { expect, test } from 'vitest';
import { HIDDEN_NUMBER, OVERHEAD } from '@jianjia/vault';
import { HIDDEN, maskFromEnd, maskIdNumber, SEAL_OVERHEAD } from './masks.ts';

test('of a telephone its end only, as long as the number; of an identity number that there is one', () => {
  expect([SEAL_OVERHEAD, HIDDEN]).toEqual([OVERHEAD, HIDDEN_NUMBER]);
  expect(maskFromEnd('5678', 11 + OVERHEAD)).toBe('*******5678');
  expect([maskIdNumber(true), maskIdNumber(false)]).toEqual(['******************', null]);
  expect(maskFromEnd('12', 4 + OVERHEAD)).toBe('**12');
  expect(maskFromEnd('', 1 + OVERHEAD)).toBe('*');
  expect(maskFromEnd(null, null)).toBeNull();
});
