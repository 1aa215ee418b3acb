import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, endHash, indexHasher, lastFour, storedEnd } from './search.ts';

test('the index hash is HMAC-SHA256 of kind and canonical text, for every key and length', () => {
  const key = fc.uint8Array({ minLength: 1, maxLength: 64 });
  const text = fc.string({ unit: 'grapheme', maxLength: 150 });
  fc.assert(
    fc.property(key, fc.constantFrom('id_number', 'phone'), fc.array(text, { maxLength: 4 }), (bytes, kind, texts) => {
      const hash = indexHasher(Buffer.from(bytes));
      for (const one of texts) {
        const proper = createHmac('sha256', bytes)
          .update(`${kind}\0${canonical(kind, one)}`)
          .digest();
        expect(hash(kind, one).toString('hex')).toBe(proper.subarray(0, 16).toString('hex'));
      }
    }),
  );
});

test('one number, one hash, however it is written; another kind or number, another', () => {
  const hash = indexHasher(Buffer.alloc(32, 1));
  const of = (kind: string, text: string): string => hash(kind, text).toString('hex');
  for (const same of [
    '138 0000 5678',
    '138-0000-5678',
    '+86 13800005678',
    '008613800005678',
    '１３８００００５６７８',
  ]) {
    expect(of('phone', same), same).toBe(of('phone', '13800005678'));
  }
  expect(of('id_number', '11010519491231002x')).toBe(of('id_number', '11010519491231002X'));
  expect(of('id_number', '13800005678')).not.toBe(of('phone', '13800005678'));
  expect(of('phone', '13800005679')).not.toBe(of('phone', '13800005678'));
});

test('the end of a number is never more than half of it', () => {
  expect(['', '1', '12', '123', '1234567', '123456789'].map(lastFour)).toEqual(['', '', '2', '3', '567', '6789']);
});

test('beside a sealed telephone lies its end; beside an identity number a keyed hash of the end, as it is written', () => {
  const vault = { indexHash: indexHasher(Buffer.alloc(32, 1)) };
  const other = { indexHash: indexHasher(Buffer.alloc(32, 2)) };
  expect(storedEnd(vault, 'phone', '13800005678')).toBe('5678');
  const end = storedEnd(vault, 'id_number', '11010519491231002X');
  expect(end).toMatch(/^[0-9a-f]{32}$/);
  expect(end).toBe(storedEnd(vault, 'id_number', '32010519501231002X'));
  expect(end).toBe(endHash(vault, '002X'));
  expect(end).not.toBe(storedEnd(other, 'id_number', '11010519491231002X'));
  expect(end).not.toBe(storedEnd(vault, 'id_number', '11010519491231002x'));
  expect(end).not.toBe(vault.indexHash('id_number', '002X').toString('hex'));
});
