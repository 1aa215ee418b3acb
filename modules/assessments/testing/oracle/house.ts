import { lasts } from './days.ts';

/** A row of a register as its file has it: column id → text, empty or absent when unknown. */
export type Row = Readonly<Record<string, string>>;

/** All registers by name, and the trees of codes (code → code above it). */
export interface World {
  readonly registers: Readonly<Record<string, readonly Row[]>>;
  readonly parameters: readonly ParameterSet[];
  readonly divisions: ReadonlyMap<string, string>;
  readonly industries: ReadonlyMap<string, string>;
}

/** A value `p / q` that a union sets for the unions below it; good on its first and its last day. */
export interface ParameterSet {
  readonly union: string;
  readonly scheme: string;
  readonly parameter: string;
  readonly p: number;
  readonly q: number;
  readonly from: string;
  /** Empty: without end. */
  readonly until: string;
}

export function cell(row: Row, column: string): string {
  return row[column] ?? '';
}

export function isTrue(row: Row, column: string): boolean {
  return cell(row, column) === '是';
}

const SMALL = new Set(['branch', 'group']);
export const GRASSROOTS: ReadonlySet<string> = new Set(['enterprise', 'institution', 'joint', 'community']);
export const ENTERPRISES: ReadonlySet<string> = new Set(['state', 'collective', 'private', 'mixed']);
/** Judged over the place they stand for (ruling «Jurisdiction»). */
const OF_A_PLACE = new Set(['city', 'county', 'zone', 'township', 'community']);

/** Everything about one world on one day; simple and slow: nearly every question walks the rows again. */
export class House {
  readonly world: World;
  readonly t: string;
  private readonly unions = new Map<string, Row>();
  private readonly latestWorkforce = new Map<string, Row>();
  private readonly employersByCode = new Map<string, Row>();
  private readonly subtrees = new Map<string, ReadonlySet<string>>();

  constructor(world: World, t: string) {
    this.world = world;
    this.t = t;
    for (const union of this.rows('unions')) this.unions.set(cell(union, 'union_code'), union);
    for (const row of this.rows('employers')) this.employersByCode.set(cell(row, 'uscc'), row);
    for (const row of this.rows('workforce')) {
      if (cell(row, 'as_of') > t) continue;
      const before = this.latestWorkforce.get(cell(row, 'uscc'));
      if (!before || cell(before, 'as_of') < cell(row, 'as_of')) this.latestWorkforce.set(cell(row, 'uscc'), row);
    }
  }

  rows(register: string): readonly Row[] {
    return this.world.registers[register] ?? [];
  }

  /** Founded, and not dissolved on or before t; a branch or group only while its union is. */
  alive(union: Row): boolean {
    const standing = (row: Row) => lasts(cell(row, 'founded_on'), cell(row, 'dissolved_on'), this.t);
    const owner = this.owner(union);
    return standing(union) && owner !== undefined && standing(owner);
  }

  /** The union that a branch or group belongs to; any other union is its own. */
  owner(union: Row): Row | undefined {
    if (!SMALL.has(cell(union, 'kind'))) return union;
    const above = this.unions.get(cell(union, 'parent_code'));
    return above && this.owner(above);
  }

  union(code: string): Row | undefined {
    return this.unions.get(code);
  }

  /** The union and its branches and groups in being: their records are its own. */
  own(union: Row): ReadonlySet<string> {
    const inside = (row: Row): boolean => {
      if (cell(row, 'union_code') === cell(union, 'union_code')) return true;
      const above = this.unions.get(cell(row, 'parent_code'));
      return SMALL.has(cell(row, 'kind')) && above !== undefined && inside(above);
    };
    return codes(this.rows('unions').filter((row) => this.alive(row) && inside(row)));
  }

  /** The union and everything below it that is in being. */
  subtree(union: Row): ReadonlySet<string> {
    const code = cell(union, 'union_code');
    const inside = (row: Row): boolean => {
      if (cell(row, 'union_code') === code) return true;
      const above = this.unions.get(cell(row, 'parent_code'));
      return above !== undefined && inside(above);
    };
    const found = this.subtrees.get(code) ?? codes(this.rows('unions').filter((row) => this.alive(row) && inside(row)));
    this.subtrees.set(code, found);
    return found;
  }

