/** Chinese numerals and other ordinals as Arabic digits: 第三, 3, 丙 and 叁 are one ordinal. */

const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇', '一壹', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((pair, value) =>
    [...pair].map((character) => [character, value] as const),
  ),
);
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const STEMS = '甲乙丙丁戊己庚辛壬癸';

export const NUMERAL = '零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟';

/** Runs longer than this are no ordinals but names or telephone numbers: they stay as they are. */
const LONGEST = 7;

/** 二十三 → `23`, 一〇二 → `102`, 丙 → `3`, 007 → `7`; a text that is no numeral stays as it is. */
export function arabic(text: string): string {
  if (/^\d+$/.test(text)) return text.replace(/^0+(?=\d)/, '');
  if (text.length === 1 && STEMS.includes(text)) return String(STEMS.indexOf(text) + 1);
  if (text === '' || text.length > LONGEST) return text;
  const units = [...text].some((character) => character in UNITS);
  return units ? withUnits(text) : positional(text);
}

function positional(text: string): string {
  let digits = '';
  for (const character of text) {
    const digit = DIGITS[character];
    if (digit === undefined) return text;
    digits += digit;
  }
  return digits.replace(/^0+(?=\d)/, '');
}

function withUnits(text: string): string {
  let [sum, digit] = [0, -1];
  for (const character of text) {
    const unit = UNITS[character];
    if (unit === undefined) {
      const next = DIGITS[character];
      if (next === undefined) return text;
      digit = next;
      continue;
    }
    sum += (digit < 0 ? 1 : digit) * unit;
    digit = -1;
  }
  return String(sum + Math.max(digit, 0));
}

/** By unit: what an ordinal begins with, 第 or a numeral, and what may stand behind a numeral that is one without 第. */
const [OTHER, NUMBER, SIGN, BEHIND] = [0, 1, 2, 3];
const ROLES = new Uint8Array(0x10000);
for (const [characters, role] of [
  [NUMERAL, NUMBER],
  ['第', SIGN],
  ['局建冶航公车分号中小幼', BEHIND],
] as const) {
  for (const character of characters) ROLES[character.charCodeAt(0)] = role;
}
const ORDINALS = new RegExp(
  `第([${NUMERAL}]{1,${LONGEST}}|[甲乙丙丁]|\\d+)|([${NUMERAL}]{1,3})(?=局|建|冶|航局|公局|车间|分厂|号)|(?<=.)([${NUMERAL}]{1,2})([中小幼])$`,
  'g',
);
const SCHOOLS: Readonly<Record<string, string>> = { 中: '中学', 小: '小学', 幼: '幼儿园' };

/**
 * Ordinals inside a name as digits: 第三中学 → 第3中学, and without 第 where it is an ordinal all the same: 中铁四局 →
 * 中铁4局, 安庆三中 → 安庆第3中学. Other numerals (三一, 五洲) stay.
 */
export function withArabicOrdinals(text: string): string {
  let before = OTHER;
  for (let index = 0; index < text.length; index++) {
    const role = ROLES[text.charCodeAt(index)] ?? OTHER;
    if (role === SIGN || (role === BEHIND && before === NUMBER)) return text.replaceAll(ORDINALS, arabicOrdinal);
    before = role;
  }
  return text;
}

function arabicOrdinal(_all: string, after?: string, before?: string, school?: string, kind?: string): string {
  if (after !== undefined) return `第${arabic(after)}`;
  if (before !== undefined) return arabic(before);
  return `第${arabic(school ?? '')}${SCHOOLS[kind ?? ''] ?? ''}`;
}
