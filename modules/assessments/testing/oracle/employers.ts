import { number, rate, unknown, yes, type Answer } from './answers.ts';
import { addMonths } from './days.ts';
import { cell, ENTERPRISES, isTrue, type Row } from './house.ts';
import { isOneOf, type Measure, type Question } from './question.ts';

/**
 * Sum of a workforce column over employers; unknown without employers, and where more of them lack the number than
 * `tolerated` (ruling «Jurisdiction»: 5 % for a rate over employers; a sum as such needs them all).
 */
export function workforceSum(q: Question, employers: readonly Row[], column: string, tolerated = 0): WorkforceSum {
  let total = 0n;
  let lacking = 0;
  for (const employer of employers) {
    const text = lookUp(q, employer, column);
    if (text === '') lacking++;
    else total += column === 'wage_bill' ? fen(text) : BigInt(text);
  }
  if (employers.length === 0) return { missing: 'employers' };
  return lacking * 100 > employers.length * tolerated ? { missing: 'workforce' } : { total };
}

type WorkforceSum = { readonly total: bigint } | { readonly missing: string };

function lookUp(q: Question, employer: Row, column: string): string {
  const row = q.house.workforce(employer);
  return row ? cell(row, column) : '';
}

/** Yuan with up to two decimals as whole 分. */
export function fen(yuan: string): bigint {
  const [whole = '0', decimals = ''] = yuan.split('.');
  return BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0') || '0');
}

function workforceNumber(column: string): Measure {
  return (q) => {
    const sum = workforceSum(q, q.house.covered(q.union), column);
    return 'total' in sum ? number(Number(sum.total)) : unknown(sum.missing);
  };
}

/** 小微企业: an enterprise, and small. */
export const isSmallFirm = (row: Row): boolean => ENTERPRISES.has(cell(row, 'sector')) && isTrue(row, 'small_micro');

function unionRate(belongs: (row: Row) => boolean): Measure {
  return (q) => coverage(q, q.house.employers(q.union).filter(belongs));
}

function coverage(q: Question, base: readonly Row[]): Answer {
  return rate(base.filter((row) => q.house.unionOf(row)).length, base.length, 'employers');
}

/** 25 employees or more, and a union of their own (a branch belongs to its union). */
function separateUnionRate(q: Question): Answer {
  const employers = q.house.employers(q.union);
  const sum = workforceSum(q, employers, 'employees', 5);
  if (!('total' in sum)) return unknown(sum.missing);
  const large = employers.filter((row) => Number(lookUp(q, row, 'employees') || '0') >= 25);
  const separate = large.filter((row) => {
    const union = q.house.unionOf(row);
    return union && ['enterprise', 'institution'].includes(cell(q.house.owner(union) ?? {}, 'kind'));
  });
  return rate(separate.length, large.length, 'employers');
}

function joinRate(q: Question): Answer {
  const employers = q.house.employers(q.union);
  const employees = workforceSum(q, employers, 'employees', 5);
  if (q.house.memberships(q.union).length === 0) return unknown('members');
  if (!('total' in employees)) return unknown(employees.missing);
  // «Computed on the rest»: open employers without the number are left out, and their members with them.
  const counted = q.house.members(q.union).filter((row) => {
    const employer = q.house.employerOf(row);
    return employer === undefined || !q.house.isOpen(employer) || lookUp(q, employer, 'employees') !== '';
  });
  return rate(counted.length, employees.total, 'workforce');
}

/** The union's own members' files, whatever became of the members. */
function updatedWithin(q: Question): Answer {
  const own = q.house.own(q.union);
  const begun = (row: Row) => cell(row, 'joined_on') <= q.house.t && own.has(cell(row, 'union_code'));
  const files = q.house.rows('members').filter(begun);
  if (files.length === 0) return unknown('members');
  const days = files.map((row) => cell(row, 'updated_on')).filter((day) => day <= q.house.t);
  const newest = days.reduce((a, b) => (a > b ? a : b), '');
  return yes(newest > addMonths(q.house.t, -Number(q.args[0]?.[0])));
}

function memberNumber(belongs: (q: Question, row: Row) => boolean): Measure {
  return (q) => {
    if (q.house.memberships(q.union).length === 0) return unknown('members');
    return number(q.house.members(q.union).filter((row) => belongs(q, row)).length);
  };
}

export const employerMeasures: Readonly<Record<string, Measure>> = {
  'employers.union_rate': unionRate(() => true),
  'employers.union_rate.enterprise': unionRate((row) => ENTERPRISES.has(cell(row, 'sector'))),
  'employers.union_rate.above_scale': unionRate(
    (row) => ENTERPRISES.has(cell(row, 'sector')) && isTrue(row, 'above_scale'),
  ),
  'employers.union_rate.private': unionRate((row) => cell(row, 'sector') === 'private'),
  'employers.union_rate.small_micro': (q) => {
    const joint = cell(q.union, 'kind') === 'joint';
    const around = joint
      ? q.house.openEmployers().filter((row) => q.house.locatedIn(row, q.union))
      : q.house.employers(q.union);
    return coverage(q, around.filter(isSmallFirm));
  },
  'employers.separate_union_rate': separateUnionRate,
  'employers.joint_over_50': (q) => {
    if (q.house.covered(q.union).length === 0) return unknown('employers');
    const joint = q.house.grassroots(q.union).filter((row) => cell(row, 'kind') === 'joint');
    const small = (union: Row) => q.house.coveredBy(q.house.own(union)).filter(isSmallFirm).length;
    return number(joint.filter((union) => small(union) > 50).length);
  },
  'employers.sector': (q) => {
    const covered = q.house.covered(q.union);
    if (covered.length === 0) return unknown('employers');
    return number(covered.filter((row) => isOneOf(q, 0, row, 'sector')).length);
  },
  'workforce.employees': workforceNumber('employees'),
  'workforce.female': workforceNumber('female'),
  'workforce.migrant': workforceNumber('migrant'),
  'members.join_rate': joinRate,
  'members.verified_rate': (q) => {
    const members = q.house.members(q.union);
    const verified = members.filter((row) => cell(row, 'verified_on') !== '' && cell(row, 'verified_on') <= q.house.t);
    return rate(verified.length, members.length, 'members');
  },
  'members.count': memberNumber(() => true),
  'members.count_by': memberNumber((q, row) => isOneOf(q, 0, row, 'employment')),
  'members.updated_within': updatedWithin,
};
