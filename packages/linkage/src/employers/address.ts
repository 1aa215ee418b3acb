import { foldName } from '../names/fold.ts';

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

/** Divisions stand before the road; 小区, 园区, 社区 and 市场 are none. */
const DIVISIONS = /^.*(?:自治[区州县旗]|街道(?:办事处|办)?|省|市(?!场)|盟|县|旗|(?<![小园社校])区|镇|乡|苏木)(?=.{2})/u;
const ROAD = /(?:大街|大道|公路|胡同|路|街(?!道)|巷|弄|道)/u;
const BUILDING =
  /(?:批发市场|写字楼|科技园|产业园|工业园|建材城|大厦|广场|商城|小区|花园|公寓|家园|市场|中心|嘎查|村|屯|城|园)/gu;
const NUMBER = /^(\d+)(?:-\d+)?号?院?/u;
const BLOCK = /([A-Z]|\d{1,3})(?:号?楼|栋|幢|座|单元|-(?=\d))/u;
const ROOM = /(\d{3,5}|\d{1,2}(?=[室房]))(?!.*\d)/u;

/** Takes an address apart (GB/T 23705: divisions, road, number, then the building, its block and the room). */
export function parseAddress(text: string): AddressParts {
  const local = foldName(text).replace(DIVISIONS, '');
  const road = ROAD.exec(local);
  const roadEnd = road === null ? 0 : road.index + road[0].length;
  const afterRoad = local.slice(roadEnd);
  const street = road === null ? null : NUMBER.exec(afterRoad);
  const behind = street === null ? afterRoad : afterRoad.slice(street[0].length);
  const building = lastOf(behind, BUILDING);
  const rest = building === null ? behind : behind.slice(building.end);
  const village = building?.text.endsWith('村') === true ? NUMBER.exec(rest) : null;
  return {
    road: road === null ? '' : local.slice(Math.max(0, road.index - 2), roadEnd),
    number: street?.[1] ?? village?.[1] ?? '',
    building: building?.text ?? '',
    room: village === null ? roomOf(rest) : '',
  };
}

/** The last building of a text with two characters before its suffix, and where it ends. */
function lastOf(text: string, suffix: RegExp): { readonly text: string; readonly end: number } | null {
  let [start, end] = [0, 0];
  suffix.lastIndex = 0;
  for (let found = suffix.exec(text); found !== null; found = suffix.exec(text)) {
    [start, end] = [found.index, suffix.lastIndex];
  }
  return end === 0 ? null : { text: text.slice(Math.max(0, start - 2), end), end };
}

/** 8号楼1312室, A-1312, 8栋1312, 13层1312 → block and room. */
function roomOf(text: string): string {
  if (text === '') return '';
  const block = BLOCK.exec(text)?.[1] ?? /^[A-Z](?=\d)/u.exec(text)?.[0] ?? '';
  const room = ROOM.exec(text)?.[1] ?? '';
  return block === '' && room === '' ? '' : `${block}-${room}`;
}
