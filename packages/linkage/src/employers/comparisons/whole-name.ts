import type { Comparison } from '../../spec/spec.ts';
import { AT } from '../layout.ts';
import { sameWord, wordOf } from './words.ts';

const LEVELS = [
  { id: 'placed', title: '各部分都相同，带行政区划' },
  { id: 'unplaced', title: '各部分都相同，不带行政区划' },
  { id: 'core', title: '字号、行业和组织形式相同' },
  { id: 'other', title: '不全相同' },
] as const;

const [OF_PLACED, OF_UNPLACED] = [
  [0, 2, 3],
  [1, 2, 3],
] as const;

/**
 * The name as a whole: within one registrar no two employers have the same (企业名称登记管理规定, article 17), which says
 * more than that each of its parts is the same.
 */
export const wholeName: Comparison = {
  id: 'whole_name',
  title: '整个名称',
  levels: LEVELS,
  shown: (record) => record.name,
  reach: (words, at) => (isPlaced(words, at) ? OF_PLACED : OF_UNPLACED),
  compare(a, i, b, j) {
    if (sameWord(a, i, b, j, AT.standard)) return isPlaced(a, i) ? 0 : 1;
    const sameForm = wordOf(a, i, AT.form) === wordOf(b, j, AT.form);
    return sameForm && sameWord(a, i, b, j, AT.core) ? 2 : 3;
  },
};

function isPlaced(words: Uint32Array, at: number): boolean {
  return wordOf(words, at, AT.namePlaces) !== 0 || wordOf(words, at, AT.namePlaceText) !== 0;
}
