/**
 * 组织形式, by what the end of a name says. Not the legal form of the body itself: registers leave out brackets such as
 * （有限合伙）, and then only a guess remains.
 *
 * `limited` 有限（责任）公司 · `joint_stock` 股份有限公司 · `enterprise` other 公司, 集团, 厂, 场, 矿 · `partnership` 合伙
 * and 事务所 · `sole` 个人独资 · `household` 个体工商户: 店, 行, 馆, 部, 坊 · `cooperative` 合作社 · `school` 学校, 幼儿园 ·
 * `hospital` 医院, 卫生院 · `institution` other 事业单位: 中心, 站, 所, 院 · `committee` 村委会, 居委会 · `union` 工会 ·
 * `social` 协会, 商会, 基金会 and party bodies · `government` 局, 政府, 法院 · `unknown` the name does not say.
 */
export type OrganisationForm =
  | 'limited'
  | 'joint_stock'
  | 'enterprise'
  | 'partnership'
  | 'sole'
  | 'household'
  | 'cooperative'
  | 'school'
  | 'hospital'
  | 'institution'
  | 'committee'
  | 'union'
  | 'social'
  | 'government'
  | 'unknown';

/**
 * What kind of part of an employer a branch is.
 *
 * `company` 分公司 · `bank` 分行, 支行, 分理处 · `outlet` 营业部, 门市部, 分店 · `office` 办事处, 代表处 · `project` 项目部 ·
 * `plant` 分厂, 车间 · `school` 分校, 校区 · `hospital` 分院, 院区 · `other` anything else after the parent's full name.
 */
export type BranchKind =
  | 'company'
  | 'bank'
  | 'outlet'
  | 'office'
  | 'project'
  | 'plant'
  | 'school'
  | 'hospital'
  | 'other';

/** The part of a name that makes it a branch. */
export interface Branch {
  readonly kind: BranchKind;
  /** What tells it from its sisters, without the kind and the ordinal: 城南, 潜山; '' when only the ordinal does. */
  readonly text: string;
  /** 第三, 3, 丙 → `3`; null without one. */
  readonly ordinal: string | null;
}

/** A Chinese employer name taken apart. Equal text gives equal parts, whatever the width, brackets or script. */
export interface EmployerName {
  /** The whole name by `foldName`. */
  readonly folded: string;
  /**
   * Where the name says the employer is: codes of two, four or six digits where they are known for sure (former names
   * and suffixes resolved: 潜山县 → `340882`), else the bare name. Only the most exact of nested places; sorted.
   */
  readonly places: readonly string[];
  /** 字号. Empty when the name has none. */
  readonly brand: string;
  /** 行业 and what else stands between brand and form, in the order of the name. */
  readonly trade: readonly string[];
  readonly form: OrganisationForm;
  /** Null when the name is that of a whole employer. */
  readonly branch: Branch | null;
  /** The folded name without the branch: the same as `folded` when there is none. */
  readonly parent: string;
  /** Former names (原…, 曾用名…) and abbreviations (简称…) found in brackets, folded. */
  readonly aliases: readonly string[];
  /**
   * All parts in one order: equal for 北京红光酒业发展有限公司 and 红光（北京）酒业发展有限公司, unlike for a branch and
   * its parent. A key, not for people.
   */
  readonly standard: string;
}
