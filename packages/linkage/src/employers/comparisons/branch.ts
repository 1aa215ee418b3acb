import type { Comparison } from '../../spec/spec.ts';
import { BANK } from '../encode.ts';
import { AT } from '../layout.ts';
import { sameWord, wordOf } from './words.ts';

const LEVELS = [
  { id: 'neither', title: '都不是分支机构' },
  { id: 'same', title: '同一个分支机构' },
  { id: 'reworded', title: '同一个分支机构，叫法不同' },
  { id: 'one', title: '一方是分支机构，另一方不是', never: true },
  { id: 'different', title: '不同的分支机构', never: true },
] as const;

const [OF_WHOLE, OF_PART] = [
  [0, 3],
  [1, 2, 3, 4],
] as const;

/**
 * 分公司, 支行, 营业部 …: a branch is no employer of its own in company law, but registers list it beside its parent, and
 * a union may stand at either. Whatever else agrees, even the code, it is not its parent and not its sister.
 */
export const branch: Comparison = {
  id: 'branch',
  title: '分支机构',
  levels: LEVELS,
  shown: (record) => record.name,
  reach: (words, at) => (wordOf(words, at, AT.branch) === 0 ? OF_WHOLE : OF_PART),
  compare(a, i, b, j) {
    const [isA, isB] = [wordOf(a, i, AT.branch), wordOf(b, j, AT.branch)];
    if (isA !== isB) return 3;
    if (isA === 0) return 0;
    if (!sameOrdinal(a, i, b, j) || !sameText(a, i, b, j)) return 4;
    if (wordOf(a, i, AT.branchKind) === wordOf(b, j, AT.branchKind)) return 1;
    // 城南支行 and 城南营业部 are two counters of one bank; 城南分公司 and 城南办事处 are two words for one.
    return isBank(a, i) || isBank(b, j) ? 4 : 2;
  },
};

function isBank(words: Uint32Array, at: number): boolean {
  return wordOf(words, at, AT.branchKind) === BANK;
}

/** 一 and 二 are one stroke apart and two branches: ordinals are equal or not. */
function sameOrdinal(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return wordOf(a, i, AT.branchOrdinal) === wordOf(b, j, AT.branchOrdinal);
}

function sameText(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return wordOf(a, i, AT.branchText) === wordOf(b, j, AT.branchText) || sameWord(a, i, b, j, AT.branchSound);
}
