import { Trie } from '../text/trie.ts';
import { type BranchKind } from './employer-name.ts';

/**
 * Endings of branches. Before a colon the kind; the first list makes a branch wherever it stands, the second only
 * after the whole name of a parent, for 服务部, 商店 and the like are households of their own too.
 */
const ALWAYS: Readonly<Partial<Record<BranchKind, string>>> = {
  company: '分公司 支公司 中心支公司 营销服务部 分部',
  bank: '分行 支行 分理处 储蓄所 分社 二级支行 村镇支行',
  outlet: '分店 连锁店 加盟店 直营店 旗舰店 体验店 连锁分店 营业厅 营业所 营业室 网点 分公司营业部',
  office: '办事处 代表处 联络处 驻京办 驻京办事处',
  project: '项目部 项目经理部 项目指挥部',
  plant: '分厂 车间 工段 分场',
  school: '分校 校区 分园 教学点 分校区',
  hospital: '分院 院区 分诊部',
  other: '分局 分中心 分站 分所 分会 分队 分库',
};
const AFTER_PARENT: Readonly<Partial<Record<BranchKind, string>>> = {
  company: '公司 供电公司 子公司 事业部',
  bank: '部 储蓄点 自助银行',
  outlet:
    '店 专卖店 专营店 商店 营业部 门市部 门市 经营部 经销部 销售部 服务部 批发部 零售部 超市 便利店 专柜 柜台 药店 药房 大药房 餐厅 食堂 酒店 宾馆 加油站 加气站 充电站 收购站 销售点 服务点 代办点 服务站 维修站 经营点 供应站 供电所 直销店 展厅 商场 卖场 门店 前置仓',
  office: '办公室 工作站 联络站 驻地',
  project: '工程部 工程处 工程队 施工队 指挥部 监理部 项目',
  plant:
    '厂 工厂 制造部 生产部 加工厂 基地 生产基地 仓库 仓储中心 配送中心 物流中心 煤矿 矿 电站 电厂 水厂 农场 林场 养殖场 搅拌站',
  school: '幼儿园 学校 培训中心 教学部 小学部 初中部 高中部',
  hospital: '医院 门诊部 诊所 卫生所 卫生室 医务室 医务所',
  other: '中心 站 所 处 部 室 院 研究院 研究所 技术中心 队 大队 中队 支队',
};

/** A branch word and whether it needs a parent before it. */
export interface BranchWord {
  readonly kind: BranchKind;
  /** Said of nothing but a part of an employer. */
  readonly always: boolean;
  /** Said of a part of a shop or a firm, and of no whole one behind a quarter or a number. */
  readonly part: boolean;
  /** Whether the word itself tells sisters apart: the canteen and the hotel of one company are two. */
  readonly tells: string;
}

const words: BranchWord[] = [];
const entries = new Map<string, number>();
/** Words that mean no more than their kind. */
const MERE = new Set(
  '分公司 支公司 支行 分行 分店 店 连锁店 门店 门市部 门市 营业部 营业所 办事处 代表处 项目部 项目经理部 分厂 车间 分校 校区 分院 院区 分园 分局 分会'.split(
    ' ',
  ),
);
/** But these ranks and rooms of one place are sisters, not one. */
const RANKED = new Set('分行 营业部 营业所 车间 门市部 门市'.split(' '));

const PARTS = new Set('店 门店 专卖店 专营店 门市部 门市 营业部 营业厅 经营部 经销部 销售部'.split(' '));

for (const [always, lists] of [
  [false, AFTER_PARENT],
  [true, ALWAYS],
] as const) {
  for (const [kind, list] of Object.entries(lists) as [BranchKind, string][]) {
    for (const word of list.split(/\s+/)) {
      entries.set(word, words.length);
      const tells = MERE.has(word) && !RANKED.has(word) ? '' : word.replace('门市部', '门市');
      words.push({ kind, always, part: always || PARTS.has(word), tells });
    }
  }
}

/** Endings of branches; the value is the index for `branchWord`. */
export const BRANCH_ENDINGS = new Trie(entries, { backward: true });

const SHOP = BRANCH_ENDINGS.longest('店', 1);
/** Before 门店 these make a gate of it: 红光药店｜北门｜店. */
const GATES = '东西南北前后正大';

/** The word of a branch at the end of a text, as `longest` gives it; -1 without one. */
export function branchEnding(text: string): number {
  const found = BRANCH_ENDINGS.longest(text, text.length);
  const isGate = found >= 0 && text.endsWith('门店') && GATES.includes(text.charAt(text.length - 3));
  return isGate ? SHOP : found;
}

/** What an ending of a branch says. */
export function branchWord(index: number): BranchWord {
  return words[index] ?? { kind: 'other', always: false, part: false, tells: '' };
}

/** Whether a text is a word that a part of a shop or a firm is called by: 店, 门市部, 经营部. */
export function isPartWord(text: string): boolean {
  return PARTS.has(text);
}

/** Where a whole employer ends inside a longer name, by its last word; the value is its weight: 0 is surest. */
const BOUNDARIES = [
  '公司 集团',
  '银行 政府 信用社 信用联社 联社 合作社 医院 卫生院 学校 大学 学院 中学 小学 幼儿园 事务所',
  '超市 药房 药店 大药房 酒店 宾馆 饭店 餐厅 百货 商场 连锁 便利店 书店 旅行社 厂 局 厅 保险 证券 邮政 电信 火锅 烘焙 蛋糕 奶茶 咖啡 快餐 烟酒 购物中心 购物广场 诊所 口腔',
] as const;

/** Ends of whole employers; see `BOUNDARIES`. */
export const BOUNDARY_ENDINGS = new Trie(
  BOUNDARIES.flatMap((line, weight) => line.split(' ').map((word) => [word, weight] as const)),
  { backward: true },
);
