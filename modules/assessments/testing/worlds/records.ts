import { addDays, addYears, yearOf } from '../oracle/days.ts';
import { cell, type Row } from '../oracle/house.ts';
import { addAccounts } from './accounts.ts';
import { addCare } from './care.ts';
import type { Sketch } from './sketch.ts';

const MEETINGS = `member_assembly member_congress staff_assembly staff_congress plenary regular study party_on_union
    party_report gov_union tripartite party_gov_union coordination bargaining deployment inspection summary`.split(
  /\s+/,
);
const ACTIVITIES =
  `competition skills ankang suggestion innovation culture theme ethics law training officer_training publicity
    dual_love harmony home_building bargaining_drive study community`.split(/\s+/);
const TOPICS = [
  '例会',
  '学习培训',
  '经费管理',
  '帮扶救助',
  '走访慰问',
  '会员代表常任制',
  '联席会议',
  '财务管理',
  '协商',
  '党风廉政',
  '信访',
  '建家',
  '',
];
const SURVEYS = ['member_review', 'work', 'chair', 'grassroots', 'awareness'];

/** What the unions keep: in every union some registers stay wholly empty. */
export function addRecords(sketch: Sketch): void {
  for (const union of sketch.rows('unions')) {
    const code = cell(union, 'union_code');
    const kept = (most: number, one: () => void) => {
      if (sketch.random.chance(0.8)) for (let i = sketch.random.whole(0, most); i > 0; i--) one();
    };
    kept(14, () => meeting(sketch, code));
    kept(8, () => activity(sketch, union));
    kept(8, () => document(sketch, code));
    kept(3, () => disclosure(sketch, code));
    kept(4, () => contract(sketch, union));
    kept(4, () => addCare(sketch, code));
    kept(3, () => survey(sketch, union));
    kept(3, () => honour(sketch, code));
    addAccounts(sketch, code, kept);
  }
  for (const employer of sketch.rows('employers')) mechanisms(sketch, employer);
}

function meeting(sketch: Sketch, code: string): void {
  const [kind, regional] = [sketch.random.pick([...MEETINGS, 'study', 'study']), sketch.random.flag()];
  sketch.add('meetings', {
    meeting_no: sketch.number('H'),
    union_code: code,
    kind,
    held_on: sketch.around(),
    regional,
  });
  // A study in every month, so that the smallest count is not always none.
  if (kind !== 'study') return;
  for (let month = 1; month <= 12; month++) {
    const held = `${yearOf(sketch.t)}-${String(month).padStart(2, '0')}-01`;
    sketch.add('meetings', { meeting_no: sketch.number('H'), union_code: code, kind, held_on: held, regional: '' });
  }
}

function activity(sketch: Sketch, union: Row): void {
  const { random } = sketch;
  const number = sketch.number('V');
  const starts = sketch.around();
  sketch.add('activities', {
    activity_no: number,
    union_code: cell(union, 'union_code'),
    kind: random.pick(ACTIVITIES),
    title: '活动',
    starts_on: starts,
    ends_on: random.pick(['', addDays(starts, 40)]),
    regional: random.flag(),
  });
  listOwnOrAny(sketch, union, 'activity_employers', { activity_no: number });
}

/** Most of the union's own employers; where it covers none, anybody's. */
function listOwnOrAny(sketch: Sketch, union: Row, register: string, key: Row): void {
  const own = sketch.rows('employers').filter((row) => cell(row, 'union_code') === cell(union, 'union_code'));
  for (const row of own) if (sketch.random.chance(0.85)) sketch.add(register, { ...key, uscc: cell(row, 'uscc') });
  if (own.length === 0) listEmployers(sketch, register, key);
}

function listEmployers(sketch: Sketch, register: string, key: Row): void {
  const employers = sketch.rows('employers');
  const usccs = new Set(
    Array.from({ length: sketch.random.whole(0, 6) }, () => cell(sketch.random.pick(employers), 'uscc')),
  );
  for (const uscc of usccs) sketch.add(register, { ...key, uscc });
}

