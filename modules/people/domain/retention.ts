import type { PlainDate } from '@jianjia/kernel';

/** How sure a period is: printed in a law; the practice of archives; chosen here where no text names one. */
export type Confidence = 'law' | 'practice' | 'choice';

export type RetentionRuleId = 'membership' | 'phone' | 'hardship' | 'claims';

export interface RetentionRule {
  readonly id: RetentionRuleId;
  /** In force since. */
  readonly since: PlainDate;
  readonly title: string;
  /** Whole years after the day in `from`; a period has run out on the day itself. */
  readonly years: number;
  readonly from: 'left_on' | 'closed_on';
  /** What is taken when it has run out; `null`: nothing, while it runs the person is kept. */
  readonly takes: 'person' | 'phone' | null;
  readonly basis: string;
  readonly confidence: Confidence;
}

/** What stands in place of an erased name. */
export const ERASED_NAME = '（已删除）';

/**
 * The periods, in one place. 个人信息保护法 art. 19: the shortest time the purpose needs; art. 47: afterwards the handler
 * erases by itself, or on request, unless a law prescribes a period that still runs. An installation may choose other
 * years (JIANJIA_RETENTION_YEARS).
 */
export const RETENTION_RULES: readonly RetentionRule[] = [
  {
    id: 'membership',
    since: '2021-11-01' as PlainDate,
    title: '会员档案：退会或转出后',
    years: 10,
    from: 'left_on',
    takes: 'person',
    basis: '个人信息保护法第十九条、第四十七条；工会会员会籍管理办法没有规定年限，参照文书档案 10 年期',
    confidence: 'choice',
  },
  {
    id: 'phone',
    since: '2021-11-01' as PlainDate,
    title: '手机号：退会或转出后',
    years: 3,
    from: 'left_on',
    takes: 'phone',
    basis: '个人信息保护法第十九条（最短必要时间）；联系用途最迟到民法典第一百八十八条的三年诉讼时效届满',
    confidence: 'choice',
  },
  {
    id: 'hardship',
    since: '2021-11-01' as PlainDate,
    title: '困难职工档案：结案后',
    years: 10,
    from: 'closed_on',
    takes: null,
    basis: '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第 8 号）的 10 年期；帮扶资金发放要能核对到人',
    confidence: 'practice',
  },
  {
    id: 'claims',
    since: '2021-01-01' as PlainDate,
    title: '本人要求删除：退会或转出后',
    years: 3,
    from: 'left_on',
    takes: null,
    basis: '民法典第一百八十八条：向法院请求保护民事权利的诉讼时效三年；是否属第四十七条所说的法定保存期限有不同理解',
    confidence: 'choice',
  },
];

/** Years by rule. */
export type RetentionYears = Readonly<Record<RetentionRuleId, number>>;

export const DEFAULT_YEARS: RetentionYears = Object.fromEntries(
  RETENTION_RULES.map(({ id, years }) => [id, years]),
) as RetentionYears;

/**
 * Years as an installation sets them: `membership=15,phone=2`; what is not named keeps its default. Null when the text is
 * wrong.
 */
export function yearsFrom(text: string | undefined): RetentionYears | null {
  if (text === undefined || text.trim() === '') return DEFAULT_YEARS;
  const years: Record<RetentionRuleId, number> = { ...DEFAULT_YEARS };
  for (const part of text.split(/[,，]/)) {
    const [, id = '', number = ''] = /^\s*([a-z]+)\s*=\s*(\d{1,3})\s*$/.exec(part) ?? [];
    if (!(id in DEFAULT_YEARS) || number === '' || Number(number) < 1 || Number(number) > 100) return null;
    years[id as RetentionRuleId] = Number(number);
  }
  return years;
}
