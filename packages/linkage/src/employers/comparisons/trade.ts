import { unitsInCommon, withinOneEdit, type Packed } from '../../spec/edits.ts';
import type { Comparison } from '../../spec/spec.ts';
import { AT, TOKENS } from '../layout.ts';
import { isAlias } from './alias.ts';
import { sameWord, wordOf } from './words.ts';

const LEVELS = [
  { id: 'equal', title: '相同' },
  { id: 'near', title: '只差一字' },
  { id: 'most', title: '大部分相同' },
  { id: 'contained', title: '一个包含另一个' },
  { id: 'some', title: '部分相同' },
  { id: 'akin', title: '没有相同的词，但有相同的字' },
  { id: 'neither', title: '都没有写' },
  { id: 'one', title: '只有一方写了' },
  { id: 'different', title: '没有一个字相同' },
] as const;

/** Bits a token of one row in the largest register would say; each doubling of its rows takes one away. */
const BITS = 22;

const OF_NONE = [0, 6, 7] as const;

/** 行业 tokens, weighted by how rarely they occur (inverse document frequency, Spärck Jones 1972). */
export const trade: Comparison = {
  id: 'trade',
  title: '行业',
  levels: LEVELS,
  shown: (record) => record.name,
  reach: (words, at) => (wordOf(words, at, AT.trade) === 0 ? OF_NONE : null),
  compare(a, i, b, j) {
    if (sameWord(a, i, b, j, AT.trade) || sameWord(a, i, b, j, AT.core) || isAlias(a, i, b, j)) return 0;
    const [noneA, noneB] = [wordOf(a, i, AT.trade) === 0, wordOf(b, j, AT.trade) === 0];
    if (noneA || noneB) return noneA && noneB ? 6 : 7;
    const [first, second] = [tradeOf(a, i), tradeOf(b, j)];
    if (first.length + second.length >= 5 && withinOneEdit(first, second)) return 1;
    const common = commonBits(a, i, b, j);
    if (common === 0) return unitsInCommon(first, second) > 0 ? 5 : 8;
    const [bitsA, bitsB] = [bits(a, i), bits(b, j)];
    if (common >= 0.7 * Math.max(bitsA, bitsB)) return 2;
    return common >= 0.95 * Math.min(bitsA, bitsB) ? 3 : 4;
  },
};

/** The characters of brand and trade that are behind the brand. */
function tradeOf(row: Uint32Array, at: number): Packed {
  const from = wordOf(row, at, AT.brandLength);
  return { row, at: at + AT.coreText, from, length: wordOf(row, at, AT.coreLength) - from };
}

function weight(words: Uint32Array, at: number, token: number): number {
  return Math.max(1, BITS - (32 - Math.clz32(wordOf(words, at, AT.tokenCounts + token))));
}

function bits(words: Uint32Array, at: number): number {
  let sum = 0;
  for (let token = 0; token < TOKENS && wordOf(words, at, AT.tokens + token) !== 0; token++) {
    sum += weight(words, at, token);
  }
  return sum;
}

function commonBits(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  let sum = 0;
  for (let token = 0; token < TOKENS; token++) {
    const hash = wordOf(a, i, AT.tokens + token);
    if (hash === 0) break;
    for (let other = 0; other < TOKENS; other++) {
      if (wordOf(b, j, AT.tokens + other) !== hash) continue;
      sum += weight(a, i, token);
      break;
    }
  }
  return sum;
}
