import type { Firm } from './bodies.ts';
import { clamp } from './draw.ts';
import { inventedUscc } from './identity.ts';
import type { Random } from './random.ts';
import { institutions, marks, trades } from './words.ts';

/** Number of employer numbers kept free for one grassroots union. */
export const FIRMS_PER_UNION = 128;

export interface FirmSite {
  readonly series: string;
  readonly division: string;
  /** Begin of the names: the county without its suffix. */
  readonly place: string;
  readonly t: number;
  readonly diligence: number;
  /** The only industry here; any when null. */
  readonly industry: string | null;
}

export type Size = 'any' | 'small';

/** A company; `members` follows the diligence of its union, 0 without one. */
export function company(random: Random, site: FirmSite, number: number, size: Size, covered: boolean): Firm {
  const trade = trades.find((entry) => entry.industry === site.industry) ?? random.pick(trades);
  const employees = size === 'small' ? random.int(2, 14) : companySize(random);
  const sector = random.weighted([
    ['private', 78],
    ['mixed', 8],
    ['state', size === 'small' ? 0 : 10],
    ['collective', 4],
  ]);
  const name = `${site.place}示例${random.pick(marks)}${random.pick(marks)}${trade.word}有限公司`;
  const base = shared(random, site, employees, covered);
  return {
    ...base,
    uscc: inventedUscc('91', site.division, site.series, number),
    name,
    industry: random.chance(0.98) ? trade.industry : null,
    sector,
    aboveScale: trade.large && employees >= 60,
    smallMicro: employees < 60 && sector !== 'state',
    newForm: random.chance(0.04),
  };
}

/** A school, hospital or government body. */
export function institution(random: Random, site: FirmSite, number: number): Firm {
  const kind = random.pick(institutions);
  const base = shared(random, site, random.int(9, 140), true);
  return {
    ...base,
    uscc: inventedUscc(kind.sector === 'government' ? '11' : '12', site.division, site.series, number),
    name: `${site.place}示例${random.pick(marks)}${kind.word}`,
    industry: kind.industry,
    sector: kind.sector,
    aboveScale: false,
    smallMicro: false,
    newForm: false,
    migrant: 0,
  };
}

function companySize(random: Random): number {
  const [low, high] = random.weighted<readonly [number, number]>([
    [[8, 24], 26],
    [[25, 59], 40],
    [[60, 149], 25],
    [[150, 499], 8],
    [[500, 1200], 1],
  ]);
  // Sizes at the limit of 25 are common: 24 and 25 are where rules part.
  return random.chance(0.04) ? random.int(24, 25) : random.int(low, high);
}

type Shared = Pick<
  Firm,
  | 'division'
  | 'covered'
  | 'establishedOn'
  | 'closedOn'
  | 'employees'
  | 'female'
  | 'migrant'
  | 'dispatched'
  | 'wage'
  | 'members'
  | 'reports'
>;

function shared(random: Random, site: FirmSite, employees: number, covered: boolean): Shared {
  const closed = random.chance(covered ? 0.02 : 0.06);
  const part = (share: number) => Math.floor(employees * share * random.next() * 2);
  const missing = site.diligence >= 1 ? 0.012 : 0.04;
  const rate = clamp(1 - (1 - site.diligence) * 0.9 * random.next() - random.next() * missing);
  return {
    division: site.division,
    covered,
    establishedOn: site.t - random.int(800, 9000),
    closedOn: closed ? site.t - random.int(-40, 700) : null,
    employees,
    female: part(0.21),
    migrant: part(0.2),
    dispatched: random.chance(0.2) ? part(0.08) : 0,
    wage: random.int(42, 96) * 1000,
    members: covered ? Math.round(employees * rate) : 0,
    reports: !random.chance(covered ? (1 - site.diligence) * 0.12 : 0.03),
  };
}
