import { Trie, lengthOf, valueOf } from '../text/trie.ts';
import { type OrganisationForm } from './employer-name.ts';
import { FORM_ENDINGS, formWord } from './forms.ts';
import { readPlaces } from './place-chain.ts';
import { type FoundPlace, placeAt } from './places.ts';
import { TRADE_WORDS } from './trades.ts';

/** A whole employer's name without brackets, taken apart. */
export interface Core {
  readonly places: readonly string[];
  readonly within: string | null;
  readonly brand: string;
  readonly trade: readonly string[];
  readonly form: OrganisationForm;
}

/** The longest run of unknown characters between two words of trade that is still taken for trade. */
const LONGEST_GAP = 3;

/** Bodies that a place alone may name. */
const PUBLIC = new Set<OrganisationForm>(['government', 'committee', 'union', 'school', 'hospital']);

/** What ends the name of an employer inside that of a body at it: its union, its party branch. */
const INNER = new Set<OrganisationForm>(['limited', 'joint_stock', 'enterprise']);

const found: number[] = [];

/** Takes a name apart: form from the end, places from the start, trade back from the form; the brand is left. */
export function readCore(name: string, within: string | null): Core {
  const body = placeFirst(name, within);
  const { form, keeps, end: formStart } = readForm(body);
  const last = lastPlace(body, formStart, within);
  const end = formStart - (last?.length ?? 0);
  const chain = readPlaces(body, 0, end, last?.code ?? within);
  let start = chain.end;
  let { places } = chain;
  let brandEnd = endOfBrand(body, start, end);
  if (places.length > 0 && isPartOfBrand(body, start, brandEnd, end, keeps !== '' || PUBLIC.has(form))) {
    start = 0;
    places = [];
    brandEnd = endOfBrand(body, 0, end);
  }
  if (form === 'government' && start + 4 < end && body.startsWith('人民政府', start)) start += 4;
  const town = places.length > 0 ? townLength(body, start, brandEnd) : 0;
  if (town > 0) places = [...places, body.slice(start, start + town)];
  const trade = tradeWords(body, brandEnd, end);
  if (keeps !== '') trade.push(keeps);
  if (last !== null && last.code !== null) places = [...places, last.code];
  return {
    places,
    within: places.length > 0 ? chain.within : within,
    brand: body.slice(start + town, brandEnd),
    trade,
    form,
  };
}

/** Brands of the whole country stand before the place of their part: 国网安徽省电力 is read as 安徽省国网电力. */
const NATIONAL = new Trie(
  `国网 国能 国药 国投 国电 华润 华能 华电 大唐 中铁 中建 中交 中粮 中核 中广核 中化 中航 中石化 中石油 中海油 中国移动 中国联通 中国电信 中国铁塔 中国邮政 中国石化
中国石油 中国人寿 中国平安 中国人保 新华书店 京东 顺丰 万达 永辉 苏宁`
    .split(/\s+/)
    .map((word) => [word, 0] as const),
);

/** A place behind the trade: 中国移动通信集团安徽有限公司. Whole provinces and cities only, and after a word of trade. */
function lastPlace(body: string, end: number, within: string | null): FoundPlace | null {
  if (!endsTrade(body, end - 2) && !endsTrade(body, end - 3) && !endsTrade(body, end - 4)) return null;
  for (let length = Math.min(4, end - 4); length >= 2; length--) {
    const found = placeAt(body, end - length, end, within);
    if (found?.length !== length || found.code === null || found.code.length > 4) continue;
    return endsTrade(body, end - length) ? found : null;
  }
  return null;
}

function endsTrade(body: string, at: number): boolean {
  return at > 1 && TRADE_WORDS.longest(body, at) >= 0;
}

function placeFirst(name: string, within: string | null): string {
  const national = NATIONAL.longest(name, 0);
  if (national < 0) return name;
  const end = lengthOf(national);
  const chain = readPlaces(name, end, name.length, within);
  return chain.end === end ? name : name.slice(end, chain.end) + name.slice(0, end) + name.slice(chain.end);
}

