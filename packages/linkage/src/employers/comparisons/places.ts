import type { Comparison } from '../../spec/spec.ts';
import { AT, PLACES } from '../layout.ts';
import { lacksWord, sameWord, wordOf } from './words.ts';

const NAME_LEVELS = [
  { id: 'equal', title: '相同' },
  { id: 'nested', title: '一个在另一个之内' },
  { id: 'neither', title: '都没有写' },
  { id: 'one', title: '只有一方写了' },
  { id: 'different', title: '不同' },
] as const;

const OF_NO_PLACE = [2, 3] as const;

/** 行政区划 in the name. */
export const namePlace: Comparison = {
  id: 'name_place',
  title: '名称中的行政区划',
  levels: NAME_LEVELS,
  shown: (record) => record.name,
  reach: (words, at) => (hasNoPlace(words, at) ? OF_NO_PLACE : null),
  compare(a, i, b, j) {
    const nearest = nearestPlaces(a, i, b, j);
    if (nearest === 'equal' || sameWord(a, i, b, j, AT.namePlaceText)) return 0;
    if (nearest === 'nested') return 1;
    const [noneA, noneB] = [hasNoPlace(a, i), hasNoPlace(b, j)];
    if (noneA && noneB) return 2;
    // A place whose code is not known may be any: it says nothing beside one that is known.
    return noneA || noneB || lacksBothKinds(a, i, b, j) ? 3 : 4;
  },
};

function nearestPlaces(a: Uint32Array, i: number, b: Uint32Array, j: number): 'equal' | 'nested' | 'apart' {
  let nested = false;
  for (let index = 0; index < PLACES; index++) {
    const first = wordOf(a, i, AT.namePlaces + index);
    if (first === 0) break;
    for (let other = 0; other < PLACES; other++) {
      const second = wordOf(b, j, AT.namePlaces + other);
      if (second === 0) break;
      if (first === second) return 'equal';
      if (isWithin(Math.max(first, second), Math.min(first, second))) nested = true;
    }
  }
  return nested ? 'nested' : 'apart';
}

function isWithin(code: number, above: number): boolean {
  let parent = code;
  while (parent > above) parent = Math.floor(parent / 100);
  return parent === above;
}

function hasNoPlace(words: Uint32Array, at: number): boolean {
  return wordOf(words, at, AT.namePlaces) === 0 && wordOf(words, at, AT.namePlaceText) === 0;
}

function lacksBothKinds(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return lacksWord(a, i, b, j, AT.namePlaces) && lacksWord(a, i, b, j, AT.namePlaceText);
}

const DIVISION_LEVELS = [
  { id: 'street', title: '同一街道或乡镇' },
  { id: 'county', title: '同一县区' },
  { id: 'city', title: '同一城市' },
  { id: 'unknown', title: '缺失' },
  { id: 'different', title: '不同' },
] as const;

const [OF_NO_CODE, OF_NO_DIVISION] = [[1, 3], [3]] as const;

/** Where the employer is registered, by its column or else by its code; 行政区划 GB/T 2260 and GB/T 10114. */
export const division: Comparison = {
  id: 'division',
  title: '所在行政区划',
  levels: DIVISION_LEVELS,
  shown: (record) => record.division ?? '',
  reach(words, at) {
    if (wordOf(words, at, AT.division) !== 0) return null;
    return wordOf(words, at, AT.divisionText) === 0 ? OF_NO_DIVISION : OF_NO_CODE;
  },
  compare(a, i, b, j) {
    if (sameWord(a, i, b, j, AT.divisionText)) return 1;
    if (lacksWord(a, i, b, j, AT.division)) return 3;
    const digits = Math.min(wordOf(a, i, AT.divisionDigits), wordOf(b, j, AT.divisionDigits));
    const [first, second] = [wordOf(a, i, AT.division), wordOf(b, j, AT.division)];
    if (digits === 9 && first === second) return 0;
    if (digits >= 6 && Math.floor(first / 1000) === Math.floor(second / 1000)) return 1;
    if (digits >= 4 && Math.floor(first / 100_000) === Math.floor(second / 100_000)) return 2;
    return digits === 2 && Math.floor(first / 10_000_000) === Math.floor(second / 10_000_000) ? 3 : 4;
  },
};
