import type { Comparison } from '../../spec/spec.ts';
import { AT } from '../layout.ts';
import { wordOf } from './words.ts';

const LEVELS = [
  { id: 'equal', title: '相同' },
  { id: 'unknown', title: '至少一方没有写' },
  { id: 'different', title: '不同' },
] as const;

const UNKNOWN = [1] as const;

/** 组织形式: 有限责任公司 is 有限公司, but 股份有限公司 is another body. */
export const form: Comparison = {
  id: 'form',
  title: '组织形式',
  levels: LEVELS,
  shown: (record) => record.name,
  reach: (words, at) => (wordOf(words, at, AT.form) === 0 ? UNKNOWN : null),
  compare(a, i, b, j) {
    const [first, second] = [wordOf(a, i, AT.form), wordOf(b, j, AT.form)];
    if (first === 0 || second === 0) return 1;
    return first === second ? 0 : 2;
  },
};
