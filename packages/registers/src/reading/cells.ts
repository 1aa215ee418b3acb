import { foldCapitals, foldCode, isUscc } from '@jianjia/codes';
import { daysInMonth } from '@jianjia/kernel';
import type { Column, ColumnType } from '../definition.ts';

/** Code tables a cell is held against. */
export interface CodeSets {
  readonly divisions: ReadonlySet<string>;
  readonly industries: ReadonlySet<string>;
}

/**
 * Reads a cell that is trimmed and not empty. Returns its canonical text: what the table's type reads, and the same
 * for every way of writing the same value (choice ids, 't'/'f', 分 as a whole number). Calls `fail` with a Chinese
 * reason, and returns '', when the cell cannot be read.
 */
export type CellReader = (text: string, fail: (reason: string) => void) => string;

/** Longest cell that is read, in UTF-8 bytes (ruling «Exchange format»). */
export const MAX_CELL_BYTES = 1024 * 1024;
/** Longest text in a key: an index entry of PostgreSQL has no room for more. */
const MAX_KEY_TEXT = 200;
const MAX_COUNT = 2_147_483_647;

const [ZERO, NINE, MINUS, POINT] = [48, 57, 45, 46];

/** Makes the reader of one column; `inKey`: part of the register's key. */
export function cellReader(column: Column, codes: CodeSets, inKey: boolean): CellReader {
  const type = column.type;
  switch (type.kind) {
    case 'code':
      return readCode;
    case 'identifier':
      return readIdentifier;
    case 'text':
      return inKey ? readKeyText : readText;
    case 'date':
      return readDate;
    case 'boolean':
      return readBoolean;
    case 'count':
      return readCount;
    case 'decimal':
      return (text, fail) => readDecimal(text, fail, type.max);
    case 'fraction':
      return readFraction;
    case 'money':
      return readMoney;
    case 'choice':
      return choiceReader(type);
    case 'uscc':
      return readUscc;
    case 'division':
      return codeTableReader(codes.divisions, '行政区划代码表（GB/T 2260 及乡镇街道代码）里没有这个代码。');
    case 'industry':
      return codeTableReader(codes.industries, '行业代码表（GB/T 4754-2017）里没有这个代码。');
  }
}

const readCode: CellReader = (text, fail) => {
  const code = foldCode(text);
  if (code.length > 32) return failed(fail, `编码最长 32 个字符，这里有 ${code.length} 个。`);
  for (let index = 0; index < code.length; index++) {
    const c = code.charCodeAt(index);
    const allowed = (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 45;
    if (!allowed) return failed(fail, '编码只能用英文字母、数字、下划线和短横线。');
  }
  return code;
};

/** Numbers like «浔工发〔2023〕5号» are taken as printed, folded to half width. */
const readIdentifier: CellReader = (text, fail) => readKeyText(foldCode(text), fail);

/** PostgreSQL holds no NUL; every other reader refuses it by its alphabet. */
const readText: CellReader = (text, fail) => (text.includes('\0') ? failed(fail, '含有空字符（NUL）。') : text);

const readKeyText: CellReader = (text, fail) =>
  text.length > MAX_KEY_TEXT
    ? failed(fail, `作为主键的文字最长 ${MAX_KEY_TEXT} 个字符，这里有 ${text.length} 个。`)
    : readText(text, fail);

const readDate: CellReader = (given, fail) => {
  const text = given.length === 10 ? given : foldCode(given);
  if (isDateShape(text)) return isDay(text) ? text : failed(fail, '日历上没有这一天。');
  const folded = foldCode(text);
  if (isDateShape(folded)) return isDay(folded) ? folded : failed(fail, '日历上没有这一天。');
  return failed(fail, '日期要写成 YYYY-MM-DD，例如 2024-03-01。');
};

function isDateShape(text: string): boolean {
  if (text.length !== 10) return false;
  for (let index = 0; index < 10; index++) {
    const c = text.charCodeAt(index);
    if (index === 4 || index === 7 ? c !== MINUS : c < ZERO || c > NINE) return false;
  }
  return true;
}

function isDay(text: string): boolean {
  const digit = (index: number): number => text.charCodeAt(index) - ZERO;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6);
  const day = digit(8) * 10 + digit(9);
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= daysInMonth(year, month);
}

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ['是', 't'],
  ['true', 't'],
  ['1', 't'],
  ['否', 'f'],
  ['false', 'f'],
  ['0', 'f'],
]);

const readBoolean: CellReader = (text, fail) =>
  BOOLEANS.get(text) ?? BOOLEANS.get(foldCode(text).toLowerCase()) ?? failed(fail, '只能填“是”或“否”。');

