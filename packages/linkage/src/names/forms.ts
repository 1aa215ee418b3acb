import { Trie } from '../text/trie.ts';
import { type OrganisationForm } from './employer-name.ts';

/** An ending and what it says of the form. */
interface FormWord {
  readonly form: OrganisationForm;
  /** What of the ending stays as a word of trade: a middle school is no primary school. */
  readonly keeps: string;
  /** Characters that must stand before it; short endings are part of many brands. */
  readonly before: number;
}

/** Endings that are nothing but the form; a slash gives what stays of them as a word of trade. */
const PLAIN: Readonly<Partial<Record<OrganisationForm, string>>> = {
  limited:
    '有限责任公司 有限公司 责任有限公司 有限责任 有限 责任公司 有限责任制公司 一人有限公司 COLTD COMPANYLIMITED LTD LIMITED LLC GMBH INC CORPORATION',
  joint_stock: '股份有限公司 股份有限责任公司 股份公司 股份有限 股份',
  enterprise:
    '银行/银行 公司 总公司 集团/集团 集团公司/集团 集团总公司/集团 企业 联合公司 实业公司/实业 总厂/厂 厂/厂 农场/农场 林场/林场 茶场/茶场 牧场/牧场 渔场/渔场 养殖场/养殖 砖厂/砖厂 煤矿/煤矿 铁矿/铁矿 矿/矿 电站/电站 水电站/水电站 电厂/电厂 酒厂/酒厂 水厂/水厂',
  partnership: '合伙企业 律师事务所/律师 会计师事务所/会计师 税务师事务所/税务师 事务所 审计事务所/审计',
  sole: '个人独资企业 独资企业 家庭农场/农场',
  household: '个体工商户',
  social: '支部委员会/党支部 总支部委员会/党总支',
  cooperative:
    '农民专业合作社联合社/联合社 专业合作社联合社/联合社 农民专业合作社 专业合作社 农民合作社 合作社 股份经济合作社/股份经济 经济合作社/经济 经济联合社/经济联合 供销合作社/供销 供销社/供销 信用合作社/信用社 信用社/信用社 信用合作联社/信用社',
  committee:
    '村村民委员会 村民委员会 村村委会 村委会 社区居民委员会 社区居委会 居民委员会 居委会 社区工作站/社区 社区/社区',
  union:
    '工会委员会 工会 工会联合会/联合 联合工会委员会/联合 联合工会/联合 联合基层工会/联合 联合基层工会委员会/联合 总工会/总 总工会委员会/总 基层工会 基层工会委员会 工会小组/小组 工会分会/分会',
  government:
    '人民政府 政府 街道办事处/街道 街道办/街道 管理委员会/管委会 管委会/管委会 人民代表大会常务委员会/人大 人大常委会/人大 政协/政协',
};

/** Endings that are words of trade as well, kept whole. */
const KEPT: Readonly<Partial<Record<OrganisationForm, string>>> = {
  household: `店 商店 超市 便利店 药店 药房 大药房 饭店 酒店 大酒店 餐馆 餐厅 饭馆 面馆 小吃店 火锅店 烧烤店 快餐店 早餐店 理发店 美容院 美容店
美发店 服装店 经营部 商行 商贸行 商铺 门市部 门市 营业部 批发部 零售部 销售部 服务部 维修部 修理部 修理厂 加工坊 加工部 作坊 工坊 工作室 茶馆 茶楼 茶社 网吧 浴池 浴室
洗浴中心 宾馆 旅馆 旅社 旅店 招待所 客栈 民宿 农家乐 摊 摊位 小卖部 百货店 五金店 建材店 经销店 经销部 专卖店 烟酒店 水果店 书店 花店 鞋店 文具店 杂货店 副食店 粮油店 蛋糕店 奶茶店
照相馆 摄影店 摄影工作室 汽修厂 汽修店 汽车修理厂 土菜馆 馆 坊 铺 屋 吧 楼 轩 阁 廊 批发店 零售店 维修店 干洗店 眼镜店 手机店 家电店 家具店 商场 购物中心 购物广场 百货商场 加油站`,
  school:
    '小学 中学 中心小学 中心学校 学校 初级中学 高级中学 实验小学 实验中学 实验学校 职业技术学校 职业学校 中等专业学校 技工学校 技师学院 幼儿园 中心幼儿园 大学 学院 职业技术学院 职业学院 师范学院 党校 特殊教育学校 培训学校 驾驶员培训学校 驾校',
  hospital:
    '医院 人民医院 中医院 中医医院 妇幼保健院 妇幼保健所 保健院 卫生院 中心卫生院 卫生室 卫生所 诊所 中医诊所 口腔诊所 门诊部 医务室 社区卫生服务中心 社区卫生服务站 疾病预防控制中心',
  institution: `中心 服务中心 站 所 院 管理处 管理所 管理站 研究院 研究所 研究中心 设计院 科学院 图书馆 博物馆 文化馆 档案馆 纪念馆 体育馆 展览馆 科技馆 美术馆 文化站 监测站 收费站 敬老院 养老院 福利院 养老服务中心
大队 支队 总队 中队 电视台 广播电台 台 报社 杂志社 出版社 事业单位 公证处 救助站 水库 气象站 供电所 项目办`,
  government:
    '局 公安局 教育局 税务局 法院 人民法院 检察院 人民检察院 厅 委员会 办公室 派出所 司法所 财政所 监狱 宣传部 组织部 统战部 武装部 发改委 纪委',
  social:
    '党组 协会 学会 研究会 促进会 联合会 联谊会 商会 基金会 党支部 党总支 党委 委员会党校 团委 妇联 工商联 残联 红十字会 志愿者协会 业主委员会 社会工作服务社 寺 庙 教堂 俱乐部',
};

/** Endings of one character, and what a brand may end with, need a brand before them. */
const SHORT_NEEDS = 2;

const words: FormWord[] = [];
const entries = new Map<string, number>();
function put(ending: string, form: OrganisationForm, keeps: string): void {
  entries.set(ending, words.length);
  words.push({ form, keeps, before: ending.length === 1 ? SHORT_NEEDS : 0 });
}
for (const [form, endings] of Object.entries(KEPT) as [OrganisationForm, string][]) {
  for (const ending of endings.split(/\s+/)) put(ending, form, ending);
}
for (const [form, endings] of Object.entries(PLAIN) as [OrganisationForm, string][]) {
  for (const line of endings.split(/\s+/)) {
    const [ending = '', keeps = ''] = line.split('/');
    put(ending, form, keeps);
  }
}

/** Endings of forms; the value is the index for `formWord`. */
export const FORM_ENDINGS = new Trie(entries, { backward: true });

/** What an ending says. */
export function formWord(index: number): FormWord {
  return words[index] ?? { form: 'unknown', keeps: '', before: 0 };
}

/** What a bracket says about the form: （有限合伙）, （个体工商户）. */
export const FORM_BRACKETS: ReadonlyMap<string, OrganisationForm | null> = new Map<string, OrganisationForm | null>([
  ['有限合伙', 'partnership'],
  ['普通合伙', 'partnership'],
  ['特殊普通合伙', 'partnership'],
  ['合伙', 'partnership'],
  ['个人独资', 'sole'],
  ['独资', 'sole'],
  ['个体', 'household'],
  ['个体工商户', 'household'],
  ['有限责任公司', 'limited'],
  ['有限公司', 'limited'],
  ['股份有限公司', 'joint_stock'],
]);
