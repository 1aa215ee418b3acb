import { lengthOf, valueOf } from '../text/trie.ts';
import { BOUNDARY_ENDINGS, BRANCH_ENDINGS, branchWord } from './branches.ts';
import { type Branch, type BranchKind } from './employer-name.ts';
import { FORM_ENDINGS, formWord } from './forms.ts';
import { NUMERAL, arabic } from './numerals.ts';
import { isNested } from './places.ts';
import { TRADE_WORDS } from './trades.ts';
import { withBarePlace } from './place-chain.ts';

/** Where the parent's name ends inside a name, and the branch behind it. */
export interface Split {
  readonly parentEnd: number;
  readonly branch: Branch;
}

/** Parents are at least this long: a boundary word before is part of the brand. */
const SHORTEST_PARENT = 3;

/** After a boundary word these make it the name of a street or village: 电厂路超市. */
const STREET = '路街巷村镇门口区后东西南北';

/** Bodies of their own at an employer, not parts of it. */
const OWN_BODIES = new Set(['union', 'social']);

/** Finds the branch in a name without brackets; null when it is the name of a whole employer. */
export function splitBranch(body: string, within: string | null): Split | null {
  const company = companyEnd(body);
  // The usual company: nothing stands behind its form.
  if (company === body.length) return null;
  const tail = BRANCH_ENDINGS.longest(body, body.length);
  const form = FORM_ENDINGS.longest(body, body.length);
  if (form >= 0 && OWN_BODIES.has(formWord(valueOf(form)).form) && lengthOf(form) > lengthOf(Math.max(tail, 0)))
    return null;
  if (company > 0) return splitAt(body, company, tail, within);
  if (tail < 0) return null;
  const word = branchWord(valueOf(tail));
  const length = lengthOf(tail);
  if (form >= 0 && lengthOf(form) > length) return null;
  const start = body.length - length;
  const parentEnd =
    boundary(body, start, word.kind, word.always) || shopEnd(body, start, word.kind) || tradeEnd(body, start);
  if (parentEnd > 0) return splitAt(body, parentEnd, tail, within);
  if (!word.always) return null;
  const ordinal = lastOrdinal(body.slice(0, start));
  const end = start - (ordinal?.length ?? 0);
  if (end < 2) return null;
  return { parentEnd: end, branch: { kind: word.kind, text: word.tells, ordinal: ordinal?.ordinal ?? null } };
}

/** The end of the first 公司 that is not a 分公司; 0 without one. */
function companyEnd(body: string): number {
  for (let at = body.indexOf('公司'); at >= 0; at = body.indexOf('公司', at + 2)) {
    if (at > 1 && !'分支子'.includes(body.charAt(at - 1))) return at + 2;
  }
  return 0;
}

/** The end of the parent before a branch word at `start`; 0 when no word shows it. */
function boundary(body: string, start: number, kind: BranchKind, always: boolean): number {
  let best = 0;
  let weight = Number.MAX_SAFE_INTEGER;
  for (let end = SHORTEST_PARENT; end <= start; end++) {
    const found = BOUNDARY_ENDINGS.longest(body, end);
    if (found < 0) continue;
    const near = best > 0 && end - lengthOf(found) <= best && valueOf(found) <= weight;
    if (!near && valueOf(found) >= weight) continue;
    if (end < start && STREET.includes(body.charAt(end))) continue;
    if (!always && !suits(kind, valueOf(found), end < start)) continue;
    best = end;
    weight = valueOf(found);
  }
  return best;
}

/** A quarter or a number is so long at most. */
const LONGEST_QUARTER = 8;
/** 张家店村超市 is a shop in a village; 小吃店西苑店 is none in a street. */
const STREET_OF_SHOP = '路街巷村镇门口区';
/** A shop's name is at least this long: 大宏店. */
const SHORTEST_SHOP = 4;

/**
 * The end of a shop's name before what tells its parts apart: 大宏水果店｜城北店, 鑫达经销部｜第四店; 0 when there is none.
 * A word of trade in between is no quarter: 红光五金店建材店 is a shop of both.
 */
function shopEnd(body: string, start: number, kind: BranchKind): number {
  if (kind !== 'outlet' && kind !== 'company') return 0;
  for (let end = Math.max(SHORTEST_SHOP, start - LONGEST_QUARTER); end < start; end++) {
    const shop = FORM_ENDINGS.longest(body, end);
    if (shop < 0 || formWord(valueOf(shop)).form !== 'household' || STREET_OF_SHOP.includes(body.charAt(end))) continue;
    // Of the endings of one character only 店 ends a shop for sure: 鼓楼, 龙门坊 and 水吧 are parts of names.
    if (lengthOf(shop) === 1 && body.charAt(end - 1) !== '店') continue;
    const between = start - end;
    if (between === 1 && !/\d/.test(body.charAt(end))) continue;
    const trade = TRADE_WORDS.longest(body, start, end);
    if (trade >= 0 && lengthOf(trade) === between) continue;
    return end;
  }
  return 0;
}

