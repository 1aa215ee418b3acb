import type { Body, Firm, Grassroots } from '../bodies.ts';
import { isGrassroots, isUpper } from '../bodies.ts';
import type { City } from '../city.ts';
import { addYears, day, Draw, type Row } from '../draw.ts';
import { Random } from '../random.ts';

const KINDS = [
  ['collective', 0.6],
  ['wage', 0.7],
  ['women', 0.7],
  ['safety', 0.9],
] as const;

interface Contract {
  readonly contractNo: string;
  readonly kind: string;
  readonly row: Row;
}

/** The contracts a union has signed: valid ones, some run out, one in thirty good for the last day. */
function contractsOf(city: City, union: Body): readonly Contract[] {
  const { t } = city.frame;
  const draw = new Draw('contracts', city.frame.seed, union, t);
  const upper = isUpper(union.kind);
  if (!draw.kept || union.kind === 'city' || union.kind === 'institution') return [];
  const signed: Contract[] = [];
  for (const [kind, difficulty] of KINDS) {
    if (!draw.does(upper ? difficulty + 0.1 : difficulty)) continue;
    const contractNo = draw.number('K');
    const years = kind === 'wage' ? 1 : draw.int(2, 3);
    const inForce = draw.does(0.3);
    const last = union.index % 30 === 11 ? t : inForce ? t + draw.int(1, years * 365 - 30) : t - draw.int(1, 500);
    const from = Math.max(addYears(last, -years) + 1, Math.min(union.foundedOn, last));
    signed.push({
      contractNo,
      kind,
      row: {
        contract_no: contractNo,
        kind,
        scope: scopeOf(union),
        union_code: union.code,
        signed_on: day(from - draw.int(0, 10)),
        valid_from: day(from),
        valid_to: day(last),
        congress_on: draw.does(0.6) ? day(from - draw.int(11, 30)) : '',
        filed_on: draw.does(0.8) ? day(Math.min(from + draw.int(3, 10), t)) : '',
        reported_on: draw.does(0.9) ? day(Math.max(from, draw.thisYear())) : '',
      },
    });
  }
  return signed;
}

function scopeOf(union: Body): string {
  if (union.kind === 'federation' && union.industry !== null) return 'sector';
  return isUpper(union.kind) || union.kind === 'joint' || union.kind === 'community' ? 'regional' : 'enterprise';
}

/** `contracts`. */
export function* contracts(city: City): Generator<Row> {
  for (const union of city.bodies()) for (const contract of contractsOf(city, union)) yield contract.row;
}

/** `contract_employers`: those of the union's own contract, and small ones under the regional one above. */
export function* contractEmployers(city: City): Generator<Row> {
  const regional = new Map<string, readonly Contract[]>();
  for (const union of city.allGrassroots()) {
    const random = new Random('covered', city.frame.seed, union.index);
    for (const contract of contractsOf(city, union)) yield* covered(contract, union, random);
    const superior = city.superior(union.parent);
    if (!superior || isGrassroots(superior)) continue;
    const above = regional.get(superior.code) ?? contractsOf(city, superior);
    regional.set(superior.code, above);
    for (const firm of union.firms) {
      if (!firm.smallMicro || !random.chance(superior.diligence * 0.8)) continue;
      for (const contract of above) yield { contract_no: contract.contractNo, uscc: firm.uscc };
    }
  }
}

function* covered(contract: Contract, union: Grassroots, random: Random): Generator<Row> {
  const takes = (firm: Firm) =>
    union.diligence >= 1 || union.firms.length === 1 || random.chance(0.6 + 0.4 * union.diligence) || !firm.covered;
  for (const firm of union.firms) if (takes(firm)) yield { contract_no: contract.contractNo, uscc: firm.uscc };
}

const MECHANISMS: readonly (readonly [mechanism: string, difficulty: number])[] = [
  ['staff_congress', 0.5],
  ['disclosure', 0.6],
  ['bargaining', 0.7],
  ['legal_supervision', 0.9],
  ['worker_director', 1.6],
  ['worker_supervisor', 1.6],
];

/** `democracy`: mechanisms of employers; those without a union seldom have any. */
export function* democracy(city: City): Generator<Row> {
  const { seed, t } = city.frame;
  for (const union of city.allGrassroots()) {
    const random = new Random('democracy', seed, union.index);
    for (const firm of [...union.firms, ...union.strays]) {
      for (const [mechanism, difficulty] of MECHANISMS) {
        if (!random.chance(firm.covered ? 1 - (1 - union.diligence) * difficulty : 0.03)) continue;
        const since = random.int(Math.min(firm.establishedOn + 30, t), t);
        const until = random.chance(0.02) ? random.int(since, t) : null;
        yield { uscc: firm.uscc, mechanism, since: day(since), until: day(until) };
      }
    }
  }
}
