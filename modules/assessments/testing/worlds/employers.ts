import { addDays, addYears } from '../oracle/days.ts';
import { cell, type Row } from '../oracle/house.ts';
import type { Sketch } from './sketch.ts';
import { grassroots } from './unions.ts';

const SECTORS = [
  'state',
  'collective',
  'private',
  'private',
  'mixed',
  'public_institution',
  'government',
  'social_org',
];
const INDUSTRIES = ['', 'F', '52', 'C', '01', '5211'];

/** Employers of every union, some without one, 50 or 51 small firms of a joint union; workforce and members. */
export function addEmployers(sketch: Sketch): void {
  const { random } = sketch;
  for (const union of grassroots(sketch)) {
    if (random.chance(0.08) || CROWDED.has(cell(union, 'union_code'))) continue;
    const number =
      cell(union, 'kind') === 'joint' || cell(union, 'kind') === 'community' ? random.whole(1, 4) : random.whole(0, 2);
    for (let i = 0; i < number; i++) staffed(sketch, employer(sketch, union, cell(union, 'union_code')), union);
  }
  smallFirms(sketch, 'AJ2');
  smallFirms(sketch, 'BJ2');
  twenty(sketch, 'AE5');
  twenty(sketch, 'BE5');
  for (const union of sketch.rows('unions')) {
    for (let i = random.whole(0, 2); i > 0 && random.chance(0.5); i--)
      staffed(sketch, employer(sketch, union, ''), undefined);
  }
}

/** Unions whose employers are counted out: for the fifty small firms, for the 5 % without a number. */
const CROWDED: ReadonlySet<string> = new Set(['AJ2', 'BJ2', 'AE5', 'BE5']);

function employer(sketch: Sketch, near: Row, union: string, changes: Row = {}): Row {
  const { random, t } = sketch;
  const elsewhere = random.pick(sketch.rows('unions'));
  const row = {
    uscc: sketch.uscc(),
    name: '单位',
    // Now and then in another place than the union that covers it.
    division_code: cell(random.chance(0.85) ? near : elsewhere, 'division_code'),
    industry_code: random.pick(INDUSTRIES),
    sector: random.pick(SECTORS),
    above_scale: random.flag(0.4),
    small_micro: random.flag(),
    established_on: random.pick(['', '', '2011-03-05', t, addDays(t, 1)].slice(0, random.chance(0.2) ? 5 : 3)),
    closed_on: random.chance(0.15) ? random.pick([t, addDays(t, -1), addDays(t, 1)]) : '',
    union_code: union,
    ...changes,
  };
  const fixed = row.closed_on !== '' && row.closed_on < row.established_on ? { ...row, closed_on: '' } : row;
  sketch.add('employers', fixed);
  return fixed;
}

/** Twenty employers, of whom none, one (just 5 %) or two say nothing of their workforce. */
function twenty(sketch: Sketch, code: string): void {
  const { random, t } = sketch;
  const union = sketch.rows('unions').find((row) => cell(row, 'union_code') === code);
  if (!union) return;
  const silent = random.pick([0, 1, 1, 2]);
  for (let i = 0; i < 20; i++) {
    const added = employer(sketch, union, code, { established_on: '', closed_on: '' });
    if (i >= silent) workforce(sketch, added, 5, t);
    for (let members = random.pick([4, 4, 5]); members > 0; members--) member(sketch, union, added);
  }
}

function smallFirms(sketch: Sketch, code: string): void {
  const { random, t } = sketch;
  const union = sketch.rows('unions').find((row) => cell(row, 'union_code') === code);
  if (!union) return;
  const counting = { sector: 'private', small_micro: '是', established_on: '', closed_on: '' };
  // Beside them some that do not count: closed on t, no enterprise, not small.
  const others = [
    { closed_on: t },
    { sector: 'public_institution' },
    { small_micro: '否' },
    { established_on: addDays(t, 1) },
  ];
  const firms = [
    ...Array.from({ length: random.pick([50, 51, 2]) }, () => counting),
    ...others.map((change) => ({ ...counting, ...change })),
  ];
  for (const firm of firms) {
    const added = employer(sketch, union, code, firm);
    // None to a few of them without workforce: under, at and above 5 %.
    if (random.chance(0.95)) workforce(sketch, added, random.whole(1, 5), t);
  }
}

function staffed(sketch: Sketch, firm: Row, union: Row | undefined): void {
  const { random, t } = sketch;
  // 200 is where the employer's side may no longer sit in the committee, 100 members where a congress is needed.
  const employees = random.chance(0.08)
    ? random.pick([199, 200, 200, 120])
    : random.pick([5, 10, 20, 20, 24, 25, 26, 50, 50]);
  if (random.chance(0.93)) workforce(sketch, firm, employees, random.pick([t, addDays(t, -1), addYears(t, -1)]));
  if (random.chance(0.3)) workforce(sketch, firm, random.whole(1, 60), addYears(t, -2));
  if (random.chance(0.3)) workforce(sketch, firm, random.whole(1, 60), addDays(t, 1));
  if (!union) return;
  // On the thresholds, and one above or below.
  const share = random.pick([0.8, 0.8, 0.85, 0.9, 0.98, 1]);
  const members = Math.max(0, Math.ceil(employees * share) + random.pick([0, 0, 0, -1, 1]));
  for (let i = 0; i < members; i++) member(sketch, union, random.chance(0.95) ? firm : undefined);
  for (let i = random.whole(0, 2); i > 0; i--) odd(sketch, union, firm);
}

function workforce(sketch: Sketch, firm: Row, employees: number, asOf: string): void {
  const { random } = sketch;
  const part = () => (random.chance(0.04) ? '' : String(random.pick([0, random.whole(0, employees), employees])));
  sketch.add('workforce', {
    uscc: cell(firm, 'uscc'),
    as_of: asOf,
    employees: String(employees),
    female: part(),
    migrant: part(),
    dispatched: part(),
    wage_bill: random.chance(0.06) ? '' : random.pick(['50000.00', '100000.50', '7500']),
  });
}

function member(sketch: Sketch, union: Row, firm: Row | undefined, changes: Row = {}): void {
  const { random, t } = sketch;
  sketch.add('members', {
    member_no: sketch.number('M'),
    union_code: cell(union, 'union_code'),
    uscc: firm ? cell(firm, 'uscc') : '',
    name: '某人',
    id_type: 'resident',
    employment: random.pick(['regular', 'regular', 'migrant', 'dispatched', 'flexible', '']),
    joined_on: random.pick([t, addDays(t, -1), '2015-07-01']),
    left_on: '',
    retained: random.pick(['', '否']),
    verified_on: random.chance(0.88)
      ? random.pick([t, addDays(t, -1), '2020-02-29'])
      : random.pick(['', addDays(t, 1)]),
    updated_on: sketch.around(),
    ...changes,
  });
}

/** Retained, left on t, leaving tomorrow, joining tomorrow, in a second union, at an employer of another place. */
function odd(sketch: Sketch, union: Row, firm: Row): void {
  const { random, t } = sketch;
  const other = random.pick(grassroots(sketch));
  const stranger = random.pick(sketch.rows('employers'));
  random.pick([
    () => member(sketch, union, firm, { retained: '是' }),
    () => member(sketch, union, firm, { left_on: t, joined_on: '2015-07-01', leave_reason: 'retired' }),
    () => member(sketch, union, firm, { left_on: addDays(t, 1), joined_on: '2015-07-01' }),
    () => member(sketch, union, firm, { joined_on: addDays(t, 1) }),
    () => member(sketch, other, firm),
    () => member(sketch, union, stranger),
  ])();
}
