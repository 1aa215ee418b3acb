import { Trie, lengthOf, valueOf } from '../text/trie.ts';
import table from './places.json' with { type: 'json' };

/** A way to write one or more places. */
interface PlaceWord {
  /** Codes with this name in full, former names and wrong suffixes resolved: 潜山县 → 340882. */
  readonly full: string[];
  /** Codes whose name without 省, 市, 区, 县 this is. */
  readonly bare: string[];
}

/** A place found in a text. */
export interface FoundPlace {
  /** Null when several places have this name and nothing tells which. */
  readonly code: string | null;
  /** Name without its suffix. */
  readonly bare: string;
  /** Units of the text it takes. */
  readonly length: number;
  /** Whether the suffix was there. */
  readonly full: boolean;
  /** Whether it is a county, county-level city or banner: those stand in names, districts of cities seldom do. */
  readonly county: boolean;
}

const PEOPLES = [
  '壮族 回族 维吾尔 蒙古族? 满族 藏族 苗族 侗族 土家族 彝族 羌族 傣族 景颇族 傈僳族 白族 哈尼族 布依族 朝鲜族 哈萨克族? 柯尔克孜',
  '瑶族 黎族 畲族 土族 撒拉族 东乡族 保安族 裕固族 仡佬族 水族 毛南族 仫佬族 佤族 拉祜族 纳西族 独龙族 怒族 普米族 布朗族',
  '塔吉克 达斡尔族 锡伯 各族',
]
  .join(' ')
  .replaceAll(' ', '|');
const ETHNIC = new RegExp(`^(.{2,}?)(?:${PEOPLES})+(?:自治[区州县旗]|区)$`);
const SUFFIX = /(?:特别行政区|自治[区州县旗]|地区|林区|新区|矿区|[省市盟州县区旗])$/;

interface Places {
  readonly words: readonly PlaceWord[];
  readonly trie: Trie;
  readonly bareByCode: ReadonlyMap<string, string>;
  readonly counties: ReadonlySet<string>;
}

let made: Places | undefined;

/** A division's name without what kind of division it is: 潜山市 → 潜山, 大理白族自治州 → 大理; 郊区 stays. */
export function bareName(name: string): string {
  if (name === '内蒙古自治区') return '内蒙古';
  const ethnic = ETHNIC.exec(name)?.[1];
  if (ethnic !== undefined) return ethnic;
  const bare = name.replace(SUFFIX, '');
  return bare.length < 2 ? name : bare;
}

function places(): Places {
  made ??= makePlaces();
  return made;
}

function makePlaces(): Places {
  const words = new Map<string, PlaceWord>();
  const word = (name: string): PlaceWord => {
    const known = words.get(name) ?? { full: [], bare: [] };
    words.set(name, known);
    return known;
  };
  const bareByCode = new Map<string, string>();
  const entries = table.divisions.map((line) => split(line));
  for (const { code, name } of entries) {
    word(name).full.push(code);
    const bare = bareName(name);
    bareByCode.set(code, bare);
    if (bare !== name) word(bare).bare.push(code);
  }
  const current = new Set(entries.map(({ name }) => name));
  for (const { code, name } of table.former.map((line) => split(line))) {
    word(name).full.push(code);
    const bare = bareName(name);
    // A former name says its place without suffix too, unless a place of today has it: 襄樊, but not 九江.
    if (bare !== name && !words.has(bare)) word(bare).bare.push(code);
  }
  for (const { code, name } of table.short.map((line) => split(line))) word(name).bare.push(code);
  for (const { code, name } of entries) addSuffixes(code, name, bareByCode.get(code) ?? name, current, word);
  const list = [...words.entries()];
  return {
    words: list.map(([, entry]) => entry),
    trie: new Trie(list.map(([name], index) => [name, index])),
    bareByCode,
    counties: new Set(
      entries.filter(({ code, name }) => code.length === 6 && !name.endsWith('区')).map(({ code }) => code),
    ),
  };
}

/** Counties became cities and districts without changing more than the suffix; old registers keep the old one. */
function addSuffixes(
  code: string,
  name: string,
  bare: string,
  current: ReadonlySet<string>,
  word: (name: string) => PlaceWord,
): void {
  if (bare === name || code.length === 2) return;
  const kinds = code.length === 6 ? ['县', '市', '区'] : name.endsWith('自治州') ? ['州'] : ['市', '地区'];
  for (const suffix of kinds) {
    const other = bare + suffix;
    if (current.has(other)) continue;
    const entry = word(other);
    if (entry.full.length === 0 || !entry.full.includes(code)) entry.full.push(code);
  }
}

function split(line: string): { readonly code: string; readonly name: string } {
  const space = line.indexOf(' ');
  return { code: line.slice(0, space), name: line.slice(space + 1) };
}

/** Whether one of two codes lies within the other, or they are one. */
export function isNested(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** The name of a division without its suffix; undefined for a code that is not of this table. */
export function bareNameOf(code: string): string | undefined {
  return places().bareByCode.get(code);
}

/**
 * The longest place that starts at `at` and ends within `end`; null for none. `within` is a code known from elsewhere
 * (the place before, the register's column): among places of one name that which nests with it is meant.
 */
export function placeAt(text: string, at: number, end: number, within: string | null): FoundPlace | null {
  const { trie, words, bareByCode, counties } = places();
  const found = trie.longest(text, at, end);
  if (found < 0) return null;
  const entry = words[valueOf(found)];
  if (!entry) return null;
  const length = lengthOf(found);
  const full = entry.full.length > 0;
  const code =
    choose(full ? entry.full : entry.bare, within) ?? (full && within !== null ? choose(entry.bare, within) : null);
  const bare =
    code === null ? bareName(text.slice(at, at + length)) : (bareByCode.get(code) ?? text.slice(at, at + length));
  return { code, bare, length, full, county: code !== null && counties.has(code) };
}

/** Whether a text is nothing but the name of a division, with its suffix or without. */
export function isPlaceName(text: string): boolean {
  const found = places().trie.longest(text, 0);
  return found >= 0 && lengthOf(found) === text.length;
}

function choose(codes: readonly string[], within: string | null): string | null {
  // Most names are of one place.
  if (codes.length <= 1) return codes[0] ?? null;
  if (within !== null) {
    const nested = codes.filter((code) => isNested(code, within));
    if (nested.length === 1) return nested[0] ?? null;
  }
  // 吉林 is the province before the city, 朝阳 the city before the districts.
  const highest = Math.min(...codes.map((code) => code.length));
  const top = codes.filter((code) => code.length === highest);
  return top.length === 1 ? (top[0] ?? null) : null;
}
