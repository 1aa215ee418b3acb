import type { Body, Firm } from '../bodies.ts';
import { isGrassroots, isUpper } from '../bodies.ts';
import type { City } from '../city.ts';
import { addYears, day, Draw, yearOf, yes, yuan, type Row } from '../draw.ts';
import { inventedUscc } from '../identity.ts';
import { Random } from '../random.ts';

/** `unions`, parents before children. */
export function* unions(city: City): Generator<Row> {
  for (const body of city.bodies()) {
    const row = unionRow(city, body);
    yield row;
    if (!isGrassroots(body)) continue;
    for (const branch of body.branches) yield branchRow(branch, row['approved_on'] ?? '');
  }
}

function unionRow(city: City, body: Body): Row {
  const { seed, t, place } = city.frame;
  const draw = new Draw('unions', seed, body, t);
  const upper = isUpper(body.kind);
  const approved = draw.does(0.25);
  const approvedOn = Math.min(body.foundedOn + draw.int(3, 40), t);
  const legal = draw.does(0.6);
  const from = addYears(t, -draw.int(0, 4)) - draw.int(0, 300);
  const legalFrom = Math.max(from, body.foundedOn);
  const expires = draw.does(0.5) ? t + draw.int(1, 900) : t - draw.int(1, 300);
  // One in fifty is on its last day.
  const legalTo = body.index % 50 === 9 ? t : Math.max(expires, legalFrom);
  const own = draw.does(0.5);
  return {
    union_code: body.code,
    name: body.name,
    parent_code: body.parent ?? '',
    kind: body.kind,
    division_code: body.division,
    industry_code: body.industry ?? '',
    founded_on: day(body.foundedOn),
    approved_on: approved ? day(approvedOn) : '',
    approval_no: approved ? `示工发〔${yearOf(approvedOn)}〕${draw.int(1, 300)}号` : '',
    dissolved_on: day(body.dissolvedOn),
    uscc: legal ? inventedUscc('81', body.division, place.series, body.index) : '',
    legal_person_from: legal ? day(legalFrom) : '',
    legal_person_to: legal ? day(legalTo) : '',
    own_account: draw.does(0.1) || upper ? yes(own) : '',
    seal: yes(draw.does(0.2)),
    plaque: yes(draw.does(0.4)),
    merged_into_party_office: yes(!draw.does(0.3)),
  };
}

function branchRow(branch: Body, approvedOn: string): Row {
  return {
    union_code: branch.code,
    name: branch.name,
    parent_code: branch.parent ?? '',
    kind: branch.kind,
    division_code: branch.division,
    founded_on: day(branch.foundedOn),
    approved_on: approvedOn,
    dissolved_on: day(branch.dissolvedOn),
  };
}

/** `employers`: those of every grassroots union and those nearby without one. */
export function* employers(city: City): Generator<Row> {
  for (const union of city.allGrassroots()) {
    for (const firm of [...union.firms, ...union.strays]) {
      yield {
        uscc: firm.uscc,
        name: firm.name,
        division_code: firm.division,
        industry_code: firm.industry ?? '',
        sector: firm.sector,
        above_scale: yes(firm.aboveScale),
        small_micro: yes(firm.smallMicro),
        new_form: yes(firm.newForm),
        established_on: day(firm.establishedOn),
        closed_on: day(firm.closedOn),
        union_code: firm.covered ? union.code : '',
      };
    }
  }
}

/** `workforce`: the end of the last two years, and for some a row of this year. */
export function* workforce(city: City): Generator<Row> {
  const { seed, t } = city.frame;
  const year = yearOf(t);
  for (const union of city.allGrassroots()) {
    const random = new Random('workforce', seed, union.index);
    for (const firm of [...union.firms, ...union.strays]) {
      if (!firm.reports) continue;
      if (random.chance(0.4)) yield workforceRow(firm, `${year - 2}-12-31`, 0.7 + random.next() * 0.3, random);
      yield workforceRow(firm, `${year - 1}-12-31`, 1, random);
    }
  }
}

function workforceRow(firm: Firm, asOf: string, part: number, random: Random): Row {
  const scaled = (count: number) => String(Math.floor(count * part));
  const employees = Math.floor(firm.employees * part);
  const some = (low: number) => String(Math.floor(employees * (low + (1 - low) * random.next())));
  return {
    uscc: firm.uscc,
    as_of: asOf,
    employees: scaled(firm.employees),
    female: random.chance(0.03) ? '' : scaled(firm.female),
    migrant: random.chance(0.1) ? '' : scaled(firm.migrant),
    dispatched: scaled(firm.dispatched),
    wage_bill: random.chance(0.04) ? '' : yuan(employees * firm.wage),
    contracts_signed: random.chance(0.05) ? '' : some(0.9),
    social_insurance: random.chance(0.05) ? '' : some(0.8),
  };
}
