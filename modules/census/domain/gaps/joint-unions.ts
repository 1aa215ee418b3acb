import type { PlaceKind } from '../../contract/gaps.ts';
import { LEAST_IN_JOINT_UNION, MOST_IN_JOINT_UNION } from '../../contract/joint.ts';

/** From so many employees on an employer founds a union of its own (工会法 art. 11). */
export const OWN_UNION_FROM = 25;

/** A small employer without a union, as grouping sees it. */
export interface SmallEmployer {
  readonly id: string;
  readonly division: string;
  readonly address: string | null;
  readonly employees: number | null;
}

/** Employers that one joint union could take in. */
export interface JointCandidate {
  readonly division: string;
  readonly kind: PlaceKind;
  /** As the address has it: `世纪大厦`, `解放路`. */
  readonly place: string;
  /** 1 where a place needs one union, else its number among the unions of the place. */
  readonly part: number;
  readonly employers: readonly string[];
  /** Of those that report; */
  readonly employees: number;
}

interface PlaceRule {
  readonly kind: PlaceKind;
  readonly pattern: RegExp;
}

const HAN = String.raw`[\p{Script=Han}A-Za-z0-9]`;
/** What parks and zones are called; a pattern. */
export const PARK =
  '开发区|高新区|经开区|保税区|工业园区?|产业园区?|科技园区?|物流园区?|孵化园|孵化器|创业园|示范区|园区';
/** A park that the address begins with, before any street. */
const LEADING_PARK = new RegExp(`^((?:(?![街路巷号]|大道)${HAN}){1,16}?(?:${PARK}))`, 'u');
/** The closest togetherness first. A rule reads the shortest run of characters that ends so. */
const RULES: readonly PlaceRule[] = [
  {
    kind: 'market',
    pattern: new RegExp(`(${HAN}{1,12}?(?:批发市场|农贸市场|市场|商城|商业街|步行街|广场|美食城|建材城))`, 'u'),
  },
  { kind: 'building', pattern: new RegExp(`(${HAN}{1,12}?(?:大厦|写字楼|商务楼|商务中心|国际中心|大楼))`, 'u') },
  {
    kind: 'park',
    pattern: new RegExp(`(${HAN}{1,12}?(?:${PARK}))`, 'u'),
  },
  { kind: 'street', pattern: new RegExp(`(${HAN}{1,10}?(?:大街|大道|街道|路|街|巷|胡同))`, 'u') },
];
const ABOVE =
  /^.{1,8}?(?:自治区|省|市(?!场)|盟)|^.{1,6}?(?:(?<!小|社|街|园|商|厂|库|[A-Z]|开发|高新|经开|保税|工业|示范)区|县|旗)|^.{1,8}?(?:镇|乡|苏木|街道)/u;
const NUMBER = /^.*?\d+号(?=.{2,})/u;
const STREET = /^.*?(?:大街|大道|路|街)(?=.{3,})/u;

/** Full width, blanks, brackets and the places above the street are taken away: `呼和浩特市 新城区 解放路12号` → `解放路12号`. */
export function foldAddress(address: string): string {
  let text = address.normalize('NFKC').replaceAll(/[\s()（）,，、·.-]/g, '');
  for (let next = text.replace(ABOVE, ''); next !== text && next !== ''; next = text.replace(ABOVE, '')) text = next;
  return text;
}

/** What stands behind the street and its number: `解放路12号世纪大厦` → `世纪大厦`. */
export function behindStreet(folded: string): string {
  return folded.replace(NUMBER, '').replace(STREET, '');
}

/** The building, market, park or street of an address; null where it has none. */
export function placeOfAddress(address: string): { readonly kind: PlaceKind; readonly place: string } | null {
  const folded = foldAddress(address);
  for (const { kind, pattern } of RULES) {
    const text = kind === 'street' ? folded : behindStreet(folded);
    const place = pattern.exec(text)?.[1] ?? (kind === 'park' ? leadingPark(folded) : undefined);
    if (place !== undefined) return { kind, place };
  }
  return null;
}

/** The innermost of the parks that an address begins with: `金山开发区金川工业园区新华街88号` → `金川工业园区`. */
function leadingPark(folded: string): string | undefined {
  const outer = LEADING_PARK.exec(folded)?.[1];
  return outer === undefined ? undefined : (leadingPark(folded.slice(outer.length)) ?? outer);
}

/**
 * Small employers grouped by where they sit together, at most 50 to a joint union, the parts of one place as equal as can be.
 * What has no such place, or is alone there, is in no group. The same employers give the same groups, whatever their order.
 */
export function groupForJointUnions(employers: readonly SmallEmployer[]): readonly JointCandidate[] {
  const byPlace = new Map<string, SmallEmployer[]>();
  for (const employer of employers) {
    if (employer.address === null || (employer.employees ?? 0) >= OWN_UNION_FROM) continue;
    const found = placeOfAddress(employer.address);
    if (found === null) continue;
    const key = [employer.division, found.kind, found.place].join('\n');
    byPlace.set(key, [...(byPlace.get(key) ?? []), employer]);
  }
  return [...byPlace]
    .filter(([, together]) => together.length >= LEAST_IN_JOINT_UNION)
    .sort(([left, a], [right, b]) => b.length - a.length || (left < right ? -1 : 1))
    .flatMap(([key, together]) => partsOf(key, together));
}

function partsOf(key: string, together: readonly SmallEmployer[]): readonly JointCandidate[] {
  const [division = '', kind = 'street', place = ''] = key.split('\n');
  const sorted = together.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const parts = Math.ceil(sorted.length / MOST_IN_JOINT_UNION);
  return Array.from({ length: parts }, (_, part) => {
    const inside = sorted.slice(
      Math.floor((part * sorted.length) / parts),
      Math.floor(((part + 1) * sorted.length) / parts),
    );
    return {
      division,
      kind: kind as PlaceKind,
      place,
      part: part + 1,
      employers: inside.map(({ id }) => id),
      employees: inside.reduce((sum, { employees }) => sum + (employees ?? 0), 0),
    };
  });
}

/** Neighbours stay together: by address, then by id. */
function sortKey({ address, id }: SmallEmployer): string {
  return `${foldAddress(address ?? '')}\n${id}`;
}
