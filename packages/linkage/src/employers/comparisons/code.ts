import { withinOneEdit } from '../../spec/edits.ts';
import type { Comparison } from '../../spec/spec.ts';
import { CODE_NONE, CODE_VALID } from '../encode.ts';
import { AT } from '../layout.ts';
import { lacksWord, sameWord, wordOf } from './words.ts';

/** A code that so many rows of both registers carry is that of a park or an agent, and no proof. */
const SHARED = 4;

/**
 * Log2 weight of two right codes that differ: an employer has one for life, and one slip in it is always found, so that the
 * same name at the same door is a successor or a neighbour unless more than these speaks for it. Below the weight of name,
 * place and address together.
 */
const TWO_EMPLOYERS = -22;

const LEVELS = [
  { id: 'equal', title: '相同', proof: 'one' },
  { id: 'shared', title: '相同，但许多行都用这个代码' },
  { id: 'mistyped', title: '相同，但校验位不对', proof: 'one' },
  { id: 'organisation', title: '组织机构代码相同', proof: 'one' },
  { id: 'registration', title: '注册号相同', proof: 'one' },
  { id: 'near', title: '只差一处', proof: 'one' },
  { id: 'unknown', title: '缺失' },
  { id: 'unlike', title: '不同，至少一个校验位不对' },
  { id: 'different_shared', title: '校验位都对，但不同；至少一个是许多行都用的代码' },
  { id: 'different_branch', title: '校验位都对，但不同；分支机构有的用自己的代码，有的用总部的' },
  { id: 'different', title: '校验位都对，但不同', proof: 'two', atMost: TWO_EMPLOYERS },
] as const;

const UNKNOWN = [6] as const;

/** 统一社会信用代码 (GB 32100), with the organisation code and the registration number it may stand for. */
export const code: Comparison = {
  id: 'code',
  title: '统一社会信用代码',
  levels: LEVELS,
  isAnchor: true,
  shown: (record) => record.uscc ?? '',
  reach: (words, at) => (wordOf(words, at, AT.codeState) === CODE_NONE ? UNKNOWN : null),
  compare(a, i, b, j) {
    const stateA = wordOf(a, i, AT.codeState);
    const stateB = wordOf(b, j, AT.codeState);
    if (stateA === CODE_NONE || stateB === CODE_NONE) return 6;
    if (sameWord(a, i, b, j, AT.codeHash)) {
      if (isShared(a, i)) return 1;
      return stateA === CODE_VALID ? 0 : 2;
    }
    if (sameWord(a, i, b, j, AT.organisation)) return 3;
    if (sameWord(a, i, b, j, AT.registration)) return 4;
    // Two right check characters are no slip of the pen: one slip is always found (ISO/IEC 7064 in GB 32100).
    const areTwo =
      (stateA === CODE_VALID && stateB === CODE_VALID) ||
      !lacksWord(a, i, b, j, AT.organisation) ||
      !lacksWord(a, i, b, j, AT.registration);
    if (areTwo) return twoCodes(a, i, b, j);
    if (isNear(a, i, b, j)) return 5;
    return isOfAnotherKind(a, i, b, j) ? 6 : 7;
  },
};

/** Each employer has one code for life, but a row may carry that of its park, its agent or its head office. */
function twoCodes(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  if (isShared(a, i) || isShared(b, j)) return 8;
  return wordOf(a, i, AT.branch) !== 0 && wordOf(b, j, AT.branch) !== 0 ? 9 : 10;
}

function isShared(words: Uint32Array, at: number): boolean {
  return wordOf(words, at, AT.codeCount) > SHARED;
}

function isNear(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return withinOneEdit(
    { row: a, at: i + AT.code, from: 0, length: wordOf(a, i, AT.codeLength) },
    { row: b, at: j + AT.code, from: 0, length: wordOf(b, j, AT.codeLength) },
  );
}

/** A registration number and a credit code of one employer have nothing in common; that they differ says nothing. */
function isOfAnotherKind(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return wordOf(a, i, AT.registration) !== wordOf(b, j, AT.registration) && lacksWord(a, i, b, j, AT.registration);
}
