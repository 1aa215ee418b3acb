import { foldName } from '../names/fold.ts';
import { lengthOf, Trie } from '../text/trie.ts';

/** What of an address tells one door from another; '' where it is not said. */
export interface AddressParts {
  /**
   * 路, 街, 大道 with at most two characters before it: a division may stand before it without its suffix, and where the
   * name of the road begins then nobody can say.
   */
  readonly road: string;
  /** The number of the door at the road or in the village. */
  readonly number: string;
  /** 大厦, 小区, 村 … with the two characters before it. */
  readonly building: string;
  /** Block and room. */
  readonly room: string;
}

const BUILDINGS = new Trie(
  '批发市场 写字楼 科技园 产业园 工业园 建材城 大厦 广场 商城 小区 花园 公寓 家园 市场 中心 嘎查 村 屯 城 园'
    .split(' ')
    .map((word) => [word, 0] as const),
);
const ROADS = new Trie('大街 大道 公路 胡同 路 街 巷 弄 道'.split(' ').map((word) => [word, 0] as const));
const NUMBER = /^(\d+)(?:-\d+)?号?院?/u;
const BLOCK = /([A-Z]|\d{1,3})(?:号?楼|栋|幢|座|单元|-(?=\d))/u;
const ROOM = /(\d{3,5}|\d{1,2}(?=[室房]))(?!.*\d)/u;

/** Takes an address apart (GB/T 23705: divisions, road, number, then the building, its block and the room). */
export function parseAddress(text: string): AddressParts {
  const folded = foldName(text);
  const start = endOfDivisions(folded);
  const road = firstRoad(folded, start);
  const afterRoad = road === null ? start : road.end;
  const street = road === null ? null : NUMBER.exec(folded.slice(afterRoad));
  const behind = street === null ? afterRoad : afterRoad + street[0].length;
  const building = lastBuilding(folded, behind);
  const rest = folded.slice(building === null ? behind : building.end);
  const village = building !== null && folded.charAt(building.end - 1) === '村' ? NUMBER.exec(rest) : null;
  return {
    road: road === null ? '' : folded.slice(Math.max(start, road.start - 2), road.end),
    number: street?.[1] ?? village?.[1] ?? '',
    building: building === null ? '' : folded.slice(Math.max(behind, building.start - 2), building.end),
    room: village === null ? roomOf(rest) : '',
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the divisions end that stand before the road; something of two characters at least follows them. */
function endOfDivisions(text: string): number {
  for (let at = text.length - 3; at >= 0; at--) {
    const length = divisionEnding(text, at);
    if (length > 0 && at + length + 2 <= text.length) return at + length;
  }
  return 0;
}

/** By unit: what it may be of the end of a division's name. */
const [WHOLE, CITY, DISTRICT, SUBDISTRICT, SUMU, AUTONOMOUS] = [1, 2, 3, 4, 5, 6];
const ROLES = new Uint8Array(0x10000);
for (const [characters, role] of [
  ['省盟县旗镇乡', WHOLE],
  ['市', CITY],
  ['区', DISTRICT],
  ['街', SUBDISTRICT],
  ['苏', SUMU],
  ['自', AUTONOMOUS],
] as const) {
  for (const character of characters) ROLES[character.charCodeAt(0)] = role;
}

/** The length of what a division's name ends with at a place of a text, 0 for none; 小区, 园区, 社区 and 市场 are none. */
function divisionEnding(text: string, at: number): number {
  switch (ROLES[text.charCodeAt(at)]) {
    case WHOLE:
      return 1;
    case CITY:
      return text.charAt(at + 1) === '场' ? 0 : 1;
    case DISTRICT:
      return at > 0 && '小园社校'.includes(text.charAt(at - 1)) ? 0 : 1;
    case SUBDISTRICT:
      return subdistrictEnding(text, at);
    case SUMU:
      return text.charAt(at + 1) === '木' ? 2 : 0;
    case AUTONOMOUS:
      return text.startsWith('自治州', at) ? 3 : 0;
    default:
      return 0;
  }
}

/** 街道办事处, 街道办 or 街道, the longest that leaves two characters. */
function subdistrictEnding(text: string, at: number): number {
  if (!text.startsWith('街道', at)) return 0;
  for (const ending of ['街道办事处', '街道办']) {
    if (text.startsWith(ending, at) && at + ending.length + 2 <= text.length) return ending.length;
  }
  return 2;
}

/** The first ending of a road's name; 街道 is no 街. */
function firstRoad(text: string, from: number): Span | null {
  for (let at = from; at < text.length; at++) {
    const found = ROADS.longest(text, at);
    if (found < 0 || (text.charAt(at) === '街' && text.charAt(at + 1) === '道')) continue;
    return { start: at, end: at + lengthOf(found) };
  }
  return null;
}

/** The last building, read from the left: 批发市场 is one and not two. */
function lastBuilding(text: string, from: number): Span | null {
  let last: Span | null = null;
  for (let at = from; at < text.length; at++) {
    const found = BUILDINGS.longest(text, at);
    if (found < 0) continue;
    last = { start: at, end: at + lengthOf(found) };
    at = last.end - 1;
  }
  return last;
}

/** 8号楼1312室, A-1312, 8栋1312, 13层1312 → block and room. */
function roomOf(text: string): string {
  if (!/[\dA-Z]/.test(text)) return '';
  const block = BLOCK.exec(text)?.[1] ?? /^[A-Z](?=\d)/u.exec(text)?.[0] ?? '';
  const room = ROOM.exec(text)?.[1] ?? '';
  return block === '' && room === '' ? '' : `${block}-${room}`;
}
