import type { Sector } from '../../contract/checks-kinds.ts';

/** What a classification says, how sure it is, and what it rests on. */
export interface Finding<Value> {
  /** Null where nothing can be said. */
  readonly value: Value | null;
  /** A Chinese sentence without full stop. */
  readonly reason: string;
}

export interface SectorClues {
  /** The unified credit code, valid; null where there is none. */
  readonly uscc: string | null;
  /** 登记注册类型, as the source writes it. */
  readonly registration: string | null;
  readonly name: string;
}

interface CodeRule {
  readonly starts: string;
  readonly sector: Sector;
  readonly kind: string;
}

/**
 * 登记管理部门代码 and 机构类别代码, the first two characters of a credit code (GB 32100-2015, annex A). `91`, enterprises, says
 * nothing about whose they are.
 */
const BY_CODE: readonly CodeRule[] = [
  { starts: '11', sector: 'government', kind: '机构编制部门登记的机关' },
  { starts: '12', sector: 'public_institution', kind: '机构编制部门登记的事业单位' },
  { starts: '13', sector: 'social_org', kind: '机构编制部门直接管理编制的群众团体' },
  { starts: '3', sector: 'social_org', kind: '司法行政部门登记的机构' },
  { starts: '5', sector: 'social_org', kind: '民政部门登记的社会组织' },
  { starts: '7', sector: 'social_org', kind: '宗教部门登记的机构' },
  { starts: '8', sector: 'social_org', kind: '工会' },
  { starts: '92', sector: 'private', kind: '市场监管部门登记的个体工商户' },
  { starts: '93', sector: 'private', kind: '市场监管部门登记的农民专业合作社' },
  { starts: 'N', sector: 'collective', kind: '农业农村部门登记的集体经济组织' },
];

interface TextRule {
  readonly pattern: RegExp;
  readonly sector: Sector;
}

/**
 * 登记注册类型 by its words (国统字〔2023〕14 号 and the edition of 2011 before it; the numbers of the two contradict each other,
 * so that only words are read). The first that fits decides.
 */
const BY_REGISTRATION: readonly TextRule[] = [
  { pattern: /机关/, sector: 'government' },
  { pattern: /事业/, sector: 'public_institution' },
  { pattern: /社会团体|民办非企业|社会服务机构|基金会/, sector: 'social_org' },
  { pattern: /非国有|非公有/, sector: 'private' },
  { pattern: /国有与集体|国有控股|国有参股|混合所有/, sector: 'mixed' },
  { pattern: /国有|全民所有/, sector: 'state' },
  { pattern: /集体|股份合作|供销社/, sector: 'collective' },
  { pattern: /自然人|私营|个体|个人独资|合伙|农民专业合作/, sector: 'private' },
  { pattern: /港、?澳、?台|港澳台|台港澳|外商|中外|外资/, sector: 'private' },
];

/** What the form in a name tells for certain. */
const BY_NAME: readonly TextRule[] = [
  { pattern: /人民政府|委员会办公室|街道办事处$/, sector: 'government' },
  { pattern: /(?:小学|中学|幼儿园|医院|卫生院|服务中心)$/, sector: 'public_institution' },
  { pattern: /(?:协会|商会|学会|基金会|联合会)$/, sector: 'social_org' },
  { pattern: /专业合作(?:社|联社)$/, sector: 'private' },
  { pattern: /经济(?:合作社|联合社)$/, sector: 'collective' },
];

/**
 * Whose an employer is: by the kind of body in its credit code, else by its 登记注册类型, else by the form of its name. A company
 * without 登记注册类型 may be anybody's: nothing is said.
 */
export function sectorOf({ uscc, registration, name }: SectorClues): Finding<Sector> {
  const byCode = BY_CODE.find(({ starts }) => uscc?.startsWith(starts));
  if (byCode) {
    const { starts, sector, kind } = byCode;
    return { value: sector, reason: `统一社会信用代码以 ${starts} 开头：${kind}` };
  }
  const byText = registration === null ? undefined : BY_REGISTRATION.find(({ pattern }) => pattern.test(registration));
  if (byText) return { value: byText.sector, reason: `登记注册类型“${registration}”` };
  const byName = uscc?.startsWith('91') ? undefined : BY_NAME.find(({ pattern }) => pattern.test(name));
  if (byName) return { value: byName.sector, reason: `名称以“${byName.pattern.exec(name)?.[0]}”表明组织形式` };
  return { value: null, reason: '来源没有写登记注册类型，公司名称看不出所有制' };
}

/** Administrative levels a body is registered at, id → Chinese title. */
export const levelTitles = { national: '中央', province: '省级', city: '市级', county: '县级' } as const;
export type Level = keyof typeof levelTitles;

/** The level of the office that registered a body, from the division in its credit code (positions 3–8). */
export function levelOf(uscc: string | null): Finding<Level> {
  const division = uscc?.slice(2, 8) ?? '';
  if (!/^\d{6}$/.test(division)) return { value: null, reason: '没有统一社会信用代码，看不出登记机关的级别' };
  const value =
    division === '100000'
      ? 'national'
      : division.endsWith('0000')
        ? 'province'
        : division.endsWith('00')
          ? 'city'
          : 'county';
  return { value, reason: `登记机关的行政区划代码是 ${division}` };
}