  /** Grassroots unions of the subtree, itself included when it is one. */
  grassroots(union: Row): readonly Row[] {
    const inside = this.subtree(union);
    return this.rows('unions').filter(
      (row) => inside.has(cell(row, 'union_code')) && GRASSROOTS.has(cell(row, 'kind')),
    );
  }

  openEmployers(): readonly Row[] {
    return this.rows('employers').filter((row) => this.isOpen(row));
  }

  isOpen(employer: Row): boolean {
    return lasts(cell(employer, 'established_on'), cell(employer, 'closed_on'), this.t);
  }

  /** The union in being that covers the employer, or none. */
  unionOf(employer: Row): Row | undefined {
    const union = this.unions.get(cell(employer, 'union_code'));
    return union && this.alive(union) ? union : undefined;
  }

  /** Open employers covered by a union of the set. */
  coveredBy(inside: ReadonlySet<string>): readonly Row[] {
    return this.openEmployers().filter((row) => {
      const union = this.unionOf(row);
      return union !== undefined && inside.has(cell(union, 'union_code'));
    });
  }

  covered(union: Row): readonly Row[] {
    return this.coveredBy(this.subtree(union));
  }

  /** Open employers of the union's jurisdiction. */
  employers(union: Row): readonly Row[] {
    if (this.isOfAPlace(union)) return this.openEmployers().filter((row) => this.locatedIn(row, union));
    if (cell(union, 'kind') !== 'federation') return this.covered(union);
    const inside = this.subtree(union);
    return this.openEmployers().filter((row) => {
      const cover = this.unionOf(row);
      if (cover) return inside.has(cell(cover, 'union_code'));
      return this.locatedIn(row, union) && this.sameIndustry(row, union);
    });
  }

  /** Members at t without retained ones, by the union's jurisdiction. */
  members(union: Row): readonly Row[] {
    return this.rows('members').filter(
      (row) =>
        lasts(cell(row, 'joined_on'), cell(row, 'left_on'), this.t) &&
        !isTrue(row, 'retained') &&
        this.isMemberHere(row, union),
    );
  }

  /** Any membership begun by t, also ended and retained ones, by the union's jurisdiction. */
  memberships(union: Row): readonly Row[] {
    return this.rows('members').filter((row) => cell(row, 'joined_on') <= this.t && this.isMemberHere(row, union));
  }

  private isMemberHere(member: Row, union: Row): boolean {
    const home = this.unions.get(cell(member, 'union_code'));
    if (!home || !this.alive(home)) return false;
    if (this.isOfAPlace(union)) return this.locatedIn(this.employerOf(member) ?? home, union);
    return this.subtree(union).has(cell(home, 'union_code'));
  }

  employerOf(member: Row): Row | undefined {
    return this.employersByCode.get(cell(member, 'uscc'));
  }

  /** What the union itself or the nearest one above it has set, the newest of several; undefined: nobody. */
  parameter(union: Row, scheme: string, parameter: string): ParameterSet | undefined {
    const good = this.world.parameters
      .filter((set) => set.scheme === scheme && set.parameter === parameter)
      .filter((set) => set.union === cell(union, 'union_code'))
      .filter((set) => set.from <= this.t && (set.until === '' || set.until >= this.t))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    const above = this.unions.get(cell(union, 'parent_code'));
    return good.at(-1) ?? (above && this.parameter(above, scheme, parameter));
  }

  workforce(employer: Row): Row | undefined {
    return this.latestWorkforce.get(cell(employer, 'uscc'));
  }

  isOfAPlace(union: Row): boolean {
    const kind = cell(union, 'kind');
    return OF_A_PLACE.has(kind) || (kind === 'federation' && cell(union, 'industry_code') === '');
  }

  locatedIn(row: Row, union: Row): boolean {
    return within(cell(row, 'division_code'), cell(union, 'division_code'), this.world.divisions);
  }

  private sameIndustry(row: Row, union: Row): boolean {
    return within(cell(row, 'industry_code'), cell(union, 'industry_code'), this.world.industries);
  }
}

function within(code: string, above: string, tree: ReadonlyMap<string, string>): boolean {
  for (let at = code; at !== ''; at = tree.get(at) ?? '') if (at === above) return true;
  return false;
}

function codes(unions: readonly Row[]): ReadonlySet<string> {
  return new Set(unions.map((row) => cell(row, 'union_code')));
}
