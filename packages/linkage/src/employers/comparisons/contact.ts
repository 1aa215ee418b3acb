import type { Comparison } from '../../spec/spec.ts';
import { AT } from '../layout.ts';
import { lacksWord, sameWord, wordOf } from './words.ts';

const ADDRESS_LEVELS = [
  { id: 'room', title: '同一房间' },
  { id: 'house', title: '同一门牌，没有几家' },
  { id: 'crowded_house', title: '同一门牌，有许多家' },
  { id: 'other_room', title: '同一门牌或同一座楼，房间不同' },
  { id: 'building', title: '同一座楼或同一村，其余不全' },
  { id: 'road', title: '同一条路，门牌不全' },
  { id: 'other_house', title: '同一条路或同一村，门牌不同' },
  { id: 'unknown', title: '缺失' },
  { id: 'different', title: '不同' },
] as const;

/** Rows of both registers behind one door, up to which they may all be the same employer. */
const FEW = 3;

/** By what an address lacks: the room (1), the number of the door (2), a door that few rows have (4). */
const REACH = Array.from({ length: 8 }, (_, lacking) =>
  ADDRESS_LEVELS.map((_level, index) => index).filter((level) => {
    if (level === 0 || level === 3) return (lacking & 1) === 0;
    if (level === 1) return (lacking & 6) === 0;
    return (level !== 2 && level !== 6) || (lacking & 2) === 0;
  }),
);
const UNKNOWN_ADDRESS = [7] as const;

/** Road, number of the door, building and room, as far as both tell. */
export const address: Comparison = {
  id: 'address',
  title: '地址',
  levels: ADDRESS_LEVELS,
  shown: (record) => record.address ?? '',
  reach(words, at) {
    if (tellsNothing(words, at)) return UNKNOWN_ADDRESS;
    const room = wordOf(words, at, AT.room) === 0 ? 1 : 0;
    const number = wordOf(words, at, AT.doorNumber) === 0 ? 2 : 0;
    return REACH[room | number | (wordOf(words, at, AT.houseCount) > FEW ? 4 : 0)] ?? null;
  },
  compare(a, i, b, j) {
    const road = sameRoad(a, i, b, j);
    const building = sameWord(a, i, b, j, AT.building);
    if (!road && !building) return tellsNothing(a, i) || tellsNothing(b, j) ? 7 : 8;
    // Two roads with a building of one name are two buildings.
    if (!road && !lacksWord(a, i, b, j, AT.road)) return 8;
    const numbers = lacksWord(a, i, b, j, AT.doorNumber) ? 'unknown' : sameWord(a, i, b, j, AT.doorNumber);
    if (numbers === false) return 6;
    if (!lacksWord(a, i, b, j, AT.room)) return sameWord(a, i, b, j, AT.room) ? 0 : 3;
    if (numbers === true) return Math.max(wordOf(a, i, AT.houseCount), wordOf(b, j, AT.houseCount)) <= FEW ? 1 : 2;
    return building ? 4 : 5;
  },
};

function sameRoad(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  if (!sameWord(a, i, b, j, AT.road)) return false;
  return lacksWord(a, i, b, j, AT.roadLonger) || sameWord(a, i, b, j, AT.roadLonger);
}

function tellsNothing(words: Uint32Array, at: number): boolean {
  return wordOf(words, at, AT.road) === 0 && wordOf(words, at, AT.building) === 0;
}

const SAME_LEVELS = [
  { id: 'equal', title: '相同' },
  { id: 'unknown', title: '缺失' },
  { id: 'different', title: '不同' },
] as const;

function sameness(offset: number): Comparison['compare'] {
  return (a, i, b, j) => (lacksWord(a, i, b, j, offset) ? 1 : sameWord(a, i, b, j, offset) ? 0 : 2);
}

const UNKNOWN = [1] as const;

function reachOf(offset: number): Comparison['reach'] & {} {
  return (words, at) => (wordOf(words, at, offset) === 0 ? UNKNOWN : null);
}

export const phone: Comparison = {
  id: 'phone',
  title: '电话',
  levels: SAME_LEVELS,
  shown: (record) => record.phone ?? '',
  compare: sameness(AT.phone),
  reach: reachOf(AT.phone),
};

export const representative: Comparison = {
  id: 'representative',
  title: '负责人',
  levels: SAME_LEVELS,
  shown: (record) => record.representative ?? '',
  compare: sameness(AT.representative),
  reach: reachOf(AT.representative),
};
