import { lengthOf, valueOf } from '../text/trie.ts';
import { BOUNDARY_ENDINGS, type BranchWord } from './branches.ts';
import { type BranchKind } from './employer-name.ts';
import { FORM_ENDINGS, formWord } from './forms.ts';
import { quarterBefore, saysWhere } from './quarter.ts';
import { TRADE_WORDS } from './trades.ts';

/** A name that ends with the word of a branch at `start`, and what is known of where it is. */
export interface Ending {
  readonly body: string;
  readonly start: number;
  readonly word: BranchWord;
  readonly within: string | null;
}

/**
 * Where the parent's name ends before the word of a branch, whose full name the law puts in front of it
 * (企业名称登记管理规定, article 13): at the parent's last word, else before what says where the part is; 0 when nothing shows it.
 */
export function endOfParent(ending: Ending): number {
  return boundary(ending) || shopEnd(ending) || (ending.word.part ? tradeEnd(ending) || quarterBefore(ending) : 0);
}

/** Parents are at least this long: a boundary word before is part of the brand. */
const SHORTEST_PARENT = 3;

/** After a boundary word these make it the name of a street or village: 电厂路超市. */
const STREET = '路街巷村镇门口区后东西南北';

/** The end of the first 公司 that is not a 分公司; 0 without one. */
export function companyEnd(body: string): number {
  for (let at = body.indexOf('公司'); at >= 0; at = body.indexOf('公司', at + 2)) {
    if (at > 1 && !'分支子'.includes(body.charAt(at - 1))) return at + 2;
  }
  return 0;
}

/** The end of the parent before a branch word at `start`; 0 when no word shows it. */
function boundary({ body, start, word }: Ending): number {
  let best = 0;
  let weight = Number.MAX_SAFE_INTEGER;
  for (let end = SHORTEST_PARENT; end <= start; end++) {
    const found = BOUNDARY_ENDINGS.longest(body, end);
    if (found < 0) continue;
    const near = best > 0 && end - lengthOf(found) <= best && valueOf(found) <= weight;
    if (!near && valueOf(found) >= weight) continue;
    if (end < start && STREET.includes(body.charAt(end)) && !isSide(body.slice(end, start))) continue;
    if (!word.always && !suits(word.kind, valueOf(found), end < start)) continue;
    best = end;
    weight = valueOf(found);
  }
  return best;
}

/** 中学东校区: one side alone is no street. */
function isSide(between: string): boolean {
  return between.length === 1 && '东南西北'.includes(between);
}

/** Whether an ending that need not be a branch is one behind a boundary: a shop behind a shop's name, not an office. */
function suits(kind: BranchKind, weight: number, between: boolean): boolean {
  if (weight === 0) return true;
  if (kind === 'outlet') return between;
  return weight === 1 && (kind === 'bank' || kind === 'school' || kind === 'hospital');
}

/** A quarter or a number is so long at most; one that begins with a place may be longer (安庆市迎江区人民路). */
const LONGEST_QUARTER = 8;
const LONGEST_PLACED = 12;
/** 张家店村超市 is a shop in a village, 新店子镇超市 one in a town; 小吃店西苑店 is none in a street. */
const STREET_OF_SHOP = /^(?:[路街巷村镇乡口区]|.[镇乡])/;
/** A shop's name is at least this long: 大宏店. */
const SHORTEST_SHOP = 4;

/**
 * The end of a shop's name before what tells its parts apart: 大宏水果店｜城北店, 鑫达经销部｜第四店; 0 when there is none.
 * A word of trade in between is no quarter: 红光五金店建材店 is a shop of both.
 */
function shopEnd({ body, start, word }: Ending): number {
  if (word.kind !== 'outlet' && word.kind !== 'company') return 0;
  for (let end = Math.max(SHORTEST_SHOP, start - LONGEST_QUARTER); end < start; end++) {
    const shop = FORM_ENDINGS.longest(body, end);
    if (shop < 0 || formWord(valueOf(shop)).form !== 'household') continue;
    // Of the endings of one character only 店 ends a shop for sure: 鼓楼, 龙门坊 and 水吧 are parts of names.
    if (lengthOf(shop) === 1 && body.charAt(end - 1) !== '店') continue;
    if (STREET_OF_SHOP.test(body.slice(end, end + 2))) continue;
    if (start - end === 1 && !NUMBER.test(body.charAt(end))) continue;
    const trade = TRADE_WORDS.longest(body, start, end);
    if (trade >= 0 && lengthOf(trade) === start - end && !isCentre(body, end, start)) continue;
    return end;
  }
  return 0;
}

const NUMBER = /^(?:第?\d{1,3}(?:-\d{1,3})?号?|[一二三四五六七八九十]{1,2})$/;
/** A trade, or a shop whose last character is no ending by itself: 打印部, 洗车行, 养殖场, 豆腐坊, 台球厅. */
const SHOP_CHARACTERS = '部行场厂社站室馆坊铺厅';
/** Quarters that nothing but their place tells from words: so long. */
const [SHORTEST_WORD, LONGEST_WORD] = [2, 4] as const;

/**
 * The end of a parent whose name lacks its form before a quarter or a number: 利民石油化工｜南苑门市部, 安康食品｜第二营业部,
 * 华泰打印部｜星河分店; 0 when there is none.
 */
function tradeEnd({ body, start, within }: Ending): number {
  for (let end = start - 1; end >= Math.max(SHORTEST_PARENT, start - LONGEST_PLACED); end--) {
    const trade = TRADE_WORDS.longest(body, end);
    const isTrade = trade >= 0 && lengthOf(trade) >= 2 && end - lengthOf(trade) >= 1;
    if (!isTrade && !endsShop(body, end)) continue;
    const between = body.slice(end, start);
    if (NUMBER.test(between)) return end;
    if (between.length < SHORTEST_WORD || STREET_OF_SHOP.test(between)) continue;
    if (saysWhere(body, end, start, within)) return end;
    // 宇文化妆品店 sells 化妆品: what ends with a word of trade is no quarter, wherever the word begins.
    const isGoods = TRADE_WORDS.longest(body, start) >= 0 && (isTrade || !isCentre(body, end, start));
    if (between.length <= LONGEST_WORD && !isGoods) return end;
  }
  return 0;
}

/** Brands end with 园 (家乐园), so before it a trade is wanted: 种植园. */
function endsShop(body: string, end: number): boolean {
  const last = body.charAt(end - 1);
  return SHOP_CHARACTERS.includes(last) || (last === '园' && TRADE_WORDS.longest(body, end - 1) >= 0);
}

/** 中心 is a word of trade in 服务中心, but 红光药店中心店 is the shop in the middle of the town. */
function isCentre(body: string, from: number, to: number): boolean {
  return body.slice(from, to) === '中心';
}
