import { foldCode } from '@jianjia/codes';
import { parsePlainDate, type PlainDate } from '@jianjia/kernel';
import type { EmployerStatus, Sector } from '../../contract/index.ts';

/** Days since 1899-12-30, as spreadsheets count; 20000 = 1954, 60000 = 2064. */
const SERIAL = /^[2-5]\d{4}$/;
const EPOCH_1899 = Date.UTC(1899, 11, 30);

/** A day in any of the ways in which departments write it; null for what is none. Of a month alone it is the first day. */
export function readDay(text: string): PlainDate | null {
  const plain = foldCode(text);
  if (SERIAL.test(plain)) {
    return new Date(EPOCH_1899 + Number(plain) * 86_400_000).toISOString().slice(0, 10) as PlainDate;
  }
  const match =
    /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?(?:月)?(?:[T ].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/.exec(plain);
  if (!match) return null;
  const [, year = '', month = '', day = '1'] = match;
  return parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** Beside a Chinese character or its brackets a blank parts no words. */
const NO_GAP = /(?<=[\p{Script=Han}（）《》〈〉【】〔〕]) | (?=[\p{Script=Han}（）《》〈〉【】〔〕])/gu;

/** A name without the blanks that tables put into it (呼和浩特 红光 酒业 → 呼和浩特红光酒业); those between Latin words stay, one by one. */
export function readName(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll(NO_GAP, '');
}

/** A number of persons: `1,204`, `86人`, `12.0`; null for what is none. */
export function readCount(text: string): number | null {
  const plain = foldCode(text).replaceAll(/[,\s]/g, '').replace(/人$/, '').replace(/\.0+$/, '');
  if (!/^\d{1,8}$/.test(plain)) return null;
  const count = Number(plain);
  return count <= 10_000_000 ? count : null;
}

/** What registration states are called; the first that the text contains. */
const STATUS_WORDS: readonly (readonly [RegExp, EmployerStatus])[] = [
  [/未注销|未吊销/, 'open'],
  [/吊销/, 'revoked'],
  [/注销|撤销|终止|关闭|歇业|已停业|清算/, 'closed'],
  [/迁出|迁往|迁移/, 'moved'],
  [/存续|在业|开业|在营|正常|营业|登记成立|参保缴费|有效|确立|在册/, 'open'],
];

/** The registration state a text means; null for none known (非正常户 may be anything). */
export function readStatus(text: string): EmployerStatus | null {
  if (/非正常/.test(text)) return null;
  return STATUS_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

/**
 * Kinds of registration by what counts in union work: what the state or a collective owns, 机关, 事业, 社会组织, and 非公有制,
 * which is everything else that has an owner's name in it.
 */
const SECTOR_WORDS: readonly (readonly [RegExp, Sector])[] = [
  [/机关|行政单位|国家权力/, 'government'],
  [/事业单位|事业法人/, 'public_institution'],
  [/社会团体|社会服务机构|民办非企业|基金会|社会组织|商会|协会/, 'social_org'],
  [/国有|全民所有|国家出资/, 'state'],
  [/集体|股份合作/, 'collective'],
  [/混合/, 'mixed'],
  [/私营|个体|个人独资|合伙|自然人|外商|外资|港澳台|台港澳|中外|民营|非公|农民专业合作|外国/, 'private'],
  [/有限责任公司|股份有限公司|其他企业|内资/, 'private'],
];

/** The sector a kind of registration means; null for none known. */
export function readSector(text: string): Sector | null {
  return SECTOR_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

/** A code of GB/T 4754 as departments write it: with or without the letter of its section, with a name behind it. */
export function readIndustryCode(text: string): string | null {
  const match = /^([A-T])?(\d{2,4})(?!\d)/.exec(foldCode(text).toUpperCase());
  if (match?.[2] !== undefined) return match[2];
  return /^[A-T]$/.exec(foldCode(text).toUpperCase())?.[0] ?? null;
}
