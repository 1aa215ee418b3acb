import type { CodeTable } from '@jianjia/codes';
import { industrialUnions, type PlaceKind, type Sector, type SizeClass, sizeTitles } from '../../contract/index.ts';
import { newFormOf, parkOf } from '../../domain/classification/growth.ts';
import { type IndustrialUnionTable, industrialUnionOf } from '../../domain/classification/industrial-union.ts';
import { classifyIndustry, type IndustryFinding } from '../../domain/classification/industry.ts';
import { aboveScale } from '../../domain/classification/scale.ts';
import { levelOf, sectorOf, type Level } from '../../domain/classification/sector.ts';
import { sizeOf, type SizeFinding } from '../../domain/classification/size.ts';
import type { Reader } from '../../domain/classification/text-classifier.ts';
import { foldAddress, placeOfAddress } from '../../domain/gaps/joint-unions.ts';
import type { ClassificationTables } from './tables.ts';

/** An employer as the list and the union's own register know it. */
export interface ToClassify {
  readonly employer_id: string;
  readonly division_code: string;
  readonly uscc: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly industry_code: string | null;
  readonly industry_text: string | null;
  readonly scope: string | null;
  readonly sector: Sector | null;
  readonly employees: number | null;
  readonly insured: number | null;
  /** By the union's own register; null where it does not know the employer. */
  readonly register_sector: Sector | null;
  /** 规模以上 by the union's own register; null where it does not say. */
  readonly register_above_scale: boolean | null;
  readonly register_new_form: boolean | null;
}

/** What classification says of an employer, as it is stored. */
export interface Classified {
  readonly employer_id: string;
  readonly division_code: string;
  readonly industry_code: string | null;
  readonly industry_confidence: number;
  readonly industry_basis: IndustryFinding['basis'];
  readonly words: IndustryFinding['words'];
  readonly sector: Sector | null;
  readonly size: SizeClass | null;
  readonly size_at_most: boolean;
  readonly above_scale: boolean | null;
  readonly level: Level | null;
  readonly new_form: boolean;
  readonly park: string | null;
  readonly place_kind: PlaceKind | null;
  readonly place: string | null;
  readonly address_key: string | null;
  readonly industrial_union: string | null;
  readonly reasons: Readonly<Record<string, string>>;
}

/** Everything classification rests on besides the employer. */
export interface Grounds {
  readonly tables: ClassificationTables;
  readonly asked: Reader;
  /** The industrial unions as they are where the employer lies. */
  industrialUnionsAt(division: string): IndustrialUnionTable;
}

/** Classifies one employer; the same employer and grounds give the same answer. */
export function classify({ tables, asked, industrialUnionsAt }: Grounds, given: ToClassify): Classified {
  const { industries } = tables;
  const text = [given.name, given.industry_text ?? '', given.scope ?? ''].join(' ');
  const scope = [given.industry_text, given.scope].filter((part) => part !== null).join(' ');
  const industry = classifyIndustry(industries, asked, {
    code: given.industry_code,
    // The intake takes only codes of 2017 into the list.
    edition: '2017',
    name: given.name,
    scope: scope === '' ? null : scope,
  });
  const sector = sectorHere(given);
  const size = sizeHere(tables, industry.code, sector.value, given);
  const scale = scaleHere(tables, industry.code, given.register_above_scale);
  const level = levelOf(given.uscc);
  const newForm =
    given.register_new_form === true ? { value: true, reason: '工会登记为新就业形态' } : newFormOf(industry.code, text);
  const park = given.address === null ? { value: null, reason: '没有地址' } : parkOf(given.address);
  const place = given.address === null ? null : placeOfAddress(given.address);
  const union = unionHere(industries, industrialUnionsAt(given.division_code), industry.code);
  return {
    employer_id: given.employer_id,
    division_code: given.division_code,
    industry_code: industry.code,
    industry_confidence: industry.confidence,
    industry_basis: industry.basis,
    words: industry.words,
    sector: sector.value,
    size: size.is === 'unknown' ? null : size.size,
    size_at_most: size.is === 'at_most',
    above_scale: scale.is,
    level: level.value,
    new_form: newForm.value ?? false,
    park: park.value,
    place_kind: place?.kind ?? null,
    place: place?.place ?? null,
    address_key: given.address === null ? null : foldAddress(given.address),
    industrial_union: union.value,
    reasons: {
      industry: industry.reason,
      sector: sector.reason,
      size: sizeReason(size),
      above_scale: scale.reason,
      level: level.reason,
      new_form: newForm.reason,
      park: park.reason,
      industrial_union: union.reason,
    },
  };
}

function sectorHere({ sector, register_sector: registered, uscc, name }: ToClassify): {
  value: Sector | null;
  reason: string;
} {
  if (sector !== null) return { value: sector, reason: '来源写明单位类别' };
  if (registered !== null) return { value: registered, reason: '工会登记的单位类别' };
  return sectorOf({ uscc, registration: null, name });
}

/** Only enterprises have a size; bodies without owners are none. */
const NO_ENTERPRISE: ReadonlySet<Sector> = new Set(['government', 'public_institution', 'social_org']);

function sizeHere(
  { sizes, industries }: ClassificationTables,
  industry: string | null,
  sector: Sector | null,
  { employees, insured }: ToClassify,
): SizeFinding | { readonly is: 'unknown'; readonly title: null; readonly lacking: readonly []; readonly why: string } {
  if (sector !== null && NO_ENTERPRISE.has(sector)) {
    return { is: 'unknown', title: null, lacking: [], why: '机关、事业单位和社会组织不按企业规模划分' };
  }
  if (industry === null) return { is: 'unknown', title: null, lacking: [], why: '行业不确定，无法按标准划分' };
  return sizeOf(sizes, industries, industry, { employees: employees ?? insured, revenue: null, assets: null });
}

const MEASURES = { employees: '从业人员', revenue: '营业收入', assets: '资产总额' } as const;

function sizeReason(size: ReturnType<typeof sizeHere>): string {
  if ('why' in size) return size.why;
  const lacking = size.is === 'known' ? '' : size.lacking.map((measure) => MEASURES[measure]).join('、');
  if (size.is === 'unknown') {
    return size.title === null ? '这个行业不划分企业规模' : `${size.title}要看${lacking}，来源没有这些数字`;
  }
  const title = sizeTitles[size.size];
  if (size.is === 'known') return `按《统计上大中小微型企业划分办法（2017）》${size.title}标准，是${title}`;
  return `按${size.title}的从业人员标准不超过${title}；没有${lacking}，不能确定`;
}

function scaleHere(
  { scales, industries }: ClassificationTables,
  industry: string | null,
  registered: boolean | null,
): { readonly is: boolean | null; readonly reason: string } {
  if (registered !== null) return { is: registered, reason: `工会登记为${registered ? '' : '非'}规模以上` };
  if (industry === null) return { is: null, reason: '行业不确定，看不出是否规模以上' };
  return aboveScale(scales, industries, industry, null);
}

function unionHere(
  industries: CodeTable,
  table: IndustrialUnionTable,
  industry: string | null,
): { readonly value: string | null; readonly reason: string } {
  if (industry === null) return { value: null, reason: '行业不确定，看不出由哪个产业工会负责' };
  const value = industrialUnionOf(table, industries, industry);
  const named = `${industry} ${industries.get(industry)?.name ?? ''}`;
  if (value === null) return { value, reason: `${named}不属于产业工会` };
  return { value, reason: `${named}由${industrialUnions[value]}负责` };
}
