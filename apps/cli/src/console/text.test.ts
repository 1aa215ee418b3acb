import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percent, shortened, visible } from './text.ts';
import { displayWidth, wrapped } from './width.ts';

test('a share is never shown as more than it is', () => {
  expect([0.79999, 0.8, 1, 0, 5 / 6].map(percent)).toEqual(['79.99%', '80%', '100%', '0%', '83.33%']);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      (share) => Number.parseFloat(percent(share)) <= share * 100 + 1e-6,
    ),
  );
});

test('what a terminal would obey or hide is shown instead', () => {
  expect(visible('a\u001b[2Jb\u202ec\nd\te\u0000')).toBe('a‹1B›[2Jb‹202E›c⏎d e‹0›');
  expect(visible('呼和浩特市总工会 ABC-1')).toBe('呼和浩特市总工会 ABC-1');
});

test('Chinese takes two columns, and a wrapped text keeps every character', () => {
  expect(displayWidth('工会 A1（示例）')).toBe(15);
  expect(wrapped('职工入会率达到80%以上，会员实名制率', 10).split('\n')).toEqual([
    '职工入会率',
    '达到80%以',
    '上，会员实',
    '名制率',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
      const flat = text.replaceAll('\n', '');
      return wrapped(flat, columns).replaceAll('\n', '') === flat;
    }),
  );
});

test('a shortened text has at most so many characters', () => {
  expect([shortened('工会工会', 3), shortened('工会', 3)]).toEqual(['工会…', '工会']);
});
