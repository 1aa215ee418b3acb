import { number, rate, unknown, yes, type Answer } from './answers.ts';
import { lasts } from './days.ts';
import { isSmallFirm } from './employers.ts';
import { cell, ENTERPRISES, type Row } from './house.ts';
import { committeeInTerm } from './own-records.ts';
import { inYear, isOneOf, ownRows, rowsOf, treeRows, type Measure, type Question } from './question.ts';

/** A yes/no column of the union itself; empty is unknown. */
function flag(column: string, expected: '是' | '否' = '是'): Measure {
  return (q) => {
    const value = cell(q.union, column);
    return value === '' ? unknown('unions') : yes(value === expected);
  };
}

/** An empty date is no certificate; the last day is still good. */
function isLegalPerson(union: Row, t: string): boolean {
  const [from, to] = [cell(union, 'legal_person_from'), cell(union, 'legal_person_to')];
  return from !== '' && from <= t && to >= t;
}

const about = (q: Question, union: Row): Question => ({ ...q, union });

/** Share of grassroots unions of the subtree. */
function share(
  registers: readonly [string, string][],
  holds: (q: Question) => boolean,
  base: (union: Row) => boolean = () => true,
): Measure {
  return (q) => {
    const unions = q.house.grassroots(q.union).filter(base);
    const kept = registers.length === 0 || registers.some(([register, date]) => treeRows(q, register, date).length > 0);
    if (!kept) return unknown(...registers.map(([register]) => register));
    return rate(unions.filter((union) => holds(about(q, union))).length, unions.length, 'unions');
  };
}

/** Employers listed for an activity of that kind in the year, whoever holds it. */
function listed(q: Question): ReadonlySet<string> {
  const held = q.house.rows('activities').filter((row) => ofKind(q, row));
  const numbers = new Set(held.map((row) => cell(row, 'activity_no')));
  const rows = q.house.rows('activity_employers').filter((row) => numbers.has(cell(row, 'activity_no')));
  return new Set(rows.map((row) => cell(row, 'uscc')));
}

const ofKind = (q: Question, row: Row): boolean => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'starts_on');

function takesPart(q: Question): boolean {
  const held = ownRows(q, 'activities', 'starts_on').some((row) => ofKind(q, row));
  const names = listed(q);
  return held || q.house.coveredBy(q.house.own(q.union)).some((row) => names.has(cell(row, 'uscc')));
}

/** Nobody here holds activities, and no employer here is listed for one. */
function hasActivities(q: Question): boolean {
  const covered = new Set(q.house.covered(q.union).map((row) => cell(row, 'uscc')));
  const dated = new Map(q.house.rows('activities').map((row) => [cell(row, 'activity_no'), cell(row, 'starts_on')]));
  return (
    treeRows(q, 'activities', 'starts_on').length > 0 ||
    q.house
      .rows('activity_employers')
      .some((row) => covered.has(cell(row, 'uscc')) && (dated.get(cell(row, 'activity_no')) ?? '9999') <= q.house.t)
  );
}

function participation(kinds: readonly string[]): Measure {
  return (q) => {
    if (!hasActivities(q)) return unknown('activities');
    return share([], takesPart, (union) => kinds.includes(cell(union, 'kind')))(q);
  };
}

/** Covered enterprises whose union held one, or who are listed. */
function enterprisesTakingPart(q: Question): Answer {
  const base = q.house.covered(q.union).filter((row) => ENTERPRISES.has(cell(row, 'sector')));
  if (base.length === 0) return unknown('employers');
  if (!hasActivities(q)) return unknown('activities');
  const names = listed(q);
  const part = base.filter((row) => {
    if (names.has(cell(row, 'uscc'))) return true;
    // 企业工会 speaks for its enterprise; a joint union's activity does not name the enterprises that took part.
    const cover = q.house.unionOf(row);
    const union = cover && q.house.owner(cover);
    if (!union || !['enterprise', 'institution'].includes(cell(union, 'kind'))) return false;
    return ownRows(about(q, union), 'activities', 'starts_on').some((held) => ofKind(q, held));
  });
  return rate(part.length, base.length);
}

function buildsHome(q: Question): boolean {
  const activity = ownRows(q, 'activities', 'starts_on').some(
    (row) => cell(row, 'kind') === 'home_building' && inYear(q, row, 'starts_on'),
  );
  const home = ownRows(q, 'facilities', 'opened_on').some(
    (row) =>
      ['home', 'mini_home'].includes(cell(row, 'kind')) &&
      lasts(cell(row, 'opened_on'), cell(row, 'closed_on'), q.house.t),
  );
  return activity || home;
}

const subunits = (q: Question, kinds: readonly string[]): number =>
  [...q.house.own(q.union)].filter((code) => kinds.includes(cell(q.house.union(code) ?? {}, 'kind'))).length;

export const unionMeasures: Readonly<Record<string, Measure>> = {
  'union.plaque': flag('plaque'),
  'union.seal': flag('seal'),
  'union.own_account': flag('own_account'),
  // 独立建账: an account of its own, and accounts kept.
  'union.independent_accounts': (q) => {
    const own = q.house.own(q.union);
    const year = Number(q.house.t.slice(0, 4));
    const kept = q.house
      .rows('funds')
      .some((row) => own.has(cell(row, 'union_code')) && Number(cell(row, 'year')) <= year);
    return kept ? flag('own_account')(q) : unknown('funds');
  },
  'union.independent': flag('merged_into_party_office', '否'),
  'union.approved': (q) => yes(cell(q.union, 'approved_on') !== '' && cell(q.union, 'approved_on') <= q.house.t),
  'union.legal_person': (q) => yes(isLegalPerson(q.union, q.house.t)),
  'grassroots.legal_person_rate': share([], (q) => isLegalPerson(q.union, q.house.t)),
  'grassroots.in_term_rate': share([['elections', 'held_on']], committeeInTerm),
  'grassroots.count': (q) => number(q.house.grassroots(q.union).length),
  'subunits.count': (q) => number(subunits(q, ['branch', 'group'])),
  'subunits.count_by': (q) => number(subunits(q, q.args[0] ?? [])),
  'subunits.per_small_micro': (q) => {
    const small = q.house.covered(q.union).filter(isSmallFirm);
    return rate(subunits(q, ['branch', 'group']), small.length, 'employers');
  },
  'participation.unions': participation(['enterprise', 'institution', 'joint', 'community']),
  'participation.workplace': participation(['enterprise', 'institution']),
  'participation.enterprises': enterprisesTakingPart,
  'dual_display.rate': share([['disclosures', 'published_on']], (q) =>
    ownRows(q, 'disclosures', 'published_on').some((row) => cell(row, 'kind') === 'dual_display'),
  ),
  'home_building.rate': share(
    [
      ['activities', 'starts_on'],
      ['facilities', 'opened_on'],
    ],
    buildsHome,
  ),
  'member_review.rate': share([['surveys', 'held_on']], (q) =>
    rowsOf(q, 'surveys', q.house.own(q.union), 'held_on').some(
      (row) => cell(row, 'kind') === 'member_review' && inYear(q, row, 'held_on'),
    ),
  ),
};
