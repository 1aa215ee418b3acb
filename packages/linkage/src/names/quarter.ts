import { readPlaces } from './place-chain.ts';
import { placeAt } from './places.ts';

/** What a part of a town is called in addresses and on the signs of branches: streets, sides of the town, estates, stations. */
const WHERE =
  /(?:[路街巷道镇乡村]|[东西南北][关门郊城站区苑湖]|城[东西南北中]|广场|小区|花园|公寓|大厦|商城|市场|[车客]站|机场|公园|医院|大学城?|校区|[新园]区|开发区|高新区|[工产]业园)$/;

/**
 * Whether the text between `start` and `end` says a place: one of the country's divisions, or a street, a side of town, an estate.
 * The city that the whole text begins with is said again for nothing else, even where a slip of the pen spoils what follows.
 */
export function saysWhere(text: string, start: number, end: number, within: string | null): boolean {
  const found = placeAt(text, start, end, within);
  if (found !== null) {
    const behind = start + found.length;
    if (found.full || behind === end || text.startsWith(text.slice(start, behind))) return true;
  }
  return WHERE.test(withoutNumber(text.slice(start, end)));
}

/** By what it ends with, how long the word is that says where: most names of streets and estates have two characters before. */
const LENGTHS: readonly (readonly [RegExp, number])[] = [
  [/(?:火车|汽车|客运)站$|步行街$|大学城$|开发区$|高新区$|工业园$|产业园$|体育场$/, 3],
  [/(?:[东西南北][关门郊城站苑湖]|城[东西南北中]|机场)$/, 2],
  [/(?:广场|小区|花园|公寓|大厦|商城|市场|公园)$/, 4],
  [/[路街巷镇乡村]$/, 3],
];

/** A brand before it has at least so many characters, one behind a place: 新城睿｜西关店. */
const SHORTEST_BRAND = 2;

/**
 * Where what says the place or the number of a part begins, before the word of the part at `start`: 红光｜人民路店,
 * 红光｜潜山店, 红光｜第三店, 红光｜驻城南办事处; 0 when nothing there says either, or no brand would be left.
 */
export function quarterBefore({
  body,
  start,
  within,
}: {
  readonly body: string;
  readonly start: number;
  readonly within: string | null;
}): number {
  const placed = readPlaces(body, 0, start, within).end;
  const first = placed + (placed > 0 ? 1 : SHORTEST_BRAND);
  const end = withoutNumber(body.slice(0, start)).length;
  if (end < first) return 0;
  const stationed = body.lastIndexOf('驻', end - 2);
  if (stationed >= first) return stationed;
  const quarter = end - wordLength(body.slice(0, end));
  for (let from = first; from < end; from++) {
    const found = placeAt(body, from, end, within);
    if (found === null) continue;
    const behind = from + found.length;
    if (found.full || behind === end || behind === quarter) return from;
  }
  if (quarter < end && quarter >= first) return quarter;
  return end < start ? end : 0;
}

const LONGEST_WORD = 4;

/** The length of the word at the end of a text that says where; 0 without one. */
function wordLength(text: string): number {
  const end = text.slice(-LONGEST_WORD);
  return LENGTHS.find(([word]) => word.test(end))?.[1] ?? 0;
}

/** 第3, 3号, and 三 where it is no brother: 张老三. Numerals behind 第 are digits already. */
const NUMBER = /第?\d{1,3}(?:-\d{1,3})?号?$|(?<![老小阿])[一二三四五六七八九十]{1,2}$/;
const LONGEST_NUMBER = 9;

function withoutNumber(text: string): string {
  // Only the end is looked at: an expression over the whole of a long text would not be linear.
  const number = NUMBER.exec(text.slice(-LONGEST_NUMBER))?.[0].length ?? 0;
  return text.slice(0, text.length - number);
}