/** Splits a plain number (digits, at most one point) into whole and fraction digits; null when it is none. */
function splitNumber(text: string): readonly [whole: string, fraction: string] | null {
  let point = -1;
  for (let index = 0; index < text.length; index++) {
    const c = text.charCodeAt(index);
    if (c === POINT && point < 0) point = index;
    else if (c < ZERO || c > NINE) return null;
  }
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = point < 0 ? '' : text.slice(point + 1);
  if (whole === '' || (point >= 0 && fraction === '')) return null;
  return [withoutLeadingZeros(whole), fraction];
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits.charCodeAt(start) === ZERO) start++;
  return start === 0 ? digits : digits.slice(start);
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === ZERO) end--;
  return digits.slice(0, end);
}

/** What is wrong with a text that is no plain number. */
function numberFault(text: string, otherwise: string): string {
  if (/^[-−]\s*[0-9.]+$/.test(text)) return '不能为负数。';
  if (/^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(text)) return '数字里不要写千位分隔的逗号。';
  return otherwise;
}

const readCount: CellReader = (text, fail) => {
  const folded = foldCode(text);
  const parts = splitNumber(folded);
  if (!parts || parts[1] !== '') return failed(fail, numberFault(folded, '要填不小于 0 的整数。'));
  if (parts[0].length > 10 || Number(parts[0]) > MAX_COUNT) return failed(fail, `数字太大，最大 ${MAX_COUNT}。`);
  return parts[0];
};

function readDecimal(text: string, fail: (reason: string) => void, max: number | undefined): string {
  const folded = foldCode(text);
  const parts = splitNumber(folded);
  if (!parts) return failed(fail, numberFault(folded, '要填不小于 0 的数字。'));
  if (parts[0].length > 15 || parts[1].length > 15) return failed(fail, '数字太长，小数点前后各不超过 15 位。');
  const canonical = joined(parts[0], withoutTrailingZeros(parts[1]));
  if (max !== undefined && Number(canonical) > max) return failed(fail, `不能大于 ${max}。`);
  return canonical;
}

const readFraction: CellReader = (text, fail) => {
  const folded = foldCode(text);
  if (folded.endsWith('%')) return failed(fail, '比率用 0 到 1 的小数表示，不写百分号，例如 95% 写成 0.95。');
  const parts = splitNumber(folded);
  if (!parts) return failed(fail, numberFault(folded, '要填 0 到 1 的小数。'));
  if (parts[1].length > 15) return failed(fail, '小数点后不超过 15 位。');
  const canonical = joined(parts[0], withoutTrailingZeros(parts[1]));
  return canonical === '0' || canonical === '1' || canonical.startsWith('0.')
    ? canonical
    : failed(fail, '比率要在 0 到 1 之间。');
};

function joined(whole: string, fraction: string): string {
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

const readMoney: CellReader = (text, fail) => {
  const folded = foldCode(text);
  const parts = splitNumber(folded);
  if (!parts) return failed(fail, numberFault(folded, '金额以元为单位，填数字，最多两位小数。'));
  if (parts[1].length > 2) return failed(fail, '金额最多两位小数（精确到分）。');
  if (parts[0].length > 15) return failed(fail, '金额太大，整数部分不超过 15 位。');
  // Digits are moved, never computed: no binary fraction comes near money.
  return withoutLeadingZeros(parts[0] + parts[1].padEnd(2, '0'));
};

function choiceReader(type: Extract<ColumnType, { kind: 'choice' }>): CellReader {
  const known = new Map<string, string>();
  for (const [id, title] of Object.entries(type.choices)) {
    known.set(id, id);
    known.set(id.toLowerCase(), id);
    known.set(title, id);
    known.set(foldCode(title).toLowerCase(), id);
  }
  const list = Object.entries(type.choices)
    .map(([id, title]) => `${title}（${id}）`)
    .join('、');
  return (text, fail) =>
    known.get(text) ?? known.get(foldCode(text).toLowerCase()) ?? failed(fail, `不在可选值之列。可填：${list}。`);
}

const readUscc: CellReader = (text, fail) => {
  const code = foldCapitals(text);
  if (isUscc(code)) return code;
  return failed(
    fail,
    code.length === 18 ? '统一社会信用代码的校验码不对（GB 32100）。' : '统一社会信用代码要有 18 位。',
  );
};

function codeTableReader(codes: ReadonlySet<string>, reason: string): CellReader {
  return (text, fail) => {
    if (codes.has(text)) return text;
    const code = foldCapitals(text);
    return codes.has(code) ? code : failed(fail, reason);
  };
}

function failed(fail: (reason: string) => void, reason: string): string {
  fail(reason);
  return '';
}
