import { number, rate, unknown, type Answer } from './answers.ts';
import { addYears, lasts } from './days.ts';
import { workforceSum } from './employers.ts';
import { cell, isTrue, type Row } from './house.ts';
import { isOneOf, ownRows, type Measure, type Question } from './question.ts';

/** Officers of the union in post at t; null when it keeps no officers at all. */
function inPost(q: Question): readonly Row[] | null {
  const rows = ownRows(q, 'officers', 'since');
  if (rows.length === 0) return null;
  return rows.filter((row) => lasts(cell(row, 'since'), cell(row, 'until'), q.house.t));
}

function count(belongs: (q: Question, row: Row) => boolean): Measure {
  return (q) => {
    const officers = inPost(q);
    return officers ? number(officers.filter((row) => belongs(q, row)).length) : unknown('officers');
  };
}

const HEADS = ['chair', 'director'];
const OTHERS = ['member', 'inspector'];

/** Fewer than 25: women workers for a women's committee, members for labour-law supervision; undefined: not known. */
function isSmall(q: Question, body: string): boolean | undefined {
  if (body === 'legal_supervision') {
    return q.house.memberships(q.union).length === 0 ? undefined : q.house.members(q.union).length < 25;
  }
  if (body !== 'women') return false;
  const female = workforceSum(q, q.house.covered(q.union), 'female');
  return 'total' in female ? female.total < 25n : undefined;
}

function bodyInPost(q: Question): Answer {
  const officers = inPost(q);
  if (!officers) return unknown('officers');
  const body = q.args[0]?.[0] ?? '';
  const of = (posts: readonly string[]) =>
    officers.filter((row) => cell(row, 'body') === body && posts.includes(cell(row, 'post'))).length;
  const [heads, others] = [of(HEADS), of(OTHERS)];
  const small = isSmall(q, body);
  if (small === undefined && heads === 0 && others > 0) return unknown(body === 'women' ? 'workforce' : 'members');
  return number(small ? heads + others : heads);
}

const LEADERS = new Set(['chair', 'vice_chair']);
const isLeader = (row: Row): boolean => cell(row, 'body') === 'committee' && LEADERS.has(cell(row, 'post'));

/** Chairs and vice-chairs whose first year is over, the anniversary included; trained on the anniversary is in time. */
function newcomersTrained(q: Question): Answer {
  const officers = inPost(q);
  if (!officers) return unknown('officers');
  const due = officers.filter((row) => isLeader(row) && addYears(cell(row, 'since'), 1) < q.house.t);
  const trained = due.filter(
    (row) => cell(row, 'trained_on') !== '' && cell(row, 'trained_on') <= addYears(cell(row, 'since'), 1),
  );
  return rate(trained.length, due.length, 'officers');
}

/** Where a committee member's row is silent and no other decides, nobody can tell. */
function employerSide(q: Question): Answer {
  const committee = inPost(q)?.filter((row) => cell(row, 'body') === 'committee');
  if (!committee) return unknown('officers');
  const certain = committee.filter((row) => isTrue(row, 'employer_side')).length;
  if (certain === 0 && committee.some((row) => cell(row, 'employer_side') === '')) return unknown('officers');
  return number(certain);
}

export const officerMeasures: Readonly<Record<string, Measure>> = {
  'officers.in_post': bodyInPost,
  'officers.count': count((q, row) => isOneOf(q, 0, row, 'body')),
  'officers.post': count((q, row) => isOneOf(q, 0, row, 'body') && isOneOf(q, 1, row, 'post')),
  'officers.full_time': count(
    (q, row) => isOneOf(q, 0, row, 'body') && isOneOf(q, 1, row, 'post') && cell(row, 'engagement') === 'full_time',
  ),
  'officers.engagement': count((q, row) => isOneOf(q, 0, row, 'engagement')),
  'officers.leaders': count((q, row) => isLeader(row) && isOneOf(q, 0, row, 'engagement')),
  'officers.ranked': count(
    (q, row) => cell(row, 'body') === 'committee' && isOneOf(q, 0, row, 'post') && isOneOf(q, 1, row, 'party_rank'),
  ),
  'officers.full_time_ranked': count(
    (q, row) =>
      cell(row, 'body') === 'committee' &&
      cell(row, 'engagement') === 'full_time' &&
      isOneOf(q, 0, row, 'post') &&
      isOneOf(q, 1, row, 'party_rank'),
  ),
  'officers.employer_side': employerSide,
  'officers.newcomers_trained': newcomersTrained,
  'officers.trained': (q) => {
    const officers = inPost(q);
    if (!officers) return unknown('officers');
    const trained = officers.filter((row) => cell(row, 'trained_on') !== '' && cell(row, 'trained_on') <= q.house.t);
    return rate(trained.length, officers.length, 'officers');
  },
};
