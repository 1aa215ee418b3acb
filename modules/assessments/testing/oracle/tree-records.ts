import { number, rate, unknown, type Answer } from './answers.ts';
import { lasts } from './days.ts';
import { cell, ENTERPRISES, isTrue, type Row } from './house.ts';
import { inYear, isOneOf, ownRows, rowsOf, treeRows, type Measure, type Question } from './question.ts';

/** Number of rows of the subtree; unknown when nobody there keeps such a register. */
function count(register: string, date: string, belongs: (q: Question, row: Row) => boolean): Measure {
  return (q) => {
    const rows = treeRows(q, register, date);
    return rows.length === 0 ? unknown(register) : number(rows.filter((row) => belongs(q, row)).length);
  };
}

// Contracts

/** Contracts good at t, also on their last day; one whose union has been dissolved binds until then. */
function goodContracts(q: Question, kinds: readonly string[]): readonly Row[] {
  return q.house.rows('contracts').filter((row) => {
    return (
      kinds.includes(cell(row, 'kind')) &&
      cell(row, 'signed_on') <= q.house.t &&
      cell(row, 'valid_from') <= q.house.t &&
      cell(row, 'valid_to') >= q.house.t
    );
  });
}

function withContract(q: Question, employers: readonly Row[], kinds: readonly string[]): readonly Row[] {
  const numbers = new Set(goodContracts(q, kinds).map((row) => cell(row, 'contract_no')));
  const listed = q.house.rows('contract_employers').filter((row) => numbers.has(cell(row, 'contract_no')));
  const covered = new Set(listed.map((row) => cell(row, 'uscc')));
  return employers.filter((row) => covered.has(cell(row, 'uscc')));
}

/** Contracts of the subtree, or listing one of the employers. */
function hasContracts(q: Question, employers: readonly Row[]): boolean {
  const usccs = new Set(employers.map((row) => cell(row, 'uscc')));
  const signed = new Map(q.house.rows('contracts').map((row) => [cell(row, 'contract_no'), row]));
  return (
    treeRows(q, 'contracts', 'signed_on').length > 0 ||
    q.house.rows('contract_employers').some((row) => {
      const contract = signed.get(cell(row, 'contract_no'));
      return usccs.has(cell(row, 'uscc')) && contract !== undefined && cell(contract, 'signed_on') <= q.house.t;
    })
  );
}

function unionised(q: Question, belongs: (row: Row) => boolean): readonly Row[] {
  return q.house.employers(q.union).filter((row) => belongs(row) && q.house.unionOf(row) !== undefined);
}

const isEnterprise = (row: Row): boolean => ENTERPRISES.has(cell(row, 'sector'));

function contractRate(belongs: (row: Row) => boolean): Measure {
  return (q) => {
    const base = unionised(q, belongs);
    if (base.length === 0) return unknown('employers');
    if (!hasContracts(q, q.house.employers(q.union))) return unknown('contracts');
    return rate(withContract(q, base, q.args[0] ?? []).length, base.length);
  };
}

function womenRate(q: Question): Answer {
  const enterprises = unionised(q, isEnterprise);
  if (enterprises.length === 0) return unknown('employers');
  const base = withContract(q, enterprises, ['collective']);
  return rate(withContract(q, base, ['women']).length, base.length, 'contracts');
}

// Mechanisms of employers

function mechanisms(q: Question, employers: readonly Row[]): readonly Row[] {
  const usccs = new Set(employers.map((row) => cell(row, 'uscc')));
  return q.house.rows('democracy').filter((row) => usccs.has(cell(row, 'uscc')) && cell(row, 'since') <= q.house.t);
}

function withMechanism(q: Question, employers: readonly Row[]): Answer {
  const rows = mechanisms(q, employers);
  if (mechanisms(q, q.house.employers(q.union)).length === 0) return unknown('democracy');
  const standing = rows.filter(
    (row) => isOneOf(q, 0, row, 'mechanism') && lasts(cell(row, 'since'), cell(row, 'until'), q.house.t),
  );
  return number(new Set(standing.map((row) => cell(row, 'uscc'))).size);
}

function mechanismRate(belongs: (row: Row) => boolean): Measure {
  return (q) => {
    const base = unionised(q, belongs);
    if (base.length === 0) return unknown('employers');
    const standing = withMechanism(q, base);
    return standing.known ? rate(standing.value, base.length) : standing;
  };
}

// Disputes: no row is none

const disputes = (q: Question): readonly Row[] =>
  treeRows(q, 'disputes', 'occurred_on').filter((row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'occurred_on'));

function caused(q: Question): Answer {
  const rows = disputes(q);
  const certain = rows.filter((row) => isTrue(row, 'union_caused')).length;
  if (certain === 0 && rows.some((row) => cell(row, 'union_caused') === '')) return unknown('disputes');
  return number(certain);
}

