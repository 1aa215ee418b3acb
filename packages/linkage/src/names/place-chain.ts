import { Trie, lengthOf } from '../text/trie.ts';
import { type FoundPlace, bareNameOf, isNested, placeAt } from './places.ts';

/** Places that follow one another at one point of a text. */
export interface PlaceChain {
  /** Where the text after them begins. */
  readonly end: number;
  /** Codes, or bare names where the code is not sure; the most exact of nested ones only. */
  readonly places: readonly string[];
  /** The most exact code known here: found, or that of the hint. */
  readonly within: string | null;
}

/** Characters after a suffix that make it the start of the next word: 安庆市｜政工程 is 安庆｜市政工程. */
const NEXT_WORD: Readonly<Record<string, string>> = { 市: '政场容民立', 区: '域块立', 县: '城立' };

/** After a place without suffix these make it the name of a street or a thing: 南京路, 上海滩. */
const NO_PLACE_BEFORE = '路街巷道滩';

/** Counties whose name is a common word: taken for places only with a suffix or with their city before them. */
const COMMON = new Set(
  `东方 兴隆 平安 永安 大安 永丰 富民 惠民 同心 万年 万安 万荣 永兴 永昌 永新 富源 富裕 和顺 祥云 景泰 庆安 安福 福安 吉安 泰和 太和 永和
安宁 兴业 民乐 民和 昌乐 永寿 长寿 长乐 永福 永康 永泰 永顺 永胜 永德 永善 永仁 永平 宏伟 友好 光明 新兴 新华 和平 红旗 文明 昌盛 安泰 宝丰 富顺 阳光 盛泽 龙门 天台
金山 宝山 泰山 华山 长城 新城 华龙 龙华 中原 江南 江北 东海 南海 平和 清流 广昌 大新 大方 大名 大丰 天等 天全 天长 天祝 新和 新源 海天 凤凰`.split(
    /\s+/,
  ),
);

/** Parts of cities that are no divisions: they say where, like a place, and come and go in names. */
const ZONES = new Trie(
  `经济技术开发区 经济开发区 高新技术产业开发区 高新技术开发区 高新技术产业园区 高新技术产业园 高新区 开发区 经开区 工业园区 工业园 工业区 产业园区 产业园
工业集中区 新区 保税区 示范区 科技园区`
    .split(/\s+/)
    .map((word) => [word, 0] as const),
);

const CHINA = '中国';

/**
 * Reads the places at `start`: 安徽省安庆市潜山县 → `340882`. Each must lie within the one before. `within` is what is
 * known from elsewhere. Without `sure`, places that may be part of a brand are left: a bare county that is a common
 * word, or lies elsewhere. `end` bounds the text.
 */
export function readPlaces(text: string, start: number, end: number, within: string | null, sure = false): PlaceChain {
  let at = start;
  let last: FoundPlace | null = null;
  let known = within;
  let china = false;
  if (!sure && text.startsWith(CHINA, at) && end - at > 3) {
    at += CHINA.length;
    china = true;
  }
  for (;;) {
    const found: FoundPlace | null = take(text, at, end, last, known, sure);
    if (found === null) break;
    last = found;
    if (found.code !== null) known = found.code;
    at += found.length;
  }
  if (last !== null) at += zoneLength(text, at, end);
  const places = last === null ? [] : [last.code ?? last.bare];
  return { end: at, places: china ? [CHINA, ...places] : places, within: known };
}

function take(
  text: string,
  at: number,
  end: number,
  last: FoundPlace | null,
  known: string | null,
  sure: boolean,
): FoundPlace | null {
  const context = last?.code ?? known;
  let found = placeAt(text, at, end, context);
  if (found === null) return null;
  const suffix = text.charAt(at + found.length - 1);
  const next = at + found.length < end ? text.charAt(at + found.length) : '';
  if (found.full && next !== '' && NEXT_WORD[suffix]?.includes(next)) {
    found = placeAt(text, at, at + found.length - 1, context);
    if (found === null) return null;
  }
  const nested = last === null || (found.code !== null && isNested(found.code, last.code ?? '-'));
  // A place named twice (安庆市安庆市郊区) is a slip; without its suffix the second is the brand.
  if (!nested || (found.code === last?.code && !found.full)) return null;
  return found.full || sure || isLikely(text, at, end, found, last, known) ? found : null;
}

/** Whether a name without its suffix is meant as a place. */
function isLikely(
  text: string,
  at: number,
  end: number,
  found: FoundPlace,
  last: FoundPlace | null,
  known: string | null,
): boolean {
  const rest = at + found.length;
  if (rest < end && NO_PLACE_BEFORE.includes(text.charAt(rest))) return false;
  if (last !== null) return true;
  const county = found.code === null || found.code.length === 6;
  if (!county) return true;
  if (known !== null && found.code !== null) {
    if (isNested(found.code, known)) return true;
    // 隆昌 is a county of 四川, but in an employer of 安庆 it is a brand.
    if (!found.code.startsWith(known.slice(0, 2))) return false;
  }
  return !COMMON.has(found.bare) && found.code !== null && found.county;
}

function zoneLength(text: string, at: number, end: number): number {
  const zone = ZONES.longest(text, at, end);
  return zone >= 0 && at + lengthOf(zone) < end ? lengthOf(zone) : 0;
}

/** The code of a division given as a code or as a name (安徽省安庆市潜山县); null when it says none. */
export function divisionOf(text: string): string | null {
  if (/^\d+$/.test(text)) {
    const county = text.slice(0, 6).replace(/(?:00){1,2}$/, '');
    return county.length >= 2 ? county : null;
  }
  return text === '' ? null : readPlaces(text, 0, text.length, null, true).within;
}

/** A text that begins with places with only the most exact of them, by its name of today without suffix. */
export function withBarePlace(
  text: string,
  within: string | null,
): { readonly text: string; readonly code: string | null } {
  const chain = readPlaces(text, 0, text.length, within);
  const [place] = chain.places;
  if (place === undefined || place === CHINA) return { text, code: null };
  return { text: bareOf(place) + text.slice(chain.end), code: /^\d/.test(place) ? place : null };
}

function bareOf(place: string): string {
  return /^\d/.test(place) ? (bareNameOf(place) ?? place) : place;
}
