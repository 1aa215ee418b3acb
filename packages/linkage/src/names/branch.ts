import { lengthOf, valueOf } from '../text/trie.ts';
import { BRANCH_ENDINGS, branchEnding, branchWord } from './branches.ts';
import { type Branch } from './employer-name.ts';
import { FORM_ENDINGS, formWord } from './forms.ts';
import { NUMERAL, arabic } from './numerals.ts';
import { companyEnd, endOfParent } from './parent-end.ts';
import { readPlaces, withBarePlace } from './place-chain.ts';
import { isNested } from './places.ts';
import { TRADE_WORDS } from './trades.ts';

/** Where the parent's name ends inside a name, and the branch behind it. */
export interface Split {
  readonly parentEnd: number;
  readonly branch: Branch;
}

/** Bodies of their own at an employer, not parts of it. */
const OWN_BODIES = new Set(['union', 'social']);

/** A brand of so many characters has its last two taken for a quarter, where nothing else parts them: 宋金｜长青分店. */
const BRAND_AND_QUARTER = 4;

/**
 * Finds the branch in a name without brackets; null when it is the name of a whole employer.
 * @param seam where a bracket or a dash set apart what is behind, which ends with the word of a branch; 0 without one
 */
export function splitBranch(body: string, within: string | null, seam = 0): Split | null {
  const company = companyEnd(body);
  // The usual company: nothing stands behind its form.
  if (company === body.length) return null;
  const tail = branchEnding(body);
  const length = lengthOf(Math.max(tail, 0));
  const form = FORM_ENDINGS.longest(body, body.length);
  const formLength = lengthOf(Math.max(form, 0));
  if (form >= 0 && OWN_BODIES.has(formWord(valueOf(form)).form) && formLength > length) return null;
  if (company > 0) return splitAt(body, company, tail, within);
  if (tail < 0) return null;
  // 红光（水果店） is a shop whose form stands in brackets.
  const isForm = formLength > length && formLength >= body.length - seam;
  if (seam > 0 && !isForm) return splitAt(body, seam, tail, within);
  if (formLength > length) return null;
  const word = branchWord(valueOf(tail));
  const start = body.length - length;
  const end = endOfParent({ body, start, word, within });
  if (end > 0) return splitAt(body, end, tail, within);
  return word.always ? alone(body, start, tail, within) : null;
}

/** A branch by its word alone: 红光第三分店, 宋金长青分店. */
function alone(body: string, start: number, tail: number, within: string | null): Split | null {
  const end = start - (lastOrdinal(body.slice(0, start))?.length ?? 0);
  if (end < 1) return null;
  const isQuarterSaid = end < start || TRADE_WORDS.longest(body, end) >= 0;
  const brand = end - readPlaces(body, 0, end, within).end;
  return splitAt(body, isQuarterSaid || brand < BRAND_AND_QUARTER ? end : end - 2, tail, within);
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