/** Words for a part of a shop or a firm, said of no whole one behind a quarter or a number. */
const PARTS = /(?:[分门]?店|专[卖营]店|门市部?|营业[部厅]|经营部|经销部|销售部)$/;
const NUMBER = /^第?\d{1,3}号?$/;
/** A trade, or a shop whose last character is no ending by itself: 打印部, 洗车行, 养殖场. */
const SHOP_CHARACTERS = '部行场厂社站室';

/**
 * The end of a parent whose name lacks its form before a quarter or a number: 利民石油化工｜南苑门市部, 安康食品｜第二营业部,
 * 华泰打印部｜星河分店; 0 when there is none.
 */
function tradeEnd(body: string, start: number): number {
  if (!PARTS.test(body.slice(start))) return 0;
  for (let end = start - 1; end >= Math.max(SHORTEST_PARENT, start - LONGEST_QUARTER); end--) {
    const between = body.slice(end, start);
    const numbered = NUMBER.test(between);
    if (!numbered && (between.length < 2 || between.length > 4 || STREET_OF_SHOP.includes(between.charAt(0)))) continue;
    const trade = TRADE_WORDS.longest(body, end);
    const ends = trade >= 0 && lengthOf(trade) >= 2 && end - lengthOf(trade) >= 1;
    if (!ends && !SHOP_CHARACTERS.includes(body.charAt(end - 1))) continue;
    if (!numbered && TRADE_WORDS.longest(body, start, end) >= 0) continue;
    return end;
  }
  return 0;
}

/** Whether an ending that need not be a branch is one behind a boundary: a shop behind a shop's name, not an office. */
function suits(kind: BranchKind, weight: number, between: boolean): boolean {
  if (weight === 0) return true;
  if (kind === 'outlet') return between;
  return weight === 1 && (kind === 'bank' || kind === 'school' || kind === 'hospital');
}

function splitAt(body: string, parentEnd: number, tail: number, within: string | null): Split {
  const rest = body.length - parentEnd;
  const fits = tail >= 0 && lengthOf(tail) <= rest;
  const word = fits ? branchWord(valueOf(tail)) : { kind: 'other' as const, tells: '' };
  const behind = '驻设'.includes(body.charAt(parentEnd)) ? parentEnd + 1 : parentEnd;
  const own = body.slice(behind, body.length - (fits ? lengthOf(tail) : 0));
  const parts = segments(own);
  const last = parts.pop() ?? '';
  const { text, ordinal } = withoutOrdinal(last);
  const place = withBarePlace(text, within);
  let code = place.code;
  let joined = place.text;
  for (const part of parts.reverse()) {
    const above = withBarePlace(part, within);
    const covered =
      above.code !== null && code !== null && isNested(above.code, code) && above.code.length <= code.length;
    if (!covered) joined = above.text + joined;
    code = above.code ?? code;
  }
  return { parentEnd, branch: { kind: word.kind, text: joined + word.tells, ordinal } };
}

/** 安庆分行潜山 → 安庆, 潜山: a branch of a branch is told apart by both. */
function segments(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let end = 2; end <= text.length; end++) {
    const found = BRANCH_ENDINGS.longest(text, end, start);
    if (found < 0 || !branchWord(valueOf(found)).always || end - lengthOf(found) <= start) continue;
    parts.push(text.slice(start, end - lengthOf(found)));
    start = end;
  }
  parts.push(text.slice(start));
  return parts;
}

const LAST = new RegExp(
  `第?([${NUMERAL}]{1,7}|[甲乙丙丁戊己庚辛壬癸]|[A-Z]|\\d{1,7}(?:-\\d{1,7})?)(?:号|家|期|标段|分)?$`,
);
const FIRST = new RegExp(`^第([${NUMERAL}]{1,7}|\\d{1,7})(?:号|家|期|标段|分)?`);

function lastOrdinal(text: string): { readonly ordinal: string; readonly length: number } | null {
  // Only the end is looked at: an expression over the whole of a long text would not be linear.
  const found = LAST.exec(text.slice(-18));
  return found ? { ordinal: arabic(found[1] ?? ''), length: found[0].length } : null;
}

function withoutOrdinal(text: string): { readonly text: string; readonly ordinal: string | null } {
  const last = lastOrdinal(text);
  if (last) return { text: text.slice(0, text.length - last.length), ordinal: last.ordinal };
  const first = FIRST.exec(text);
  return first ? { text: text.slice(first[0].length), ordinal: arabic(first[1] ?? '') } : { text, ordinal: null };
}

/** A branch that only a remark in brackets makes: 红光超市（城南）. */
export function remarkBranch(remark: string, branch: Branch | null, within: string | null): Branch {
  const { text, ordinal } = withoutOrdinal(remark);
  const place = withBarePlace(text, within).text;
  if (branch === null) return { kind: 'other', text: place, ordinal };
  return { kind: branch.kind, text: branch.text + place, ordinal: branch.ordinal ?? ordinal };
}