function readForm(body: string): { readonly form: OrganisationForm; readonly keeps: string; readonly end: number } {
  const ending = FORM_ENDINGS.longest(body, body.length);
  if (ending < 0) return { form: 'unknown', keeps: '', end: body.length };
  const word = formWord(valueOf(ending));
  const end = body.length - lengthOf(ending);
  if (end < word.before) return { form: 'unknown', keeps: '', end: body.length };
  if (word.form !== 'union' && word.form !== 'social') return { form: word.form, keeps: word.keeps, end };
  const inner = FORM_ENDINGS.longest(body, end);
  const strip = inner >= 0 && INNER.has(formWord(valueOf(inner)).form) && formWord(valueOf(inner)).keeps === '';
  return { form: word.form, keeps: word.keeps, end: strip ? end - lengthOf(inner) : end };
}

/**
 * Whether the place just read is part of the brand after all: nothing would be left of the name (黄山有限公司), or one
 * character that no brand is (上海滩餐饮).
 */
function isPartOfBrand(body: string, start: number, brandEnd: number, end: number, needsNone: boolean): boolean {
  if (start === end) return !needsNone;
  const written = body.charAt(start - 1);
  return brandEnd - start === 1 && !'省市县区旗州盟'.includes(written) && /[\u3400-\u9fff]/.test(body.charAt(start));
}

/** Where the brand ends in `start`…`end`: before the first word of the trade words that reach back from the end. */
function endOfBrand(body: string, start: number, end: number): number {
  let at = end;
  for (;;) {
    let next = -1;
    for (let gap = 0; gap <= LONGEST_GAP && at - gap > start; gap++) {
      next = tradeStart(body, start, at - gap, gap > 0 ? 2 : 1);
      if (next >= 0) break;
      if (at === end && gap === 0 && end - start <= 4) break;
    }
    if (next < 0) return at;
    at = next;
  }
}

/** The start of the trade word that ends at `end` and leaves a brand of two characters, or at least of `least`. */
function tradeStart(body: string, start: number, end: number, least: number): number {
  const count = TRADE_WORDS.all(body, end, start, found);
  for (let index = count - 1; index >= 0; index--) {
    const from = end - lengthOf(found[index] ?? 0);
    if (from - start >= 2) return from;
  }
  for (let index = count - 1; index >= 0; index--) {
    const from = end - lengthOf(found[index] ?? 0);
    if (from - start >= least) return from;
  }
  return -1;
}

/** The words of trade in `start`…`end`, longest first from the end; what lies between them is a word too. */
function tradeWords(body: string, start: number, end: number): string[] {
  const words: string[] = [];
  let at = end;
  let gap = end;
  while (at > start) {
    const word = TRADE_WORDS.longest(body, at, start);
    if (word < 0) {
      at--;
      continue;
    }
    if (gap > at) words.push(body.slice(at, gap));
    words.push(body.slice(at - lengthOf(word), at));
    at -= lengthOf(word);
    gap = at;
  }
  if (gap > start) words.push(body.slice(start, gap));
  return words.reverse();
}

const TOWN = /^[\u4e00-\u9fff]{2,3}?(?:(?<![古小])镇|乡|街道|苏木)/;

/** The length of a town or sub-district before a brand of its own; 0 where the town is the brand (梅城镇卫生院). */
function townLength(body: string, start: number, brandEnd: number): number {
  if (brandEnd - start < 4) return 0;
  const town = TOWN.exec(body.slice(start, Math.min(brandEnd, start + 6)))?.[0].length ?? 0;
  if (town === 0 || brandEnd - start - town < 2) return 0;
  return /^(?:[^村]{1,4}村|[^社]{1,4}社区|第\d)/.test(body.slice(start + town, brandEnd)) ? 0 : town;
}
