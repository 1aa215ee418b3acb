import { number, rate, unknown, yes, type Answer } from './answers.ts';
import { addYears, completeMonths, lasts } from './days.ts';
import { fen, workforceSum } from './employers.ts';
import { cell, isTrue, type Row } from './house.ts';
import { inYear, isOneOf, ownRows, rowsOf, type Measure, type Question } from './question.ts';

/** Number of rows of the union's own (with branches and groups); unknown when it keeps no such register at all. */
function count(register: string, date: string, belongs: (q: Question, row: Row) => boolean): Measure {
  return (q) => {
    const rows = ownRows(q, register, date);
    return rows.length === 0 ? unknown(register) : number(rows.filter((row) => belongs(q, row)).length);
  };
}

/** Below 100 members an assembly is as good as a congress (ruling «Bounds»). */
function isAsked(q: Question, row: Row): boolean {
  if (isOneOf(q, 0, row, 'kind')) return true;
  if (cell(row, 'kind') !== 'member_assembly' || !(q.args[0] ?? []).includes('member_congress')) return false;
  return q.house.memberships(q.union).length > 0 && q.house.members(q.union).length < 100;
}

function monthly(q: Question): Answer {
  const rows = ownRows(q, 'meetings', 'held_on');
  const months = completeMonths(q.house.t);
  if (rows.length === 0 || months === 0) return unknown('meetings');
  const year = rows.filter((row) => inYear(q, row, 'held_on') && isOneOf(q, 0, row, 'kind'));
  const counts = Array.from(
    { length: months },
    (_, index) => year.filter((row) => Number(cell(row, 'held_on').slice(5, 7)) === index + 1).length,
  );
  return number(Math.min(...counts));
}

const anyTopic = (q: Question, index: number, row: Row): boolean =>
  (q.args[index] ?? []).some((word) => cell(row, 'topic').includes(word));

/** A document of the year: the year it is for, or else the year it was issued in. */
const ofTheYear = (q: Question, row: Row): boolean =>
  (cell(row, 'year') || cell(row, 'issued_on').slice(0, 4)) === q.house.t.slice(0, 4);

const facility = (q: Question, row: Row): boolean =>
  isOneOf(q, 0, row, 'kind') && lasts(cell(row, 'opened_on'), cell(row, 'closed_on'), q.house.t);

function largestArea(q: Question): Answer {
  const rows = ownRows(q, 'facilities', 'opened_on');
  if (rows.length === 0) return unknown('facilities');
  const open = rows.filter((row) => facility(q, row));
  const known = open.filter((row) => cell(row, 'area_m2') !== '').map((row) => Number(cell(row, 'area_m2')));
  if (open.length > 0 && known.length === 0) return unknown('facilities');
  return number(Math.max(0, ...known));
}

// Accounts

function entries(q: Question, year: number, items: readonly string[]): readonly Row[] {
  const own = q.house.own(q.union);
  return q.house
    .rows('funds')
    .filter(
      (row) =>
        own.has(cell(row, 'union_code')) && cell(row, 'year') === String(year) && items.includes(cell(row, 'item')),
    );
}

const total = (rows: readonly Row[]): bigint => rows.reduce((sum, row) => sum + fen(cell(row, 'amount')), 0n);

/** Runs the question only where the union has accounts up to this year. */
function accounts(answer: (q: Question, year: number) => Answer): Measure {
  return (q) => {
    const year = Number(q.house.t.slice(0, 4));
    const own = q.house.own(q.union);
    const kept = q.house
      .rows('funds')
      .some((row) => own.has(cell(row, 'union_code')) && Number(cell(row, 'year')) <= year);
    return kept ? answer(q, year) : unknown('funds');
  };
}

function levyPaid(q: Question, year: number): Answer {
  const received = total(entries(q, year, ['levy_received']));
  const due = entries(q, year, ['levy_due']);
  if (due.length > 0) return rate(received, total(due), 'funds');
  const wages = workforceSum(q, q.house.covered(q.union), 'wage_bill');
  // 2 % of the wages: received ÷ (wages × 2 ÷ 100), kept whole.
  if (!('total' in wages)) return unknown(wages.missing);
  const answer = rate(received * 100n, wages.total * 2n, 'workforce');
  return answer.known ? { ...answer, scale: 100 } : answer;
}

const INCOME = ['levy_received', 'dues', 'subsidy', 'admin_support'];

// Audits of the unions below

function auditsBelow(q: Question): Answer {
  const own = q.house.own(q.union);
  const below = new Set([...q.house.subtree(q.union)].filter((code) => !own.has(code)));
  if (rowsOf(q, 'audits', q.house.subtree(q.union), 'concluded_on').length === 0) return unknown('audits');
  const rows = rowsOf(q, 'audits', below, 'concluded_on');
  return number(rows.filter((row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'concluded_on')).length);
}

