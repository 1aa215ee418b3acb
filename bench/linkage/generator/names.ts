import { drawBrand, drawShopBrand } from './brands.ts';
import { chineseNumber, type Name, type Sector } from './firm.ts';
import { cityAndCounty, invented, type County, type PlaceName, type Township } from './places.ts';
import { Weighted, type Random } from './random.ts';
import * as bodies from './words/bodies.ts';
import * as trades from './words/trades.ts';

const companyTrades = Weighted.zipf(trades.companyTrades, 0.55);
const shopTrades = Weighted.zipf(trades.shopTrades, 0.45);

const companyForms = new Weighted<readonly [string, number]>(
  [
    ['有限公司', 58],
    ['有限责任公司', 32],
    ['股份有限公司', 3],
    ['集团有限公司', 3],
    ['集团有限责任公司', 1],
    ['集团股份有限公司', 1],
    ['公司', 2],
  ],
  ([, weight]) => weight,
);

/** The form of a company, such as 有限责任公司. */
export const drawForm = (random: Random): string => companyForms.draw(random)[0];

/** Which place a name carries and where. */
export type Placing = Pick<Name, 'place' | 'placeText' | 'placeAt' | 'local'>;

const NO_PLACE: Placing = { place: null, placeText: '', placeAt: 'front', local: false };

const front = (place: PlaceName, placeText = place.full): Placing => ({
  place,
  placeText,
  placeAt: 'front',
  local: false,
});

/** The place of a company's name: its city mostly, its county, its province, behind the brand in brackets, or none. */
export function companyPlacing(random: Random, county: County): Placing {
  const { city, place, province } = county;
  const kind = random.next();
  if (kind < 0.38) return front(city);
  if (kind < 0.48) return front(city, city.short);
  if (kind < 0.7) return front(place);
  if (kind < 0.76) return front(place, cityAndCounty(county));
  if (kind < 0.83) return front(province, random.chance(0.6) ? province.short : province.full);
  if (kind < 0.94) {
    const at = random.pick([city, city, province, place]);
    return {
      place: at,
      local: false,
      placeText: at.short,
      placeAt: random.chance(0.6) ? 'behind_brand' : 'behind_trade',
    };
  }
  return NO_PLACE;
}

const bodyPlacing = (random: Random, county: County): Placing =>
  random.chance(0.6) ? front(county.place) : front(county.place, cityAndCounty(county));

function townshipPlacing(random: Random, county: County, township: Township): Placing {
  const short = township.name.replace(/(?:街道|镇|乡)$/u, '');
  const place = { full: township.name, short, nicknames: [], old: '' };
  return { ...front(place, random.chance(0.7) ? county.place.full + township.name : township.name), local: true };
}

type Words = Pick<Name, 'brand' | 'trade' | 'tradeSynonyms' | 'form'>;

const words = (brand: string, [trade, ...tradeSynonyms]: readonly [string, ...string[]], form = ''): Words => ({
  brand,
  trade,
  tradeSynonyms,
  form,
});

/** Draws brand, trade and form of a company; shared brands of groups are given. */
export function companyWords(random: Random, brand = drawBrand(random)): Words {
  return words(brand, companyTrades.draw(random), drawForm(random));
}

/** Draws the words of a chain of shops. */
export function chainWords(random: Random): Words {
  return words(drawBrand(random), shopTrades.draw(random));
}

const ordinal = (random: Random, most: number): string => `第${chineseNumber(random.int(1, most))}`;

const WORDS: Readonly<Record<Sector, (random: Random) => Words>> = {
  company: (random) => companyWords(random),
  household: (random) => words(drawShopBrand(random), shopTrades.draw(random)),
  workshop: (random) => words(drawBrand(random), random.pick(trades.workshopTrades)),
  partnership: (random) =>
    words(drawBrand(random), random.pick(trades.partnershipTrades), random.pick(['（普通合伙）', '（有限合伙）', ''])),
  cooperative: (random) => words(drawBrand(random), random.pick(trades.cooperativeTrades), '农民专业合作社'),
  government: (random) => words('', [random.pick(bodies.governmentBodies)]),
  institution: (random) => words('', [random.pick(bodies.institutions)]),
  school: (random) =>
    words(random.chance(0.4) ? ordinal(random, 40) : drawBrand(random), [random.pick(bodies.schools)]),
  hospital: (random) =>
    words(random.chance(0.15) ? ordinal(random, 9) : drawBrand(random), [random.pick(bodies.hospitals)]),
  village: (random) =>
    random.chance(0.7)
      ? words(invented(random, '村'), ['村民委员会', '村委会'])
      : words(invented(random, '社区'), ['居民委员会', '居委会']),
  society: (random) => words(drawBrand(random), [random.pick(bodies.societies)]),
};

/** Draws a whole name of an employer without branches. */
export function drawName(random: Random, sector: Sector, county: County, township: Township): Name {
  if (sector === 'government' && random.chance(0.5)) {
    const body = random.pick(bodies.townshipBodies);
    return { ...townshipPlacing(random, county, township), ...words('', [body]), branch: null };
  }
  return { ...placingOf(random, sector, county, township), ...WORDS[sector](random), branch: null };
}

function placingOf(random: Random, sector: Sector, county: County, township: Township): Placing {
  switch (sector) {
    case 'company':
      return companyPlacing(random, county);
    case 'village':
      return townshipPlacing(random, county, township);
    case 'household':
      if (random.chance(0.25)) return townshipPlacing(random, county, township);
      return random.chance(0.9) ? front(county.place) : NO_PLACE;
    case 'workshop':
    case 'partnership':
    case 'cooperative':
      return random.chance(0.7) ? front(county.place) : front(county.city);
    case 'government':
    case 'institution':
    case 'school':
    case 'hospital':
    case 'society':
      return bodyPlacing(random, county);
  }
}