function document(sketch: Sketch, code: string): void {
  const { random } = sketch;
  const kind = random.pick([
    'annual_plan',
    'half_summary',
    'annual_summary',
    'rule',
    'rule',
    'rule',
    'archive',
    'duty',
  ]);
  const year = random.pick(['', String(yearOf(sketch.t)), String(yearOf(sketch.t) - 1)]);
  const topic = random.pick(TOPICS);
  sketch.add('documents', {
    document_no: sketch.number('D'),
    union_code: code,
    kind,
    topic,
    issued_on: sketch.around(),
    year,
  });
}

function disclosure(sketch: Sketch, code: string): void {
  const kind = sketch.random.pick([
    'factory',
    'union_affairs',
    'accounts',
    'dual_display',
    'dual_display',
    'chart_on_wall',
  ]);
  sketch.add('disclosures', {
    disclosure_no: sketch.number('G'),
    union_code: code,
    kind,
    published_on: sketch.around(),
  });
}

function contract(sketch: Sketch, union: Row): void {
  const { random, t } = sketch;
  const number = sketch.number('K');
  const kind = random.pick(['collective', 'collective', 'wage', 'women', 'women', 'safety']);
  const from = random.pick([addYears(t, -2), addYears(t, -2), t, addDays(t, 1)]);
  const to = random.pick([t, t, addDays(t, -1), addYears(t, 1)]);
  sketch.add('contracts', {
    contract_no: number,
    kind,
    scope: random.pick(['enterprise', 'regional', 'sector']),
    union_code: cell(union, 'union_code'),
    signed_on: from,
    valid_from: from,
    valid_to: to < from ? addYears(t, 1) : to,
    filed_on: random.pick(['', t]),
    reported_on: random.pick(['', t, addDays(t, 1), addYears(t, -1)]),
  });
  listOwnOrAny(sketch, union, 'contract_employers', { contract_no: number });
}

function survey(sketch: Sketch, union: Row): void {
  const { random } = sketch;
  const code = cell(union, 'union_code');
  const [kind, held] = [random.pick(SURVEYS), sketch.around()];
  // Two of a kind on one day in one union and its branches: which is the latest nobody could say.
  const top = code.slice(0, 3);
  const twin = (row: Row) =>
    cell(row, 'union_code').startsWith(top) && cell(row, 'kind') === kind && cell(row, 'held_on') === held;
  if (sketch.rows('surveys').some(twin)) return;
  const returned = random.pick([0, 10, 20, 20, 100]);
  const satisfied = Math.max(
    0,
    Math.min(returned, (returned * random.pick([80, 85, 90, 95])) / 100 - random.pick([0, 0, 1])),
  );
  const basic = Math.floor((returned - satisfied) / 2);
  sketch.add('surveys', {
    survey_no: sketch.number('Q'),
    union_code: code,
    kind,
    held_on: held,
    eligible: String(returned + 5),
    returned: String(returned),
    satisfied: String(Math.floor(satisfied)),
    basic: String(basic),
    dissatisfied: '0',
  });
}

function honour(sketch: Sketch, code: string): void {
  const { random } = sketch;
  const granted = sketch.past();
  const member = sketch.rows('members').find((row) => cell(row, 'union_code') === code);
  const ofPerson = member !== undefined && random.chance(0.4);
  sketch.add('honours', {
    honour_no: sketch.number('O'),
    union_code: ofPerson ? '' : code,
    member_no: ofPerson ? cell(member, 'member_no') : '',
    title: '荣誉',
    level: 'city',
    granted_on: random.chance(0.1) ? addDays(sketch.t, 1) : granted,
    revoked_on: random.pick(['', '', addYears(sketch.t, 1)]),
    kind: random.pick(['model_worker', 'pioneer', 'innovation_studio', 'brand', '']),
  });
}

function mechanisms(sketch: Sketch, employer: Row): void {
  const { random } = sketch;
  for (const mechanism of ['staff_congress', 'disclosure', 'worker_director', 'bargaining', 'legal_supervision']) {
    if (random.chance(0.5)) continue;
    const since = random.pick(['2018-01-01', sketch.past(), addDays(sketch.t, 1)].slice(0, random.chance(0.1) ? 3 : 2));
    sketch.add('democracy', {
      uscc: cell(employer, 'uscc'),
      mechanism,
      since,
      until: since <= sketch.t ? sketch.end(since) : '',
    });
  }
}
