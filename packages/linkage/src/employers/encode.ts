import { creditCodeParts, foldCapitals } from '@jianjia/codes';
import { isPartWord } from '../names/branches.ts';
import type { Branch } from '../names/employer-name.ts';
import { foldName } from '../names/fold.ts';
import { nameParts, type NameParts } from '../names/parse.ts';
import { readPlaces } from '../names/place-chain.ts';
import { isPlaceName } from '../names/places.ts';
import { shapeHash } from '../names/shape.ts';
import { soundHash } from '../names/sound.ts';
import type { EmployerRecord } from '../record.ts';
import { packText } from '../spec/edits.ts';
import { HASH_START, hashEnd, hashPair, hashText, hashUnits } from '../spec/hash.ts';
import { parseAddress } from './address.ts';
import { ALIASES, AT, CORE_WORDS, CODE_WORDS, PLACES, TOKENS } from './layout.ts';

export const CODE_NONE = 0;
export const CODE_VALID = 1;
export const CODE_INVALID = 2;

const FORMS = [
  'unknown',
  'limited',
  'joint_stock',
  'enterprise',
  'partnership',
  'sole',
  'household',
  'cooperative',
  'school',
  'hospital',
  'institution',
  'committee',
  'union',
  'social',
  'government',
] as const;

const BRANCHES = ['company', 'bank', 'outlet', 'office', 'project', 'plant', 'school', 'hospital', 'other'] as const;

/** The number of the kind of a bank's branch in a row. */
export const BANK = BRANCHES.indexOf('bank');
/** The same of a whole employer whose name ends as that of a part does: 长青店, 经营部. */
export const OUTLET = BRANCHES.length;

export const UNKNOWN_FORM = FORMS.indexOf('unknown');
/** Forms of firms that have 公司, 集团 or 厂 in their names. */
export const COMPANIES: ReadonlySet<number> = new Set(
  (['limited', 'joint_stock', 'enterprise'] as const).map((form) => FORMS.indexOf(form)),
);

/** Writes a record into an employer's row. */
export function encodeEmployer(record: EmployerRecord, words: Uint32Array, at: number): void {
  const region = encodeCode(record.uscc ?? '', words, at);
  const { name, address } = inTheirColumns(record, region);
  encodeName(name, words, at);
  encodeBranch(name, words, at);
  encodePlaces(name, words, at);
  encodeStandard(name, words, at);
  encodeDivision(record.division ?? '', region, words, at);
  encodeAddress(address, words, at);
  encodeAliases(record.formerNames ?? NONE, name.aliases, words, at);
  if (record.phone) words[at + AT.phone] = hashed(record.phone.replaceAll(/\D/gu, ''));
  if (record.representative) words[at + AT.representative] = hashed(record.representative.replaceAll(/\s/gu, ''));
}

const NONE: readonly string[] = [];

function encodeAliases(former: readonly string[], others: readonly string[], words: Uint32Array, at: number): void {
  for (let index = 0; index < ALIASES; index++) {
    const alias = former[index] ?? others[index - former.length];
    if (alias === undefined) return;
    const { brand, trade } = nameParts(alias);
    words[at + AT.aliases + index] = hashed(brand + joined(trade));
  }
}

/** The name, parsed, and the address; where a row has them in each other's column, put right. */
function inTheirColumns(
  record: EmployerRecord,
  region: string,
): { readonly name: NameParts; readonly address: string } {
  const hint = { division: record.division ? record.division : region };
  const [name, address] = [nameParts(record.name, hint), record.address ?? ''];
  if (name.form !== 'unknown' || address === '' || !DOOR.test(record.name)) return { name, address };
  const other = nameParts(address, hint);
  return other.form === 'unknown' ? { name, address } : { name: other, address: record.name };
}

