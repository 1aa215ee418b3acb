import { isUpper } from '../bodies.ts';
import type { City } from '../city.ts';
import { day, Draw, yearOf, type Row } from '../draw.ts';

type Topic = readonly [topic: string, difficulty: number];

/** 事项 of the rules a union has; one paper may settle several. */
const COMMON: readonly Topic[] = [
  ['工会例会', 0.4],
  ['学习培训、读书自学', 0.6],
  ['经费管理、财务管理、签批审批', 0.5],
  ['帮扶救助、帮困、困难职工', 0.6],
  ['走访慰问、送温暖', 0.6],
  ['工会活动', 0.6],
  ['会务公开、事务公开', 0.7],
  ['会员代表常任制、会员代表大会、会员大会', 0.9],
  ['会员评家', 0.9],
  ['民主管理、职工代表大会', 0.8],
  ['集体协商', 0.8],
  ['医疗互助', 0.9],
  ['劳动争议调解、矛盾处理、劳动关系预警', 0.9],
  ['经费审查、经审', 0.8],
  ['预决算', 0.8],
  ['目标管理、目标责任、工作通报', 1],
  ['定期研究工会工作、请示报告、工作汇报', 1],
  ['建家、职工之家', 0.8],
  ['会籍、会员档案', 0.9],
];

const UPPER: readonly Topic[] = [
  ['党风廉政、意识形态', 0.7],
  ['请销假', 0.6],
  ['工作督查、述职评价', 0.9],
  ['干部管理、分工', 0.8],
  ['保密安全', 0.9],
  ['货币资金、票据', 0.9],
  ['报销、专项资金、重大项目', 0.9],
  ['信访、诉求表达', 0.8],
  ['就业服务、综合服务、服务职工', 1],
  ['法律维权', 1],
  ['农民工维权', 1],
  ['党工共建、联系基层、服务基层', 0.9],
  ['联席会议、三方协调', 1],
  ['宣传、激励、评选', 1],
  ['民主决策', 1],
];

const INSTITUTION: readonly Topic[] = [
  ['联席会议', 1],
  ['劳模评选、激励', 1.1],
  ['送温暖、服务职工', 1],
];

const JOINT: readonly Topic[] = [
  ['联谊协调', 0.9],
  ['联系会员单位', 1],
];

const DUTIES = ['工会主席岗位职责', '经审委员岗位职责', '女职工委员岗位职责'];
const ARCHIVES = ['标准化建设', '党建', '双争、优秀工会干部', '调研', '工作流程', '技能竞赛', '职工建议'];

/** `documents`: rules in force and the papers of this year and the last. */
export function* documents(city: City): Generator<Row> {
  for (const union of city.bodies()) {
    const draw = new Draw('documents', city.frame.seed, union, city.frame.t);
    if (!draw.kept) continue;
    for (const [topic, difficulty] of topicsOf(draw)) {
      if (draw.does(difficulty)) yield documentRow(draw, 'rule', topic, draw.int(union.foundedOn, draw.t), null);
    }
    for (const topic of DUTIES) {
      if (draw.does(0.8)) yield documentRow(draw, 'duty', topic, draw.int(union.foundedOn, draw.t), null);
    }
    yield* papers(draw);
  }
}

function topicsOf(draw: Draw): readonly Topic[] {
  const { kind } = draw.body;
  if (isUpper(kind)) return [...COMMON, ...UPPER];
  if (kind === 'institution') return [...COMMON, ...INSTITUTION];
  return kind === 'joint' || kind === 'community' ? [...COMMON, ...JOINT] : COMMON;
}

function* papers(draw: Draw): Generator<Row> {
  const year = yearOf(draw.t);
  const now = (kind: string, topic: string) => documentRow(draw, kind, topic, draw.thisYear(), year);
  if (draw.does(0.4)) yield now('annual_plan', '年度工作和学习培训计划');
  if (draw.does(0.8)) yield now('half_summary', '上半年工作小结');
  if (draw.does(0.6)) yield now('annual_summary', '工作总结');
  if (draw.does(0.9)) yield now('scheme_plan', '规范化建设创建方案');
  if (draw.does(0.9)) yield now('home_evaluation', '会员评家资料');
  for (const topic of ARCHIVES) if (draw.does(1.2)) yield now('archive', topic);
  const past = draw.lastYear();
  if (past !== null && draw.does(0.3)) yield documentRow(draw, 'annual_plan', '年度工作计划', past, year - 1);
  if (past !== null && draw.does(0.5)) yield documentRow(draw, 'annual_summary', '工作总结', past, year - 1);
}

function documentRow(draw: Draw, kind: string, topic: string, issuedOn: number, year: number | null): Row {
  return {
    document_no: draw.number('D'),
    union_code: draw.body.code,
    kind,
    topic,
    issued_on: day(issuedOn),
    year: year === null ? '' : String(year),
  };
}
