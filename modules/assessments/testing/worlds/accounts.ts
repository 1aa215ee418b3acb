import { addDays, addYears, yearOf } from '../oracle/days.ts';
import { cell } from '../oracle/house.ts';
import type { Sketch } from './sketch.ts';

type Kept = (most: number, one: () => void) => void;

const POSTS: Readonly<Record<string, readonly string[]>> = {
  committee: ['chair', 'vice_chair', 'member'],
  audit: ['director', 'member'],
  women: ['director', 'member', 'chair'],
  legal_supervision: ['director', 'inspector', 'member'],
  safety: ['director', 'inspector'],
  mediation: ['director', 'member'],
  staff: ['clerk', 'accountant'],
  coordinator: ['clerk'],
  activist: ['member'],
  volunteer: ['member'],
  group_leader: ['member'],
};

/** Officers, elections, facilities, accounts and audits of one union. */
export function addAccounts(sketch: Sketch, code: string, kept: Kept): void {
  kept(9, () => officer(sketch, code));
  kept(5, () => election(sketch, code));
  kept(4, () => facility(sketch, code));
  kept(3, () => audit(sketch, code));
  if (sketch.random.chance(0.8)) for (const back of [0, 1, -1]) funds(sketch, code, yearOf(sketch.t) - back);
}

function officer(sketch: Sketch, code: string): void {
  const { random, t } = sketch;
  const body = random.pick([...Object.keys(POSTS), 'committee', 'committee', 'committee', 'women']);
  const since = random.pick([
    sketch.yearsBefore(1),
    sketch.yearsBefore(1),
    addYears(t, -2),
    sketch.past(),
    addDays(t, 1),
  ]);
  const anniversary = addYears(since, 1);
  sketch.add('officers', {
    officer_no: sketch.number('P'),
    union_code: code,
    name: '某干部',
    body,
    post: random.pick(POSTS[body] ?? []),
    engagement: random.pick(['full_time', 'part_time', 'seconded', 'hired', '']),
    employer_side: random.flag(0.2),
    party_rank: random.pick(['deputy_unit', 'middle', 'none', '']),
    since,
    until: since > t ? '' : sketch.end(since),
    trained_on: random.pick(['', since, anniversary, anniversary, addDays(anniversary, 1), addDays(t, 1)]),
  });
}

/** Often ending on t or the day before; never two of a body on one day in a union and its branches. */
function election(sketch: Sketch, code: string): void {
  const { random, t } = sketch;
  const years = random.pick([3, 5, 3, 5, 2, 6]);
  const held = random.pick([
    sketch.yearsBefore(years),
    sketch.yearsBefore(years),
    '2020-02-29',
    sketch.past(),
    addDays(t, 1),
  ]);
  const body = random.pick(['committee', 'committee', 'audit', 'women']);
  const twin = sketch
    .rows('elections')
    .some(
      (row) =>
        cell(row, 'union_code').startsWith(code.slice(0, 3)) &&
        cell(row, 'held_on') === held &&
        cell(row, 'body') === body,
    );
  if (twin) return;
  sketch.add('elections', {
    election_no: sketch.number('L'),
    union_code: code,
    body,
    term_no: '1',
    held_on: held,
    term_years: String(years),
    eligible: '10',
    attended: '9',
    secret: random.flag(),
    approved_on: random.pick(['', held, held, t, addDays(t, 1)]),
    kind: random.pick(['founding', 'reelection', 'reelection', 'byelection']),
  });
}

function facility(sketch: Sketch, code: string): void {
  const { random } = sketch;
  const opened = random.chance(0.1) ? addDays(sketch.t, 1) : sketch.past();
  sketch.add('facilities', {
    facility_no: sketch.number('Y'),
    union_code: code,
    kind: random.pick([
      'home',
      'mini_home',
      'library',
      'center',
      'center',
      'service',
      'rest_station',
      'nursing_room',
      'office',
    ]),
    area_m2: random.pick(['', '499.99', '500', '500.5', '30']),
    opened_on: opened,
    closed_on: opened > sketch.t ? '' : sketch.end(opened),
    signage: random.flag(),
    rules: random.flag(),
    staffed: random.flag(),
    funded: random.flag(),
    equipped: random.flag(),
  });
}

function audit(sketch: Sketch, code: string): void {
  const { random, t } = sketch;
  sketch.add('audits', {
    audit_no: sketch.number('U'),
    union_code: code,
    kind: random.pick(['peer', 'superior', 'budget', 'final']),
    fiscal_year: String(yearOf(t) - random.whole(0, 1)),
    concluded_on: sketch.around(),
    opinion: random.pick(['clean', 'remarks', 'rectified']),
    reported_on: random.pick(['', t, addDays(t, 1), addYears(t, -1)]),
  });
}

/** The levy exactly as due and one 分 short, the target likewise, the income as last year's. */
function funds(sketch: Sketch, code: string, year: number): void {
  const { random } = sketch;
  const amounts: Readonly<Record<string, readonly string[]>> = {
    levy_due: ['', '', '1000.00', '2000.01'],
    levy_received: ['', '1000', '999.99', '2000.01', '2000'],
    levy_target: ['', '0', '500.00'],
    levy_remitted: ['', '500', '499.99'],
    dues: ['', '10.5'],
    subsidy: ['', '10.5', '0'],
    admin_support: ['', '0.01'],
    budget: ['', '9000'],
    relief_fund: ['', '0', '300'],
    spent_workers: ['', '700'],
  };
  for (const [item, choices] of Object.entries(amounts)) {
    const amount = random.pick(choices);
    if (amount !== '') sketch.add('funds', { union_code: code, year: String(year), item, amount });
  }
}
