import type { Body } from '../bodies.ts';
import { isGrassroots, isUpper, present } from '../bodies.ts';
import type { City } from '../city.ts';
import { day, Draw, yearOf, yes, yuan, type Row } from '../draw.ts';

/** 阵地: what a union has, its usual size in m² and how hard it is to have. */
const UPPER = [
  ['center', 500, 0.7],
  ['service', 80, 0.6],
  ['office', 60, 0.4],
  ['home', 150, 0.7],
  ['library', 60, 0.8],
  ['rest_station', 25, 0.8],
  ['nursing_room', 15, 1],
] as const;
const GRASSROOTS = [
  ['home', 80, 0.6],
  ['mini_home', 30, 1.1],
  ['library', 30, 0.8],
  ['center', 120, 1],
  ['office', 18, 0.6],
  ['nursing_room', 10, 1.4],
] as const;

/** `facilities`; the centre of one county in three has the 500 m² exactly, of another just less. */
export function* facilities(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('facilities', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    for (const [kind, usual, difficulty] of isUpper(union.kind) ? UPPER : GRASSROOTS) {
      if (!draw.does(difficulty)) continue;
      const openedOn = draw.int(union.foundedOn, draw.t);
      const edge = union.index % 3 === 0 ? usual : union.index % 3 === 1 && !draw.does(0.5) ? usual - 0.5 : null;
      yield {
        facility_no: draw.number('F'),
        union_code: union.code,
        kind,
        area_m2: draw.chance(0.96) ? String(edge ?? usual + draw.int(0, usual)) : '',
        opened_on: day(openedOn),
        closed_on: draw.chance(0.03) ? day(draw.int(openedOn, draw.t + 90)) : '',
        signage: yes(draw.does(0.5)),
        rules: yes(draw.does(0.6)),
        staffed: yes(draw.does(0.7)),
        funded: draw.does(0.2) ? yes(draw.does(0.8)) : '',
        equipped: yes(draw.does(0.5)),
      };
    }
  }
}

/** `funds` of this year and the last. */
export function* funds(city: City): Generator<Row> {
  const year = yearOf(city.frame.t);
  for (const union of city.bodies()) {
    const draw = new Draw('funds', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    const wages = isGrassroots(union) ? wageBill(union) : draw.int(20_000_000, 400_000_000);
    // Years are told one after another, so growth is drawn once: not every union grows.
    const growth = draw.does(0.6) ? 1.06 : 0.93;
    yield* entries(draw, year - 1, wages);
    yield* entries(draw, year, wages * growth);
  }
}

function wageBill(union: Body): number {
  if (!isGrassroots(union)) return 0;
  const paid = union.firms.reduce((sum, firm) => sum + firm.employees * firm.wage, 0);
  return paid + 1000;
}

function* entries(draw: Draw, year: number, wages: number): Generator<Row> {
  const due = wages * 0.02;
  const received = draw.does(0.5) ? due : due * 0.88;
  const target = due * 0.4;
  const lines: readonly (readonly [item: string, amount: number, difficulty: number])[] = [
    ['levy_due', due, 0.2],
    ['levy_received', received, 0.1],
    ['levy_target', target, 0.3],
    ['levy_remitted', draw.does(0.5) ? target : target * 0.8, 0.2],
    ['dues', due * 0.15, 0.5],
    ['subsidy', due * 0.08, 0.8],
    ['admin_support', due * 0.12, 0.8],
    ['budget', due * 1.1, 0.4],
    ['final', due, 0.6],
    ['spent_workers', due * 0.6, 0.4],
    ['spent_admin', due * 0.1, 0.4],
    ['three_public', due * 0.01, 0.8],
    ['relief_fund', due * 0.05, 0.9],
  ];
  for (const [item, amount, difficulty] of lines) {
    if (draw.does(difficulty)) {
      yield { union_code: draw.body.code, year: String(year), item, amount: yuan(Math.round(amount * 100) / 100) };
    }
  }
}

/** `audits` of this year on the last. */
export function* audits(city: City): Generator<Row> {
  const kinds = [
    ['peer', 0.7],
    ['superior', 0.9],
    ['budget', 0.9],
    ['final', 0.9],
  ] as const;
  for (const union of city.bodies()) {
    const draw = new Draw('audits', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    for (const [kind, difficulty] of kinds) {
      if (!draw.does(difficulty)) continue;
      const concludedOn = draw.thisYear();
      yield {
        audit_no: draw.number('J'),
        union_code: union.code,
        kind,
        fiscal_year: String(yearOf(draw.t) - (kind === 'budget' ? 0 : 1)),
        concluded_on: day(concludedOn),
        opinion: draw.does(0.5) ? 'clean' : draw.pick(['remarks', 'rectified']),
        reported_on: draw.does(0.8) ? day(draw.int(concludedOn, draw.t)) : '',
      };
    }
  }
}

/** `surveys`: returns of this year and some of the last; one in twenty-five lies exactly at 80 %. */
export function* surveys(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('surveys', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    const upper = isUpper(union.kind);
    for (const kind of ['member_review', 'work', 'chair', 'awareness', ...(upper ? ['grassroots'] : [])]) {
      if (draw.does(0.7)) yield surveyRow(draw, kind, draw.thisYear());
      const past = draw.chance(0.2) ? draw.lastYear() : null;
      if (past !== null) yield surveyRow(draw, kind, past);
    }
  }
}

function surveyRow(draw: Draw, kind: string, heldOn: number): Row {
  const { body: union } = draw;
  const eligible = isGrassroots(union) ? Math.max(present(union), 5) : draw.int(120, 900);
  const share = (draw.does(0.15) ? 0.93 : 0.7) + 0.07 * draw.next() * union.diligence;
  const edge = union.index % 25 === 14;
  const returned = edge ? 100 : Math.ceil(eligible * (0.8 + draw.next() * 0.2));
  const satisfied = edge ? 80 : Math.floor(returned * share);
  const basic = Math.floor((returned - satisfied) * 0.7);
  return {
    survey_no: draw.number('S'),
    union_code: union.code,
    kind,
    held_on: day(heldOn),
    eligible: String(Math.max(eligible, returned)),
    returned: String(returned),
    satisfied: String(satisfied),
    basic: draw.chance(0.95) ? String(basic) : '',
    dissatisfied: String(returned - satisfied - basic),
  };
}

/** `disclosures`. */
export function* disclosures(city: City): Generator<Row> {
  const kinds = [
    ['factory', '厂务公开栏', 0.7],
    ['union_affairs', '会务公开', 0.7],
    ['accounts', '工会经费收支公开', 0.7],
    ['dual_display', '亮牌子亮身份', 0.6],
    ['chart_on_wall', '组织架构和职责上墙', 0.7],
  ] as const;
  for (const union of city.bodies()) {
    const draw = new Draw('disclosures', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    for (const [kind, title, difficulty] of kinds) {
      if (!draw.does(difficulty)) continue;
      const published = kind === 'dual_display' ? draw.int(union.foundedOn, draw.t) : draw.thisYear();
      yield { disclosure_no: draw.number('X'), union_code: union.code, kind, published_on: day(published), title };
    }
  }
}
