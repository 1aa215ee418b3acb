import { Problem } from '@jianjia/kernel';

/** Sentences of this room. */
export const problems = {
  noUnion: (code: string) =>
    new Problem('assessments.noUnion', 'missing', `没有编码为「${code}」的工会。请检查编码,或先导入 unions.csv。`),
  noScheme: (scheme: string, near?: string | null) =>
    new Problem(
      'assessments.noScheme',
      'missing',
      `没有名为「${scheme}」的方案。${near ? `是否想写「${near}」?` : '可用 schemes list 查看。'}`,
    ),
  noTrack: (track: string, near?: string | null) =>
    new Problem(
      'assessments.noTrack',
      'missing',
      `没有名为「${track}」的适用对象。${near ? `是否想写「${near}」?` : '可用 schemes list 查看。'}`,
    ),
  noIndicator: (indicator: string, near?: string | null) =>
    new Problem(
      'assessments.noIndicator',
      'missing',
      `没有名为「${indicator}」的指标。${near ? `是否想写「${near}」?` : '可先用 evaluate 查看该工会的指标编号。'}`,
    ),
  ambiguousIndicator: (indicator: string, candidates: readonly string[]) =>
    new Problem(
      'assessments.ambiguousIndicator',
      'invalid',
      `「${indicator}」对应多个指标:${candidates.join('、')}。请写出完整编号。`,
    ),
  notJudged: (code: string, indicator: string) =>
    new Problem(
      'assessments.notJudged',
      'missing',
      `工会「${code}」在该日不按指标「${indicator}」评定:它不属于这一类工会,或当日尚未成立、已经撤销。`,
    ),
  badPage: () =>
    new Problem('assessments.badPage', 'invalid', '这一页的位置不对：可能是地址被改动过。请从第一页重新查看。'),
  noNumber: (fact: string) =>
    new Problem('assessments.noNumber', 'missing', `这条标准用不到数字“${fact}”。请从清单中打开这一条，再点数字。`),
  noRegister: () => new Problem('assessments.noRegister', 'missing', '没有这个台账。请从台账目录进入。'),
} as const;
