import type { Firm, Grassroots } from '../bodies.ts';
import { present } from '../bodies.ts';
import type { City } from '../city.ts';
import { day, type Row } from '../draw.ts';
import { inventedPhone, inventedResidentId, person } from '../identity.ts';
import { Random } from '../random.ts';

/** The number of the union's member in place `place`, 0 its first. */
export function memberNo(city: City, union: Grassroots, place: number): string {
  return `${city.frame.place.series}M${String(city.memberStart(union.number) + place + 1).padStart(8, '0')}`;
}

/** `members`: present ones employer by employer, then those without one, then past memberships. */
export function* members(city: City): Generator<Row> {
  for (const union of city.allGrassroots()) {
    const random = new Random('members', city.frame.seed, union.index);
    const verifies = union.diligence >= 1 ? 1 : 0.35 + 0.65 * union.diligence;
    const clerk = { city, union, random, verifies };
    let place = 0;
    for (const firm of union.firms) {
      for (let index = 0; index < firm.members; index++) yield* membership(clerk, place++, firm, 'present');
    }
    const here = present(union);
    while (place < here) yield* membership(clerk, place++, null, 'present');
    const [first] = union.firms;
    while (place < here + union.former) yield* membership(clerk, place++, first ?? null, 'past');
  }
}

interface Clerk {
  readonly city: City;
  readonly union: Grassroots;
  readonly random: Random;
  readonly verifies: number;
}

/** One membership; one in forty came from another union and brings that membership along. */
function* membership(clerk: Clerk, place: number, firm: Firm | null, state: 'present' | 'past'): Generator<Row> {
  const { city, union, random } = clerk;
  const { t } = city.frame;
  // Members at the dissolution of their union left then.
  const end = union.dissolvedOn !== null && union.dissolvedOn <= t ? union.dissolvedOn : null;
  const joinedOn = random.int(union.foundedOn, Math.min(t, end ?? t));
  const past = state === 'past' || (end !== null && random.chance(0.8));
  const leftOn = past ? random.int(joinedOn, end ?? t) : null;
  const identity = identityOf(clerk, place, firm);
  const checked = random.chance(clerk.verifies) ? random.int(Math.max(joinedOn, t - 900), t) : null;
  const updated = union.diligence < 0.7 ? random.int(200, 1500) : random.int(0, 400);
  yield {
    member_no: memberNo(city, union, place),
    union_code: ownUnit(union, place),
    uscc: firm?.uscc ?? '',
    ...identity,
    joined_on: day(joinedOn),
    left_on: day(leftOn),
    leave_reason:
      leftOn === null ? '' : random.pick(['retired', 'resigned', 'resigned', 'died', 'expelled', 'retired']),
    retained: random.chance(0.01) ? '是' : random.chance(0.9) ? '否' : '',
    verified_on: day(checked),
    updated_on: day(Math.max(joinedOn, t - updated)),
  };
  if (state === 'present' && random.chance(0.025)) yield* cameFrom(clerk, place, identity, joinedOn);
}

/** The membership before: in another union, ended by transfer on the day the new one began. */
function* cameFrom(clerk: Clerk, place: number, identity: Row, movedOn: number): Generator<Row> {
  const { city, union, random } = clerk;
  const other = city.grassroots((union.number * 7 + 13 + place) % city.size);
  if (other.number === union.number || other.foundedOn >= movedOn) return;
  if (other.dissolvedOn !== null && other.dissolvedOn < movedOn) return;
  const joinedOn = random.int(other.foundedOn, movedOn);
  yield {
    member_no: `${memberNo(city, union, place)}T`,
    union_code: other.code,
    uscc: other.firms[0]?.uscc ?? '',
    ...identity,
    joined_on: day(joinedOn),
    left_on: day(movedOn),
    leave_reason: 'transfer',
    retained: '否',
    verified_on: random.chance(0.7) ? day(joinedOn) : '',
    updated_on: day(movedOn),
  };
}

/** Every other member of a union with branches belongs to one of them. */
function ownUnit(union: Grassroots, place: number): string {
  if (union.branches.length === 0 || place % 2 === 0) return union.code;
  return union.branches[(place >> 1) % union.branches.length]?.code ?? union.code;
}

function identityOf(clerk: Clerk, place: number, firm: Firm | null): Row {
  const { city, union, random } = clerk;
  const { seed, t, place: where } = city.frame;
  const number = city.memberStart(union.number) + place;
  const who = person(seed, number, t);
  const foreign = random.chance(0.004);
  const known = random.chance(0.98);
  const kinds = firm === null ? ['flexible'] : ['regular', 'regular', 'regular', 'regular', 'migrant', 'dispatched'];
  return {
    name: who.name,
    id_type: foreign ? 'passport' : 'resident',
    id_number: foreign ? `X${where.series}${number}` : known ? inventedResidentId(who, number, where.areas) : '',
    gender: who.gender,
    born_on: day(who.bornOn),
    phone: random.chance(0.9) ? inventedPhone(number) : '',
    employment: random.pick(kinds),
  };
}