// Surveys

/** The union's latest of that kind in the year, else the latest of each union of its subtree together. */
function returns(q: Question, kind: string): readonly Row[] {
  const own = latestOf(q, q.union, kind);
  if (own.length > 0) return own;
  const below = q.house.rows('unions').filter((row) => q.house.subtree(q.union).has(cell(row, 'union_code')));
  return below.filter((row) => q.house.owner(row) === row).flatMap((row) => latestOf(q, row, kind));
}

function latestOf(q: Question, union: Row, kind: string): readonly Row[] {
  const held = ownRows({ ...q, union }, 'surveys', 'held_on');
  const ofYear = held.filter((row) => cell(row, 'kind') === kind && inYear(q, row, 'held_on'));
  const latest = ofYear.map((row) => cell(row, 'held_on')).reduce((a, b) => (a > b ? a : b), '');
  return ofYear.filter((row) => cell(row, 'held_on') === latest);
}

function satisfied(kinds: (q: Question) => readonly string[]): Measure {
  return (q) => {
    const answers = kinds(q).map((kind) => {
      const rows = returns(q, kind);
      const sum = (column: string) => rows.reduce((total, row) => total + Number(cell(row, column)), 0);
      return rate(sum('satisfied'), sum('returned'), 'surveys');
    });
    return answers.find((answer) => answer.known) ?? unknown('surveys');
  };
}

// Honours

/** Of the subtree; an honour of a person without a union named belongs to the person's union. */
function honours(q: Question, counts: (row: Row) => boolean): Answer {
  const inside = q.house.subtree(q.union);
  const members = new Map(q.house.rows('members').map((row) => [cell(row, 'member_no'), cell(row, 'union_code')]));
  const home = (row: Row) => cell(row, 'union_code') || (members.get(cell(row, 'member_no')) ?? '');
  const rows = q.house.rows('honours').filter((row) => inside.has(home(row)) && cell(row, 'granted_on') <= q.house.t);
  if (rows.length === 0) return unknown('honours');
  return number(rows.filter((row) => isOneOf(q, 0, row, 'kind') && counts(row)).length);
}

const activity = (q: Question, row: Row): boolean => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'starts_on');

/** Same as the subtree's, over the union's own rows. */
function ownCount(belongs: (q: Question, row: Row) => boolean): Measure {
  return (q) => {
    const rows = rowsOf(q, 'activities', q.house.own(q.union), 'starts_on');
    return rows.length === 0 ? unknown('activities') : number(rows.filter((row) => belongs(q, row)).length);
  };
}

export const treeMeasures: Readonly<Record<string, Measure>> = {
  'activities.yearly': count('activities', 'starts_on', activity),
  'activities.own': ownCount(activity),
  'activities.regional': count('activities', 'starts_on', (q, row) => activity(q, row) && isTrue(row, 'regional')),
  'contracts.rate': contractRate(isEnterprise),
  'contracts.rate.above_scale': contractRate((row) => isEnterprise(row) && isTrue(row, 'above_scale')),
  'contracts.women_rate': womenRate,
  'contracts.covered': (q) => {
    const employers = q.house.employers(q.union);
    if (!hasContracts(q, employers)) return unknown('contracts');
    return number(withContract(q, employers, q.args[0] ?? []).length);
  },
  'contracts.reported': count(
    'contracts',
    'signed_on',
    (q, row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'reported_on'),
  ),
  'democracy.rate': mechanismRate(() => true),
  'democracy.rate.private': mechanismRate((row) => cell(row, 'sector') === 'private'),
  'democracy.employers': (q) => withMechanism(q, q.house.employers(q.union)),
  'hardship.files': count('hardship', 'opened_on', (q, row) =>
    lasts(cell(row, 'opened_on'), cell(row, 'closed_on'), q.house.t),
  ),
  'hardship.reviewed': count('hardship', 'opened_on', (q, row) => inYear(q, row, 'reviewed_on')),
  'relief.yearly': count('relief', 'given_on', (q, row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'given_on')),
  'disputes.yearly': (q) => number(disputes(q).length),
  'disputes.caused': caused,
  'surveys.satisfied': satisfied((q) => q.args[0] ?? []),
  'surveys.aware': satisfied(() => ['awareness']),
  'surveys.held': (q) => {
    const rows = ownRows(q, 'surveys', 'held_on');
    if (rows.length === 0) return unknown('surveys');
    return number(rows.filter((row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'held_on')).length);
  },
  'honours.count': (q) => honours(q, (row) => lasts(cell(row, 'granted_on'), cell(row, 'revoked_on'), q.house.t)),
  'honours.yearly': (q) => honours(q, (row) => inYear(q, row, 'granted_on')),
};
