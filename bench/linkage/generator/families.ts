import { drawRegistration, drawUscc } from './codes.ts';
import { drawBrand } from './brands.ts';
import type { Branch, Firm, Name, Role, Sector, Seat } from './firm.ts';
import { chainWords, companyPlacing, companyWords, drawForm, drawName, type Placing } from './names.ts';
import { readCounties, type County } from './places.ts';
import { Random, Weighted } from './random.ts';
import { drawSeat } from './seats.ts';
import { UsedNames } from './used-names.ts';
import { branchWords, outsidePlaces, quarters } from './words/bodies.ts';

const sectors = new Weighted<readonly [Sector, number]>(
  [
    ['company', 52],
    ['household', 26],
    ['workshop', 4],
    ['partnership', 2],
    ['cooperative', 4],
    ['school', 3],
    ['hospital', 1.5],
    ['village', 3],
    ['society', 2],
    ['government', 1.5],
    ['institution', 1],
  ],
  ([, weight]) => weight,
);

/** Shares of families with branches, of chains and of groups; all others are single employers. */
const BRANCHED = 0.04;
const CHAIN = 0.008;
const GROUP = 0.03;
/** Firms that once had another name, and that moved to another county. */
const RENAMED = 0.12;
const MOVED = 0.06;

type Draft = Pick<Firm, 'role' | 'sector' | 'name' | 'seat'> & Partial<Firm>;

/** The employers of the invented cities, family by family; the same seed gives the same ones. */
export class World {
  private readonly random: Random;
  private readonly counties: Weighted<County>;
  private readonly used = new UsedNames();
  private firms = 0;
  private families = 0;

  constructor(seed: number) {
    this.random = new Random(seed, 'firms');
    this.counties = readCounties(new Random(0, 'places'));
  }

  /** The next family: one employer, or a parent with branches, a chain, a group. */
  nextFamily(): Firm[] {
    const kind = this.random.next();
    this.families += 1;
    if (kind < BRANCHED) return this.branched();
    if (kind < BRANCHED + CHAIN) return this.chain();
    if (kind < BRANCHED + CHAIN + GROUP) return this.group();
    const firm = this.single();
    return firm === null ? [] : [firm];
  }

  private seatIn(county: County, sector: Sector): Seat {
    return drawSeat(this.random, county, sector);
  }

  /** Completes a firm unless its name is taken where it is registered or where it sits, as the law refuses it too. */
  private found(draft: Draft): Firm | null {
    const { random } = this;
    const { name, seat, sector } = draft;
    if (!this.used.claim(name, seat.county)) return null;
    const former = sector === 'company' && random.chance(RENAMED) ? this.formerName(name, seat.county) : null;
    const oldSeat = random.chance(MOVED) && sector !== 'village' ? this.otherSeat(seat, sector) : null;
    this.firms += 1;
    return {
      parentUscc: null,
      crowded: false,
      ...draft,
      number: this.firms,
      family: this.families,
      former,
      oldSeat,
      uscc: drawUscc(random, sector, seat.county.code),
      registration: drawRegistration(random, seat.county.code),
    };
  }

  private formerName(name: Name, county: County): Name | null {
    const { random } = this;
    const other = random.chance(0.6)
      ? { ...name, brand: drawBrand(random) }
      : { ...name, ...companyWords(random, name.brand) };
    return this.used.claim(other, county) ? other : null;
  }

  private otherSeat(seat: Seat, sector: Sector): Seat {
    let county = this.counties.draw(this.random);
    for (let attempt = 0; attempt < 20 && county.city.full !== seat.county.city.full; attempt++) {
      county = this.counties.draw(this.random);
    }
    return this.seatIn(county, sector);
  }

  private single(role: Role = 'single'): Firm | null {
    const { random } = this;
    let sector = role === 'single' ? sectors.draw(random)[0] : 'company';
    for (let attempt = 0; attempt < 30; attempt++) {
      const seat = this.seatIn(this.counties.draw(random), sector);
      const name = drawName(random, sector, seat.county, seat.township);
      const firm = this.found({ role, sector, name, seat });
      if (firm !== null) return firm;
      // A city has one bureau of each kind: when they are all founded, firms are.
      if (attempt > 8) sector = 'company';
    }
    return null;
  }

