import type { Body, Firm, Grassroots } from './bodies.ts';
import { addYears, clamp } from './draw.ts';
import { company, FIRMS_PER_UNION, institution, type FirmSite } from './firms.ts';
import { Random } from './random.ts';
import type { Frame } from './upper.ts';
import { communities, streets } from './words.ts';

/** Unions in the frame above one: where it may belong and where it may lie. */
export interface Home {
  readonly body: Body;
  /** Begin of the names. */
  readonly place: string;
  /** Communities and villages with a code of their own. */
  readonly communities: readonly { readonly code: string; readonly name: string }[];
}

/**
 * The grassroots union of a number, with employers, branches and how many members it has. It is drawn from its number
 * alone, so a city of any size is told in the same memory.
 * @param indexBase number of unions above the grassroots
 */
export function grassrootsUnion(frame: Frame, homes: readonly Home[], indexBase: number, number: number): Grassroots {
  const random = new Random('grassroots', frame.seed, number);
  const home = random.pick(homes);
  const kind = home.body.industry === null ? random.weighted(frame.place.kinds) : 'enterprise';
  const diligence = ownDiligence(random, home.body.diligence);
  const site: FirmSite = {
    series: frame.place.series,
    division: home.body.division,
    place: home.place,
    t: frame.t,
    diligence,
    industry: home.body.industry,
  };
  const nearby = kind === 'community' && home.communities.length > 0 ? random.pick(home.communities) : null;
  const place = nearby ? { ...site, division: nearby.code } : site;
  const firms = coveredFirms(random, place, kind, number * FIRMS_PER_UNION);
  const foundedOn = founding(random, frame, number);
  const dissolvedOn = dissolution(random, frame, number, foundedOn, diligence);
  const name = unionName(random, kind, home, firms, nearby?.name ?? null);
  const code = `${frame.place.series}${home.body.division}${LETTERS[kind] ?? 'X'}${String(number + 1).padStart(5, '0')}`;
  const body: Body = {
    index: indexBase + number,
    code,
    name,
    kind,
    parent: home.body.code,
    division: place.division,
    industry: kind === 'enterprise' ? (firms[0]?.industry ?? null) : null,
    foundedOn,
    dissolvedOn,
    diligence,
  };
  const members = firms.reduce((sum, firm) => sum + firm.members, 0);
  return {
    ...body,
    number,
    firms,
    strays: strayFirms(random, site, home.body.diligence, number * FIRMS_PER_UNION + FIRMS_PER_UNION / 2),
    branches: branchesOf(random, body, members, firms.length),
    flexible: kind === 'community' || kind === 'joint' ? random.int(4, 16) : 0,
    former: Math.floor(members * 0.05 * random.next() * 2),
  };
}

const LETTERS: Readonly<Partial<Record<Body['kind'], string>>> = {
  enterprise: 'E',
  institution: 'I',
  joint: 'L',
  community: 'C',
};

/** Model superiors have model unions below them; elsewhere some of everything. */
function ownDiligence(random: Random, above: number): number {
  const drawn = random.weighted<readonly [low: number, high: number]>([
    [[1, 1], above >= 0.97 ? 55 : 12],
    [[0.88, 0.99], 38],
    [[0.6, 0.88], above >= 0.97 ? 8 : 32],
    [[0.15, 0.6], above >= 0.97 ? 3 : 16],
  ]);
  const [low, high] = drawn;
  return low === 1 ? 1 : clamp(low + (high - low) * random.next() + (above - 0.8) * 0.15);
}

/** Some were founded lately, one in sixty exactly five years ago. */
function founding(random: Random, frame: Frame, number: number): number {
  if (number % 60 === 3) return addYears(frame.t, -5);
  if (number % 60 === 4) return addYears(frame.t, -5) + 1;
  const years = random.weighted<readonly [number, number]>([
    [[0, 5], 30],
    [[5, 12], 40],
    [[12, 35], 30],
  ]);
  return frame.t - random.int(years[0] * 365 + 40, years[1] * 365);
}

function dissolution(
  random: Random,
  frame: Frame,
  number: number,
  foundedOn: number,
  diligence: number,
): number | null {
  if (number % 90 === 17) return frame.t + (number % 180 === 17 ? 0 : 1);
  const gone = random.chance(diligence < 0.5 ? 0.12 : 0.01);
  return gone ? Math.max(foundedOn, frame.t - random.int(1, 1500)) : null;
}

function unionName(random: Random, kind: Body['kind'], home: Home, firms: readonly Firm[], community: string | null) {
  const [first] = firms;
  const town = home.body.name.replace(/(总工会|工会|工会联合会)（示例）$/, '').replace(/工会联合会$/, '');
  if (kind === 'community')
    return `${community ? `${community}（示例）` : `${town}示例${random.pick(communities)}社区`}工会`;
  if (kind === 'joint') return `${town}示例${random.pick(streets)}小微企业联合工会`;
  return `${first?.name ?? town}工会`;
}

function coveredFirms(random: Random, site: FirmSite, kind: Body['kind'], from: number): Firm[] {
  const firms: Firm[] = [];
  const small = (count: number) => {
    for (let index = 0; index < count; index++) firms.push(company(random, site, from + firms.length, 'small', true));
  };
  if (kind === 'enterprise') {
    firms.push(company(random, site, from, 'any', true));
    if (random.chance(0.04)) small(random.int(1, 2));
  } else if (kind === 'institution') firms.push(institution(random, site, from));
  else if (kind === 'joint') small(random.chance(0.06) ? random.int(50, 54) : random.int(5, 22));
  else small(random.int(1, 7));
  return firms;
}

/** The worse the superior union works, the more employers around have no union. */
function strayFirms(random: Random, site: FirmSite, above: number, from: number): Firm[] {
  const expected = 0.15 + (1 - above) * 2.4;
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  const size = () => (random.chance(0.35) ? 'any' : 'small');
  return Array.from({ length: count }, (_none, index) => company(random, site, from + index, size(), false));
}

/** Large unions have some, a model joint union has a group in every firm. */
function branchCount(random: Random, union: Body, members: number, firms: number): number {
  if (union.kind === 'joint') return union.diligence >= 1 && random.chance(0.5) ? firms : 0;
  if (union.kind === 'community' || members < 60) return 0;
  return random.int(union.diligence >= 1 ? 1 : 0, members < 200 ? 1 : 2);
}

/** Branches and groups of larger unions. */
function branchesOf(random: Random, union: Body, members: number, firms: number): Body[] {
  const count = branchCount(random, union, members, firms);
  return Array.from({ length: count }, (_none, index) => {
    const kind = union.kind !== 'joint' && random.chance(0.7) ? ('branch' as const) : ('group' as const);
    return {
      ...union,
      code: `${union.code}B${index + 1}`,
      name: `${union.name}第${index + 1}${kind === 'branch' ? '分会' : '小组'}`,
      kind,
      parent: union.code,
      foundedOn: union.foundedOn,
    };
  });
}
