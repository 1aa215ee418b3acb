import type { County, PlaceName, Road, Township } from './places.ts';

/** What a firm is to the others of its family. */
export type Role = 'single' | 'parent' | 'branch' | 'shop' | 'group';

/** Which ways of writing a name apply. */
export type Sector =
  | 'company'
  | 'household'
  | 'workshop'
  | 'partnership'
  | 'cooperative'
  | 'government'
  | 'institution'
  | 'school'
  | 'hospital'
  | 'village'
  | 'society';

/** An employer as it is, before anybody wrote it down. */
export interface Firm {
  readonly number: number;
  readonly family: number;
  readonly role: Role;
  readonly sector: Sector;
  readonly name: Name;
  /** An earlier name it is still known by. */
  readonly former: Name | null;
  readonly seat: Seat;
  /** Where it was before it moved, null when it never did. */
  readonly oldSeat: Seat | null;
  readonly uscc: string;
  /** 15 digits, as registrars gave them before 2015. */
  readonly registration: string;
  /** Code of the parent of a branch or shop. */
  readonly parentUscc: string | null;
  /** Another firm of the family sits at the same address. */
  readonly crowded: boolean;
}

/** A registered name in its parts; `place` stands before the brand or in brackets behind it. */
export interface Name {
  readonly place: PlaceName | null;
  /** Text of the place as registered: its full or short name, or city and county. */
  readonly placeText: string;
  /** The place lies below the county: without it the county does not say which of its villages is meant. */
  readonly local: boolean;
  readonly placeAt: 'front' | 'behind_brand' | 'behind_trade';
  readonly brand: string;
  /** Word of the trade as registered, with the others that say the same. */
  readonly trade: string;
  readonly tradeSynonyms: readonly string[];
  readonly form: string;
  readonly branch: Branch | null;
}

export interface Branch {
  /** 城南, 第三, 人民路第二 … without the kind word. */
  readonly quarter: string;
  /** 0 when it has no number. */
  readonly ordinal: number;
  readonly kind: string;
}

/** Where a firm sits. */
export interface Seat {
  readonly county: County;
  readonly township: Township;
  readonly road: Road | null;
  /** House number; 0 in a village without numbers. */
  readonly house: number;
  /** Village, compound, market or building, '' when none. */
  readonly building: string;
  /** Block letter or number and room, '' when none. */
  readonly block: string;
  readonly room: string;
}

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;

/** 1–99 in Chinese characters. */
export function chineseNumber(value: number): string {
  if (value <= 10) return NUMERALS[value] ?? '';
  const tens = Math.floor(value / 10);
  const rest = value % 10;
  return `${tens === 1 ? '' : NUMERALS[tens]}十${rest === 0 ? '' : NUMERALS[rest]}`;
}

/** How a branch is registered: 城南分公司, 第三分公司, 人民路第二分店. */
export function branchText(branch: Branch): string {
  const ordinal = branch.ordinal === 0 ? '' : `第${chineseNumber(branch.ordinal)}`;
  return `${branch.quarter}${ordinal}${branch.kind}`;
}

/** The name as its registrar keeps it. */
export function registeredName(name: Name): string {
  const { brand, trade, form, placeText, placeAt } = name;
  const branch = name.branch === null ? '' : branchText(name.branch);
  if (placeText === '') return `${brand}${trade}${form}${branch}`;
  if (placeAt === 'behind_brand') return `${brand}（${placeText}）${trade}${form}${branch}`;
  if (placeAt === 'behind_trade') return `${brand}${trade}（${placeText}）${form}${branch}`;
  return `${placeText}${brand}${trade}${form}${branch}`;
}