/** What addresses have and names of no known form do not. */
const DOOR = /\d(?:号|室|#|$)|[路街道巷村](?:\d|$)|[乡镇].{2,}村/u;

/** Writes the code; returns the division of its registrar, '' when the code is not right. */
function encodeCode(text: string, words: Uint32Array, at: number): string {
  const code = isFolded(text) ? text : foldCapitals(text).replaceAll(/[\s-]/gu, '');
  if (code === '') return '';
  const parts = creditCodeParts(code);
  packText(code, words, at + AT.code, CODE_WORDS);
  words[at + AT.codeLength] = Math.min(code.length, 2 * CODE_WORDS);
  words[at + AT.codeState] = parts.uscc === null ? CODE_INVALID : CODE_VALID;
  words[at + AT.codeHash] = hashText(code);
  words[at + AT.organisation] = hashed(parts.organisation ?? undefined);
  words[at + AT.registration] = hashed(parts.registration ?? undefined);
  return parts.uscc === null && parts.registration === null ? '' : (parts.region ?? '');
}

/** Whether a code is nothing but digits and capitals, as most are: then there is nothing to fold. */
function isFolded(code: string): boolean {
  for (let index = 0; index < code.length; index++) {
    const unit = code.charCodeAt(index);
    if (unit < 0x30 || unit > 0x5a || (unit > 0x39 && unit < 0x41)) return false;
  }
  return true;
}

function encodeName(name: NameParts, words: Uint32Array, at: number): void {
  const trade = joined(name.trade);
  const core = name.brand + trade;
  const brandHash = hashUnits(HASH_START, name.brand);
  words[at + AT.brand] = name.brand === '' ? 0 : hashEnd(brandHash, name.brand.length);
  words[at + AT.core] = core === '' ? 0 : hashEnd(hashUnits(brandHash, trade), core.length);
  packText(core, words, at + AT.coreText, CORE_WORDS);
  words[at + AT.coreLength] = Math.min(core.length, 2 * CORE_WORDS);
  words[at + AT.brandLength] = Math.min(name.brand.length, 2 * CORE_WORDS);
  words[at + AT.sound] = soundHash(name.brand);
  words[at + AT.shape] = shapeHash(name.brand);
  const tokens = name.trade.length > 1 ? name.trade.toSorted() : name.trade;
  words[at + AT.trade] = hashed(trade);
  for (let index = 0; index < TOKENS; index++) words[at + AT.tokens + index] = hashed(tokens[index]);
  words[at + AT.form] = FORMS.indexOf(name.form);
}

function encodeBranch({ branch, form, trade }: NameParts, words: Uint32Array, at: number): void {
  if (branch === null) {
    if (form === 'household' && isPartWord(trade.at(-1) ?? '')) words[at + AT.branchKind] = OUTLET;
    return;
  }
  const { kind, ordinal } = branch;
  const text = branchText(branch);
  words[at + AT.branch] = 1;
  words[at + AT.branchKind] = BRANCHES.indexOf(kind);
  words[at + AT.branchText] = hashed(text);
  words[at + AT.branchSound] = soundHash(text);
  words[at + AT.branchPlaced] = isPlaceName(text) ? 1 : 0;
  words[at + AT.branchOrdinal] = hashed(ordinal ?? undefined);
}

/** Words for a part that clerks take for one another; the quarter or the number before them is what tells it. */
const WORDING = /(?:营业|门市|经营|经销|销售)[部厅室所]?$|(?:专卖|专营|直营|直销)?(?:门店|分店|店)$/u;

/** What tells a branch from its sisters, but its number. */
export function branchText({ text }: Branch): string {
  return text.replace(WORDING, '');
}

/** All parts of the name in one word: the same for names whose `standard` is the same. */
function encodeStandard({ places, branch }: NameParts, words: Uint32Array, at: number): void {
  let hash = words[at + AT.form] ?? 0;
  for (const part of [AT.brand, AT.trade, AT.branchOrdinal]) hash = mixed(hash, words[at + part] ?? 0);
  for (const place of places) hash = mixed(hash, hashed(place));
  if (branch !== null) hash = mixed(mixed(hash, hashed(branch.text)), BRANCHES.indexOf(branch.kind));
  words[at + AT.standard] = hash;
}

/** The hash of two numbers, either of which may be 0 here. */
function mixed(first: number, second: number): number {
  return hashPair(first + 1, second + 1);
}

function encodePlaces({ places }: NameParts, words: Uint32Array, at: number): void {
  if (places.length === 0) return;
  const codes = places.length === 1 ? places.filter(isCode) : byLength(places.filter(isCode));
  for (let index = 0; index < PLACES; index++) words[at + AT.namePlaces + index] = Number(codes[index] ?? 0);
  words[at + AT.namePlaceText] = hashed(places.find((place) => !isCode(place)));
}

/** The most exact first. */
function byLength(codes: readonly string[]): readonly string[] {
  return codes.toSorted((a, b) => b.length - a.length);
}

/** Divisions are few and rows are many: what a division's text means is worked out once, by what is known besides. */
const DIVISIONS = new Map<string, Map<string, EncodedDivision>>();
let divisions = 0;

const MOST_DIVISIONS = 100_000;

interface EncodedDivision {
  readonly code: number;
  readonly digits: number;
  readonly text: number;
}

function encodeDivision(text: string, region: string, words: Uint32Array, at: number): void {
  // Most registers give the county's code: nothing is to be worked out.
  const county = countyOf(text);
  if (county > 0) {
    words[at + AT.division] = county * 1000;
    words[at + AT.divisionDigits] = 6;
    return;
  }
  // Numbers mean the same wherever they stand.
  const within = isFolded(text) && text !== '' ? '' : region;
  const known = DIVISIONS.get(within) ?? new Map<string, EncodedDivision>();
  let division = known.get(text);
  if (division === undefined) {
    division = encodedDivision(divisionOf(text, within));
    if (divisions < MOST_DIVISIONS) DIVISIONS.set(within, known.set(text, division));
    divisions++;
  }
  words[at + AT.division] = division.code;
  words[at + AT.divisionDigits] = division.digits;
  words[at + AT.divisionText] = division.text;
}

/** The code of a county as a number; 0 for any other text. */
function countyOf(text: string): number {
  if (text.length !== 6) return 0;
  let code = 0;
  for (let index = 0; index < 6; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return 0;
    code = 10 * code + digit;
  }
  return code > 110_000 && code % 100 !== 0 ? code : 0;
}

function encodedDivision(division: string): EncodedDivision {
  if (!isCode(division)) return { code: 0, digits: 0, text: hashed(division) };
  const digits = division.slice(0, 9);
  return { code: Number(digits.padEnd(9, '0')), digits: digits.length, text: 0 };
}

/**
 * The code of a division, without the zeros behind it (150102000000 → 150102), or its folded name. Without a division
 * the registrar's is taken; it also tells which 新城区 is meant.
 */
function divisionOf(division: string, region: string): string {
  const folded = foldCapitals(division).replaceAll(/\s/gu, '');
  if (/^\d{2,12}$/u.test(folded)) return significant(folded);
  if (folded === '') return significant(region);
  const text = foldName(folded);
  const { places } = readPlaces(text, 0, text.length, region === '' ? null : region, true);
  return places.find(isCode) ?? folded;
}

function significant(code: string): string {
  const lengths = [2, 4, 6, 9, 12];
  const length = lengths.find((length) => length >= code.length || /^0*$/u.test(code.slice(length))) ?? 12;
  return code.slice(0, length);
}

/** What a road may end with, when it is not one character. */
const LONG_SUFFIXES = new Set(['大街', '大道', '公路', '胡同']);

function encodeAddress(text: string, words: Uint32Array, at: number): void {
  if (text === '') return;
  const { road, number, building, room } = parseAddress(text);
  const suffix = road.length - (LONG_SUFFIXES.has(road.slice(-2)) ? 2 : 1);
  words[at + AT.road] = hashed(road.slice(Math.max(0, suffix - 1)));
  words[at + AT.roadLonger] = suffix > 1 ? hashed(road) : 0;
  words[at + AT.doorNumber] = hashed(number);
  words[at + AT.building] = hashed(building);
  words[at + AT.room] = hashed(room);
  const line = (words[at + AT.road] ?? 0) || (words[at + AT.building] ?? 0);
  const county = Math.floor((words[at + AT.division] ?? 0) / 1000) + 1;
  words[at + AT.house] = hashPair(hashPair(line, words[at + AT.doorNumber] ?? 0), county);
}

function isCode(place: string): boolean {
  for (let index = 0; index < place.length; index++) {
    const unit = place.charCodeAt(index);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return place !== '';
}

/** Words in a row as one text: few, and joined faster than by `join`. */
function joined(words: readonly string[]): string {
  let text = '';
  for (const word of words) text += word;
  return text;
}

function hashed(text: string | undefined): number {
  return text === undefined || text === '' ? 0 : hashText(text);
}
