import type { Body } from '../bodies.ts';
import { isUpper } from '../bodies.ts';
import type { City } from '../city.ts';
import { addYears, day, Draw, yes, type Row } from '../draw.ts';

export const BODIES = ['committee', 'audit', 'women'] as const;
export type ElectedBody = (typeof BODIES)[number];

/** An election as other records need it. */
export interface Term {
  readonly electionNo: string;
  readonly body: ElectedBody;
  readonly heldOn: number;
  readonly latest: boolean;
  readonly row: Row;
}

/** The elections of a union: up to two terms of each body, and now and then a by-election. */
export function termsOf(city: City, union: Body): readonly Term[] {
  const draw = new Draw('elections', city.frame.seed, union, city.frame.t);
  if (!draw.kept) return [];
  const years = isUpper(union.kind) ? 5 : draw.pick([3, 3, 5, 5, 5]);
  const heldOn = latestHeldOn(draw, union, years);
  const terms: Term[] = [];
  for (const body of BODIES) {
    if (body !== 'committee' && !draw.does(0.6)) continue;
    const ownYears = draw.does(0.1) ? years : 6;
    const before = addYears(heldOn, -years);
    if (before >= union.foundedOn) terms.push(term(draw, body, before, ownYears, false));
    terms.push(term(draw, body, heldOn, ownYears, true));
    if (body === 'committee' && draw.chance(0.08)) terms.push(byElection(draw, body, heldOn));
  }
  return terms;
}

/** In term for the diligent, overdue for others; one in forty on the last day of its term. */
function latestHeldOn(draw: Draw, union: Body, years: number): number {
  const { t } = draw;
  const lastDay = addYears(t, -years);
  if (union.index % 40 === 6 && union.foundedOn <= lastDay) return lastDay;
  if (union.index % 40 === 7 && union.foundedOn < lastDay) return lastDay - 1;
  if (draw.does(0.7)) return draw.int(Math.max(union.foundedOn, lastDay + 1), t);
  return Math.max(union.foundedOn, lastDay - draw.int(5, 900));
}

function term(draw: Draw, body: ElectedBody, heldOn: number, years: number, latest: boolean): Term {
  const founding = heldOn - draw.body.foundedOn < 200;
  return ballot(draw, body, heldOn, years, latest, founding ? 'founding' : 'reelection');
}

function byElection(draw: Draw, body: ElectedBody, after: number): Term {
  return ballot(draw, body, draw.int(after, draw.t), 5, false, 'byelection');
}

function ballot(draw: Draw, body: ElectedBody, heldOn: number, years: number, latest: boolean, kind: string): Term {
  const electionNo = draw.number('EL');
  const eligible = draw.int(12, 160);
  const approved = draw.does(0.35);
  const row = {
    election_no: electionNo,
    union_code: draw.body.code,
    body,
    term_no: String(kind === 'founding' ? 1 : draw.int(2, 9)),
    held_on: day(heldOn),
    term_years: String(years),
    eligible: String(eligible),
    attended: String(draw.int(Math.ceil(eligible * (draw.does(0.2) ? 0.8 : 0.5)), eligible)),
    secret: draw.chance(0.97) ? yes(draw.does(0.15)) : '',
    approved_on: approved ? day(Math.min(heldOn + draw.int(4, 45), draw.t)) : '',
    kind,
  };
  return { electionNo, body, heldOn, latest, row };
}

/** `elections`. */
export function* elections(city: City): Generator<Row> {
  for (const union of city.bodies()) for (const term of termsOf(city, union)) yield term.row;
}
