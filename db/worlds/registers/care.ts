import { isGrassroots, isUpper, present } from '../bodies.ts';
import type { City } from '../city.ts';
import { day, Draw, yearStart, yes, yuan, type Row } from '../draw.ts';
import { memberNo } from './members.ts';

interface Case {
  readonly row: Row;
  readonly caseNo: string;
}

function casesOf(city: City, draw: Draw): readonly Case[] {
  const { t, body: union } = draw;
  if (!draw.kept) return [];
  const here = isGrassroots(union) ? present(union) : 0;
  const count = isUpper(union.kind) ? (draw.does(0.7) ? draw.int(1, 4) : 0) : draw.chance(0.35) ? draw.int(1, 2) : 0;
  return Array.from({ length: count }, () => {
    const openedOn = draw.int(Math.max(union.foundedOn, t - 1600), t);
    const closed = draw.chance(0.3) ? draw.int(openedOn, t) : null;
    const reviewed = draw.does(0.7) ? draw.int(Math.max(openedOn, yearStart(t)), t) : null;
    const caseNo = draw.number('K');
    const row = {
      case_no: caseNo,
      union_code: union.code,
      member_no: isGrassroots(union) && here > 0 ? memberNo(city, union, draw.int(0, here - 1)) : '',
      level: draw.pick(['deep', 'relative', 'relative', 'accident']),
      opened_on: day(openedOn),
      reviewed_on: day(reviewed),
      closed_on: day(closed),
      migrant: draw.chance(0.9) ? yes(draw.chance(0.25)) : '',
    };
    return { row, caseNo };
  });
}

/** `hardship`. */
export function* hardship(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('hardship', city.frame.seed, union, city.frame.t);
    for (const file of casesOf(city, draw)) yield file.row;
  }
}

const RELIEF: readonly (readonly [kind: string, difficulty: number])[] = [
  ['warmth', 0.5],
  ['cool', 0.5],
  ['visit', 0.6],
  ['mutual_aid', 0.9],
  ['school', 0.9],
  ['medical', 0.9],
  ['living', 0.9],
  ['legal_aid', 1],
  ['job', 1],
  ['checkup', 0.9],
  ['skills', 1],
];

/** `relief`: one of each kind a year, to the files there are and to others. */
export function* relief(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const files = casesOf(city, new Draw('hardship', city.frame.seed, union, city.frame.t));
    const draw = new Draw('relief', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    for (const [kind, difficulty] of RELIEF) {
      if (!draw.does(difficulty)) continue;
      const file = files.length > 0 && draw.chance(0.4) ? draw.pick(files) : null;
      yield {
        relief_no: draw.number('R'),
        case_no: file?.caseNo ?? '',
        union_code: union.code,
        kind,
        given_on: day(draw.thisYear()),
        amount: draw.chance(0.93) ? yuan(draw.int(200, 20_000)) : '',
        people: draw.chance(0.9) ? String(file ? 1 : draw.int(1, 60)) : '',
      };
    }
  }
}

const DISPUTES: readonly (readonly [kind: string, chance: number])[] = [
  ['mediation', 0.25],
  ['appeal', 0.25],
  ['wage_arrears', 0.06],
  ['mass_incident', 0.04],
  ['rights_violation', 0.04],
  ['injury_accident', 0.05],
  ['fatal_accident', 0.01],
  ['major_accident', 0.005],
  ['occupational_disease', 0.02],
  ['discipline', 0.02],
];

/** `disputes`: the grave ones happen to the less diligent; some lie in the year before. */
export function* disputes(city: City): Generator<Row> {
  for (const union of city.allGrassroots()) {
    const draw = new Draw('disputes', city.frame.seed, union, city.frame.t);
    for (const [kind, chance] of DISPUTES) {
      const harmless = kind === 'mediation' || kind === 'appeal';
      if (!draw.chance(harmless ? chance : chance * (1 - union.diligence) * 4)) continue;
      const occurredOn = (draw.chance(0.2) ? draw.lastYear() : null) ?? draw.thisYear();
      const settled = draw.does(0.4);
      yield {
        dispute_no: draw.number('C'),
        uscc: draw.chance(0.9) ? (union.firms[0]?.uscc ?? '') : '',
        union_code: union.code,
        kind,
        occurred_on: day(occurredOn),
        closed_on: settled ? day(draw.int(occurredOn, draw.t)) : '',
        settled: draw.chance(0.95) ? yes(settled) : '',
        union_caused: kind === 'mass_incident' && draw.chance(0.8) ? yes(draw.chance(0.5)) : '',
      };
    }
  }
}
