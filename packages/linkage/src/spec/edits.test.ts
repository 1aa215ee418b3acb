import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSubsequence, packText, startsWith, unitsInCommon, unpackText, withinOneEdit, type Packed } from './edits.ts';

function packed(text: string): Packed {
  const row = new Uint32Array(16);
  packText(text, row, 2, 10);
  return { row, at: 2, from: 0, length: Math.min(text.length, 20) };
}

const words = fc.string({ unit: fc.constantFrom(...'红光酒业大地'), maxLength: 8 });

test('a packed text comes out as it went in', () => {
  fc.assert(
    fc.property(words, (text) => {
      const { row } = packed(text);
      return unpackText(row, 2, 10) === text;
    }),
  );
});

test.each([
  ['红光', '红光', true],
  ['红光酒', '红光', true],
  ['光红', '红光', true],
  ['红星', '红光', true],
  ['红光', '酒业', false],
  ['红光酒业', '红光', false],
  ['', '红', true],
])('%s and %s are one edit apart at most: %s', (a, b, expected) => {
  expect(withinOneEdit(packed(a), packed(b))).toBe(expected);
  expect(withinOneEdit(packed(b), packed(a))).toBe(expected);
});

test('a text begins with another one', () => {
  fc.assert(
    fc.property(words, words, (text, head) => {
      expect(startsWith(packed(text), packed(head))).toBe(text.startsWith(head));
      expect(startsWith(packed(head + text), packed(head))).toBe(true);
    }),
  );
});

/** Every text one edit away, made the plain way. */
function neighbours(text: string): ReadonlySet<string> {
  const all = new Set([text]);
  for (let at = 0; at <= text.length; at++) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    all.add(head + tail.slice(1));
    if (tail.length > 1) all.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
    for (const unit of '红光酒业大地') {
      all.add(head + unit + tail);
      if (tail !== '') all.add(head + unit + tail.slice(1));
    }
  }
  return all;
}

test('one edit is what putting in, leaving out, replacing and swapping give', () => {
  fc.assert(
    fc.property(words, words, (a, b) => withinOneEdit(packed(a), packed(b)) === neighbours(a).has(b)),
    { numRuns: 2000 },
  );
});

test('what stands in a text in the same order, and how many characters are common', () => {
  expect(isSubsequence(packed('红业'), packed('红光酒业'))).toBe(true);
  expect(isSubsequence(packed('业红'), packed('红光酒业'))).toBe(false);
  expect(unitsInCommon(packed('商贸'), packed('贸易'))).toBe(1);
});