  private branched(): Firm[] {
    const { random } = this;
    const parent = this.single('parent');
    if (parent === null) return [];
    const bank = random.chance(0.15);
    const school = !bank && random.chance(0.08);
    const kinds = bank ? branchWords.bank : school ? branchWords.school : this.companyKinds();
    const outside = !bank && !school && random.chance(0.2);
    const name = outside ? { ...parent.name, ...this.outsidePlacing() } : parent.name;
    const trade = bank ? '村镇银行' : school ? '培训学校' : name.trade;
    const branchName = { ...name, trade, tradeSynonyms: bank || school ? [] : name.tradeSynonyms };
    const shared = bank ? { ...branchName, form: '股份有限公司' } : branchName;
    const head = outside || bank || school ? [] : [parent];
    return [...head, ...this.parts(parent, shared, kinds, 'branch', random.int(1, 5))];
  }

  private companyKinds(): readonly string[] {
    return this.random.chance(0.65) ? branchWords.company : branchWords.sales;
  }

  private outsidePlacing(): Placing {
    const [full, short] = this.random.pick(outsidePlaces);
    const place = { full, short, nicknames: [], old: '' };
    return { place, placeText: this.random.chance(0.6) ? full : short, placeAt: 'front', local: false };
  }

  private parts(parent: Firm, name: Name, kinds: readonly string[], role: Role, count: number): Firm[] {
    const { random } = this;
    const parts: Firm[] = [];
    const ordinals = random.chance(0.4);
    for (let index = 1; index <= count; index++) {
      const near = random.chance(0.6) ? parent.seat.county : this.counties.draw(random);
      const sameHouse = random.chance(0.15);
      const seat = sameHouse ? parent.seat : this.seatIn(near, 'company');
      const branch = this.branch(ordinals ? index : 0, seat.county, kinds);
      const draft = { role, sector: parent.sector, name: { ...name, branch }, seat, crowded: sameHouse };
      const firm = this.found({ ...draft, parentUscc: parent.uscc });
      if (firm !== null) parts.push({ ...firm, former: null });
    }
    return parts;
  }

  private branch(ordinal: number, county: County, kinds: readonly string[]): Branch {
    const { random } = this;
    const kind = random.pick(kinds);
    if (ordinal > 0) return { quarter: random.chance(0.25) ? random.pick(quarters) : '', ordinal, kind };
    return { quarter: random.chance(0.25) ? county.place.short : random.pick(quarters), ordinal: 0, kind };
  }

  private chain(): Firm[] {
    const { random } = this;
    const parent = this.single('parent');
    if (parent === null) return [];
    const incorporated = random.chance(0.5);
    const name = incorporated ? parent.name : { ...parent.name, ...chainWords(random), brand: parent.name.brand };
    const kinds = random.chance(0.5) ? ['店'] : ['分店', '店', '专卖店'];
    return [parent, ...this.parts(parent, name, kinds, 'shop', random.int(3, 14))];
  }

  private group(): Firm[] {
    const { random } = this;
    const first = this.single('group');
    if (first === null) return [];
    const firms = [first];
    const { brand } = first.name;
    for (let count = random.int(1, 5); count > 0; count--) {
      const sameHouse = random.chance(0.35);
      const { county } = first.seat;
      const seat = sameHouse
        ? first.seat
        : this.seatIn(random.chance(0.8) ? county : this.counties.draw(random), 'company');
      const placing = random.chance(0.6) ? this.placingOf(first.name) : companyPlacing(random, seat.county);
      const name = { ...companyWords(random, brand), ...placing, form: drawForm(random), branch: null };
      const firm = this.found({ role: 'group', sector: 'company', name, seat, crowded: sameHouse });
      if (firm !== null) firms.push(firm);
    }
    return firms.map((firm, index) =>
      index === 0 && firms.some(({ crowded }) => crowded) ? { ...firm, crowded: true } : firm,
    );
  }

  private placingOf({ place, placeText, placeAt, local }: Name): Placing {
    return { place, placeText, placeAt, local };
  }
}
