import { startsWith, type Packed } from '../../spec/edits.ts';
import type { Comparison } from '../../spec/spec.ts';
import { BANK, COMPANIES, OUTLET, UNKNOWN_FORM } from '../encode.ts';
import { AT } from '../layout.ts';
import { isAlias } from './alias.ts';
import { sameWord, wordOf } from './words.ts';

const LEVELS = [
  { id: 'neither', title: '都不是分支机构' },
  { id: 'same', title: '同一个分支机构' },
  { id: 'reworded', title: '同一个分支机构，叫法不同' },
  { id: 'one', title: '一方是分支机构，另一方不是', never: true },
  { id: 'different', title: '不同的分支机构', never: true },
  { id: 'outlet', title: '一方是公司，另一方的名称是它的店铺', never: true },
] as const;

const [OF_WHOLE, OF_PART] = [
  [0, 3, 5],
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
    if (isA === 0) return isOutletOf(a, i, b, j) || isOutletOf(b, j, a, i) ? 5 : 0;
    if (!sameOrdinal(a, i, b, j) || !sameText(a, i, b, j)) return 4;
    if (wordOf(a, i, AT.branchKind) === wordOf(b, j, AT.branchKind)) return 1;
    // 城南支行 and 城南营业部 are two counters of one bank; 城南分公司 and 城南办事处 are two words for one.
    return isBank(a, i) || isBank(b, j) ? 4 : 2;
  },
};

/** Brands of one character begin too many others. */
const SHORTEST_BRAND = 2;
/** What a quarter adds to a brand at least. */
const QUARTER = 2;

/**
 * Whether `shop` has the brand of `whole` and the word of a part, which no firm has: 盛泰长青店 beside 盛泰物流有限公司. A company has
 * 公司 in its name (公司法, article 7), a part of it begins with its name and ends with a word such as 店
 * (企业名称登记管理规定, article 13).
 */
function isOutletOf(shop: Uint32Array, i: number, whole: Uint32Array, j: number): boolean {
  if (wordOf(shop, i, AT.branchKind) !== OUTLET || wordOf(whole, j, AT.branchKind) === OUTLET) return false;
  const [longer, shorter] = [brandOf(shop, i), brandOf(whole, j)];
  if (shorter.length < SHORTEST_BRAND || !startsWith(longer, shorter)) return false;
  const form = wordOf(whole, j, AT.form);
  // A name without a form may be short for any: then only a quarter behind the brand shows a part of it.
  const isShort = form === UNKNOWN_FORM && wordOf(whole, j, AT.trade) !== 0;
  if (!COMPANIES.has(form) && !(isShort && longer.length >= shorter.length + QUARTER)) return false;
  return !sameWord(shop, i, whole, j, AT.core) && !isAlias(shop, i, whole, j);
}

function brandOf(row: Uint32Array, at: number): Packed {
  return { row, at: at + AT.coreText, from: 0, length: wordOf(row, at, AT.brandLength) };
}

function isBank(words: Uint32Array, at: number): boolean {
  return wordOf(words, at, AT.branchKind) === BANK;
}

/** 一 and 二 are one stroke apart and two branches: ordinals are equal or not. */
function sameOrdinal(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return wordOf(a, i, AT.branchOrdinal) === wordOf(b, j, AT.branchOrdinal);
}

/** What sounds alike is one slip of the pen, but for two counties that do: 庐山, 鲁山. */
function sameText(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  if (wordOf(a, i, AT.branchText) === wordOf(b, j, AT.branchText)) return true;
  return sameWord(a, i, b, j, AT.branchSound) && !sameWord(a, i, b, j, AT.branchPlaced);
}
