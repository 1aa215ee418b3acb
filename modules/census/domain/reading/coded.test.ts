import { describe, expect, test } from 'vitest';
import { readCoded } from './coded.ts';

describe('a value of a closed list', () => {
  const translations = { status: { 停业整顿: 'open', 非正常户: '', 存续: 'closed' }, sector: { 甲类: 'state' } };

  test.each([
    ['status', '停业整顿', 'open'],
    ['status', '非正常户', null],
    ['status', '存续', 'closed'],
    ['status', '注销', 'closed'],
    ['status', '某种状态', null],
    ['status', '', null],
    ['sector', '甲类', 'state'],
    ['sector', '个体工商户', 'private'],
    ['sector', '存续', null],
  ] as const)('of %s %j is read as %j', (field, text, meaning) =>
    expect(readCoded(translations, field, text)).toBe(meaning),
  );

  test.each(['constructor', '__proto__', 'toString'])('%j is a word like any other', (text) => {
    expect(readCoded(translations, 'status', text)).toBeNull();
    expect(readCoded({}, 'status', text)).toBeNull();
  });
});
