import { readCodeTable } from '@jianjia/codes/reference';
import type { CodeEntry } from '@jianjia/codes';
import { clamp } from './draw.ts';
import type { Body } from './bodies.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';
import { communities, federatedTrades, trades } from './words.ts';

const ZONE = /开发区|园区|工业区|新区|保税区|创业园|示范区/;
/** Diligence of counties, handed out in turn: some are models, some do badly. */
const COUNTIES = [1, 0.97, 0.92, 0.88, 0.82, 0.75, 0.99, 0.6, 0.42, 0.95];

/** The same where there are few, so that a small world has both. */
const FEW = [0.98, 0.6, 0.85];

/** What the upper part of a world is made from. */
export interface Frame {
  readonly place: Place;
  readonly scale: number;
  readonly seed: number;
  /** The day the world is told as of. */
  readonly t: number;
}

/** City, counties, zones, towns and federations: parents before children. Grows slowly with the scale. */
export function upperBodies(frame: Frame): Body[] {
  const { place, seed } = frame;
  const entries = [...readCodeTable('divisions').values()];
  const below = (code: string) => entries.filter((entry) => entry.parent === code);
  const city = entries.find((entry) => entry.code === place.city);
  if (!city) throw new RangeError(`no division ${place.city}`);
  const draft = new Draft(frame);
  const root = draft.add(city.code, `${city.name}总工会（示例）`, 'city', null, city.code, 0.97);
  const counties = below(city.code).filter(
    (entry) => place.counties.length === 0 || place.counties.includes(entry.code),
  );
  const random = new Random('upper', seed);
  const order = counties.length > FEW.length ? random.shuffled(COUNTIES) : FEW;
  for (const [index, county] of counties.entries()) {
    const diligence = order[index % order.length] ?? 0.8;
    const own = draft.add(county.code, unionName(county), countyKind(county), root, county.code, diligence);
    const towns = random.shuffled(below(county.code)).slice(0, Math.ceil(place.towns * frame.scale ** 0.7));
    for (const town of towns) {
      // Below a model county the towns are good too, or its rates could never be.
      const model = diligence >= 0.97 && (counties.length > 1 || random.chance(0.4));
      const near = model ? 0.96 + random.next() * 0.04 : clamp(diligence + (random.next() - 0.7) * 0.3);
      draft.add(town.code, unionName(town), ZONE.test(town.name) ? 'zone' : 'township', own, town.code, near);
    }
  }
  addFederations(draft, Math.round(place.federations * frame.scale), random);
  return draft.bodies;
}

const countyKind = (county: CodeEntry): 'zone' | 'county' => (ZONE.test(county.name) ? 'zone' : 'county');

function unionName(entry: CodeEntry): string {
  return `${entry.name}${entry.level === 3 && !ZONE.test(entry.name) ? '总工会' : '工会'}（示例）`;
}

/** Half of them of an industry under a county or the city, half of a quarter of a town. */
function addFederations(draft: Draft, count: number, random: Random): void {
  const counties = draft.bodies.filter((body) => body.kind === 'county' || body.kind === 'city');
  const towns = draft.bodies.filter((body) => body.kind === 'township' || body.kind === 'zone');
  for (let number = 0; number < count; number++) {
    const industrial = number % 2 === 0;
    const parent = random.pick(industrial || towns.length === 0 ? counties : towns);
    const code = `${parent.division}F${String(number + 1).padStart(4, '0')}`;
    const place = parent.name.replace(/(总工会|工会)（示例）$/, '');
    const industry = industrial ? random.pick(federatedTrades) : null;
    const word = industrial ? trades.find((trade) => trade.industry === industry)?.word : random.pick(communities);
    const name = `${place}示例${word}${industrial ? '行业' : '片区'}工会联合会`;
    const diligence = clamp(number % 4 === 0 ? 1 : parent.diligence + (random.next() - 0.6) * 0.3);
    draft.add(code, name, 'federation', parent, parent.division, diligence, industry);
  }
}

class Draft {
  readonly bodies: Body[] = [];
  private readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  add(
    code: string,
    name: string,
    kind: Body['kind'],
    parent: Body | null,
    division: string,
    diligence: number,
    industry: string | null = null,
  ): Body {
    const { seed, t } = this.frame;
    const index = this.bodies.length;
    const random = new Random('founding', seed, index);
    const years = kind === 'federation' ? 12 : 40;
    const foundedOn = t - random.int(400, years * 365) - (kind === 'city' ? 15_000 : 0);
    const body: Body = {
      index,
      code: `${this.frame.place.series}${code}`,
      name,
      kind,
      parent: parent?.code ?? null,
      division,
      industry,
      foundedOn,
      dissolvedOn: null,
      diligence,
    };
    this.bodies.push(body);
    return body;
  }
}
