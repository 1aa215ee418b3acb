import type { ConstraintSubject, Item, MeasureCriterion, Scheme, Stage, Track } from '@jianjia/rules';

/** A measure as a reader of the scheme sees it. */
export interface MeasureWords {
  /** Canonical spelling, with its arguments: `meetings.yearly(plenary)`. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly kind: 'ratio' | 'number' | 'yesno';
  /** The formula in Chinese. */
  readonly formula: string;
  readonly note: string | null;
}

/** What an item counts for on the scoring sheet. */
export interface PointWords {
  readonly rule: string | null;
  readonly effects: readonly string[];
}

/** How the formulas of a scheme read in Chinese: told by the room that computes them. */
export interface SchemeWords {
  /** The measure a criterion names. */
  measure(text: string): MeasureWords;
  /** «职工入会率不低于80%» */
  asks(scheme: Scheme, criterion: MeasureCriterion): string;
  /** A number with the measure's unit. */
  number(value: number, unit: string): string;
  /** A condition over the union's columns and measures. */
  condition(text: string): string;
  registerTitle(register: string): string;
  points(scheme: Scheme, track: Track, item: Item): PointWords | null;
}

const STAGES: Readonly<Record<Stage, string>> = {
  plan: '制定方案',
  apply: '申报',
  self_check: '自查',
  inspect: '检查',
  accept: '验收',
  title: '命名',
  subsidy: '补助',
  commend: '表彰',
  recheck: '复查',
  publicity: '宣传',
  report: '报送',
  train: '培训',
  survey: '调查摸底',
  organise: '组织实施',
};

const SUBJECTS: Readonly<Record<ConstraintSubject, string>> = {
  programme: '整个创建工作',
  inspection: '检查考核',
  unions: '各级工会',
  data: '数据资料',
  funds: '经费',
  federation: '总工会',
};

const ROOMS: Readonly<Record<string, string>> = {
  activities: '活动与荣誉',
  agreements: '集体合同',
  assessments: '评定',
  campaigns: '创建流程',
  care: '帮扶与争议',
  census: '核查',
  democracy: '民主管理',
  documents: '制度与文书',
  employers: '单位',
  funds: '经费与阵地',
  identity: '账号与权限',
  notices: '通知提醒',
  organisations: '工会组织',
  people: '会员与工会干部',
  reports: '统计与导出',
  schemes: '标准',
  surveys: '评家与测评',
};

/** One line of Chinese that says what an item is or asks. */
export function itemLine(scheme: Scheme, item: Item, words: SchemeWords): string {
  switch (item.as) {
    case 'indicator': {
      const { criterion } = item;
      if (criterion.kind === 'judged') return '由人评定';
      const parts = criterion.kind === 'measure' ? [criterion] : criterion.of;
      return parts.map((part) => words.asks(scheme, part)).join(criterion.kind === 'any' ? '，或' : '，且');
    }
    case 'procedure':
      return `工作程序：${STAGES[item.stage]}`;
    case 'register':
      return `记入台账：${item.keptIn.map((register) => words.registerTitle(register)).join('、')}`;
    case 'mechanism':
      return `由平台提供：${ROOMS[item.offeredBy] ?? item.offeredBy}`;
    case 'constraint':
      return `工作要求：约束${SUBJECTS[item.on]}`;
  }
}
