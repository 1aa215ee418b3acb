import { expect, test } from 'vitest';
import { jaroWinkler, levenshtein, newText, sameText, setText } from './distances.ts';

const text = (from: string) => setText(newText(), from);

test.each([
  ['MARTHA', 'MARHTA', 0.961],
  ['DWAYNE', 'DUANE', 0.84],
  ['DIXON', 'DICKSONX', 0.813],
  ['红光商贸', '红光商贸', 1],
  ['红光商贸', '白云酒业', 0],
  ['', '红光', 0],
])('Jaro–Winkler of %s and %s is %d', (a, b, expected) => {
  expect(jaroWinkler(text(a), text(b))).toBeCloseTo(expected, 3);
});

test.each([
  ['kitten', 'sitting', 3],
  ['红光商贸', '宏光商贸', 1],
  ['红光', '', 2],
  ['', '', 0],
])('Levenshtein of %s and %s is %d', (a, b, expected) => {
  expect(levenshtein(text(a), text(b))).toBe(expected);
});

test('texts are the same when all their units are', () => {
  expect(sameText(text('红光'), text('红光'))).toBe(true);
  expect(sameText(text('红光'), text('红光商贸'))).toBe(false);
  expect(sameText(text('红光'), text('宏光'))).toBe(false);
});
