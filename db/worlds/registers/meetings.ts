import { isGrassroots, isUpper, present, type Body } from '../bodies.ts';
import type { City } from '../city.ts';
import { day, Draw, yearStart, yes, type Row } from '../draw.ts';
import { addMonths } from '@jianjia/kernel';

/** How often a kind of meeting is held in a year and how hard that is; `monthly` counts per completed month. */
interface Habit {
  readonly kind: string;
  readonly times: number;
  readonly difficulty: number;
  readonly per: 'year' | 'month';
  readonly topic: string;
  readonly regional?: boolean;
}

const yearly = (kind: string, times: number, difficulty: number, topic: string, regional?: boolean): Habit => ({
  kind,
  times,
  difficulty,
  per: 'year',
  topic,
  ...(regional === undefined ? {} : { regional }),
});

const UPPER: readonly Habit[] = [
  { kind: 'study', times: 2, difficulty: 0.9, per: 'month', topic: '学习贯彻工会工作部署' },
  yearly('regular', 4, 0.5, '研究月度工作'),
  yearly('plenary', 1, 0.5, '审议年度工作报告'),
  yearly('member_congress', 1, 0.7, '听取工作报告和经费审查报告'),
  yearly('party_on_union', 2, 0.7, '党组织专题研究工会工作'),
  yearly('party_report', 1, 0.7, '向党委汇报全年工作'),
  yearly('gov_union', 1, 1, '研究解决职工反映的问题'),
  yearly('tripartite', 1, 1, '协调劳动关系形势分析'),
  yearly('party_gov_union', 1, 0.9, '党政工联席研究职工福利'),
  yearly('coordination', 1, 0.8, '片区企业联谊协调'),
  yearly('bargaining', 1, 0.9, '区域工资集体协商', true),
  yearly('staff_congress', 1, 1, '区域职工代表大会', true),
  yearly('deployment', 1, 0.4, '年度工作部署'),
  yearly('inspection', 1, 0.7, '年中工作督查'),
  yearly('summary', 1, 0.5, '上年度工作总结'),
];

const GRASSROOTS: readonly Habit[] = [
  { kind: 'regular', times: 1, difficulty: 1.3, per: 'month', topic: '工会例会' },
  yearly('plenary', 1, 0.6, '审议工作计划'),
  yearly('member_assembly', 1, 0.6, '会员评家和经费公开'),
  yearly('staff_congress', 1, 0.7, '审议涉及职工利益的事项'),
  yearly('party_on_union', 1, 0.9, '党支部研究工会工作'),
  yearly('party_report', 1, 1.1, '向党支部汇报'),
  yearly('party_gov_union', 1, 1, '党政工联席会'),
  yearly('coordination', 1, 1, '会员单位联谊'),
  yearly('bargaining', 1, 0.8, '工资集体协商'),
  yearly('study', 2, 1.1, '主席副主席学习'),
];

/** `meetings` of the year of t, and the plenary or assembly of the year before. */
export function* meetings(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('meetings', city.frame.seed, union, city.frame.t);
    if (!draw.kept || (union.dissolvedOn ?? Infinity) <= city.frame.t) continue;
    for (const habit of habitsOf(union)) {
      if (!draw.does(habit.difficulty)) continue;
      for (const heldOn of daysOf(draw, habit)) yield meetingRow(draw, habit, heldOn);
      const past = habit.kind === 'plenary' || habit.kind.startsWith('member_') ? draw.lastYear() : null;
      if (past !== null) yield meetingRow(draw, habit, past);
    }
  }
}

/** From a hundred members on it is the congress that meets. */
function habitsOf(union: Body): readonly Habit[] {
  if (isUpper(union.kind)) return UPPER;
  if (!isGrassroots(union) || present(union) < 100) return GRASSROOTS;
  return GRASSROOTS.map((habit) => (habit.kind === 'member_assembly' ? { ...habit, kind: 'member_congress' } : habit));
}

function daysOf(draw: Draw, habit: Habit): number[] {
  if (habit.per === 'year') return Array.from({ length: habit.times }, () => draw.thisYear());
  const days: number[] = [];
  for (let first = yearStart(draw.t); first <= draw.t; first = addMonths(first, 1)) {
    const last = Math.min(addMonths(first, 1) - 1, draw.t);
    for (let time = 0; time < habit.times; time++) {
      const held = draw.int(first, last);
      // The less diligent skip a month now and then, and one is enough to miss a monthly duty.
      if (draw.does(0.25) && held >= draw.body.foundedOn) days.push(held);
    }
  }
  return days;
}

function meetingRow(draw: Draw, habit: Habit, heldOn: number): Row {
  const expected = draw.int(5, 120);
  return {
    meeting_no: draw.number('MT'),
    union_code: draw.body.code,
    kind: habit.kind,
    held_on: day(heldOn),
    expected: String(expected),
    attended: String(draw.int(Math.ceil(expected * 0.7), expected)),
    approval_rate: habit.per === 'year' && draw.chance(0.3) ? (0.8 + draw.next() * 0.2).toFixed(2) : '',
    topics: habit.topic,
    regional: habit.regional ? '是' : draw.chance(0.5) ? yes(false) : '',
  };
}