// Elections

function termElections(q: Question, body: string): readonly Row[] {
  return ownRows(q, 'elections', 'held_on').filter(
    (row) => cell(row, 'body') === body && cell(row, 'kind') !== 'byelection',
  );
}

const approved = (row: Row, t: string): boolean => cell(row, 'approved_on') !== '' && cell(row, 'approved_on') <= t;
const running = (row: Row, t: string): boolean => addYears(cell(row, 'held_on'), Number(cell(row, 'term_years'))) >= t;

function last(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => (cell(a, 'held_on') < cell(b, 'held_on') ? -1 : 1)).at(-1);
}

function election(answer: (q: Question, rows: readonly Row[]) => Answer): Measure {
  return (q) => {
    if (ownRows(q, 'elections', 'held_on').length === 0) return unknown('elections');
    return answer(q, termElections(q, q.args[0]?.[0] ?? ''));
  };
}

/** 按期换届: the last election that began a term is approved and its term lasts. */
export function inTerm(q: Question, rows: readonly Row[]): boolean {
  const latest = last(rows);
  return latest !== undefined && approved(latest, q.house.t) && running(latest, q.house.t);
}

export function committeeInTerm(q: Question): boolean {
  return inTerm(q, termElections(q, 'committee'));
}

export const ownMeasures: Readonly<Record<string, Measure>> = {
  'meetings.yearly': count('meetings', 'held_on', (q, row) => isAsked(q, row) && inYear(q, row, 'held_on')),
  'meetings.regional': count(
    'meetings',
    'held_on',
    (q, row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'held_on') && isTrue(row, 'regional'),
  ),
  'meetings.monthly': monthly,
  'disclosures.yearly': count(
    'disclosures',
    'published_on',
    (q, row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'published_on'),
  ),
  'disclosures.ever': count('disclosures', 'published_on', (q, row) => isOneOf(q, 0, row, 'kind')),
  'documents.rule': count('documents', 'issued_on', (q, row) => cell(row, 'kind') === 'rule' && anyTopic(q, 0, row)),
  'documents.topic': count('documents', 'issued_on', (q, row) => anyTopic(q, 0, row)),
  'documents.any': count('documents', 'issued_on', (q, row) => isOneOf(q, 0, row, 'kind')),
  'documents.yearly': count('documents', 'issued_on', (q, row) => isOneOf(q, 0, row, 'kind') && ofTheYear(q, row)),
  'documents.yearly_topic': count(
    'documents',
    'issued_on',
    (q, row) => isOneOf(q, 0, row, 'kind') && ofTheYear(q, row) && anyTopic(q, 1, row),
  ),
  'facilities.open': count('facilities', 'opened_on', facility),
  'facilities.with': count(
    'facilities',
    'opened_on',
    (q, row) => facility(q, row) && isTrue(row, q.args[1]?.[0] ?? ''),
  ),
  'facilities.largest_area': largestArea,
  'audits.yearly': count(
    'audits',
    'concluded_on',
    (q, row) => isOneOf(q, 0, row, 'kind') && inYear(q, row, 'concluded_on'),
  ),
  'audits.reported': count('audits', 'concluded_on', (q, row) => inYear(q, row, 'reported_on')),
  'audits.problems': count(
    'audits',
    'concluded_on',
    (q, row) => cell(row, 'opinion') === 'remarks' && inYear(q, row, 'concluded_on'),
  ),
  'audits.below': auditsBelow,
  'funds.levy_paid': accounts(levyPaid),
  'funds.remitted': accounts((q, year) =>
    rate(total(entries(q, year, ['levy_remitted'])), total(entries(q, year, ['levy_target'])), 'funds'),
  ),
  'funds.income_growth': accounts((q, year) =>
    rate(total(entries(q, year, INCOME)), total(entries(q, year - 1, INCOME)), 'funds'),
  ),
  'funds.amount': accounts((q, year) => number(Number(total(entries(q, year, q.args[0] ?? []))) / 100)),
  'funds.recorded': accounts((q, year) => number(entries(q, year, q.args[0] ?? []).length)),
  'elections.held': election((_, rows) => number(rows.length)),
  'elections.in_term': election((q, rows) => yes(inTerm(q, rows))),
  'elections.lawful': election((q, rows) =>
    yes(rows.some((row) => approved(row, q.house.t) && running(row, q.house.t))),
  ),
  'elections.approved': election((q, rows) => {
    const latest = last(rows);
    return yes(latest !== undefined && approved(latest, q.house.t));
  }),
  'elections.term_years': election((_, rows) => number(Number(cell(last(rows) ?? {}, 'term_years')))),
};
