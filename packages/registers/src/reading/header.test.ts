import { describe, expect, test } from 'vitest';
import { definitions, funds } from '../testing/definitions.ts';
import { readHeader, registerNamed } from './header.ts';

test('ids and titles in any case and width, in any order, with columns the register does not know', () => {
  expect(readHeader(funds, ['金额', ' UNION_code ', 'Ｙear', '备注', 'item', ''])).toEqual({
    columns: ['amount', 'union_code', 'year', null, 'item', null],
    unknown: ['备注'],
  });
});

describe('a header that is refused', () => {
  test.each([
    [['C1', '2024', 'dues', '1'], '没有表头'],
    [['union_code', 'year', 'item'], '缺少必填的栏目：amount（金额）'],
    [['union_code', 'year', 'item', 'amount', '金额'], '表头重复：“amount”'],
    [['union_code', 'year', 'item', 'amount', 'x', 'X'], '表头重复：“x”'],
  ])('%j', (cells, sentence) => expect(readHeader(funds, cells)).toContain(sentence));
});

test('files and sheets are named by id or title', () => {
  expect(registerNamed(definitions, 'Contract_Employers')?.name).toBe('contract_employers');
  expect(registerNamed(definitions, '经费')?.name).toBe('funds');
  expect(registerNamed(definitions, '会员_2')?.name).toBe('members');
  expect(registerNamed(definitions, 'notes')).toBeNull();
});
