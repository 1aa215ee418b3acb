import { expect, test } from 'vitest';
import { tellsPerson } from './reasons.ts';

test.each([
  ['给欧阳锦办理', '欧阳锦'],
  ['给欧 阳 锦办理', '欧阳锦'],
  ['买买提江办理', '买买提·江'],
  ['LI SI 的保障卡', 'Li Si'],
  ['查 138-1234-5678', '王'],
  ['查１３８１２３４５', '王'],
])('%s tells who %s is', (reason, name) => {
  expect(tellsPerson(reason, name)).toBe(true);
});

test.each([
  ['办理互助保障', '欧阳锦'],
  ['王府街道核对 2026 年第 12 号台账', '王'],
  ['日期 2026-11', '李四'],
])('%s does not tell who %s is', (reason, name) => {
  expect(tellsPerson(reason, name)).toBe(false);
});
