import { Problem } from '@jianjia/kernel';

/** Sentences about classification. */
export const problems = {
  noIndustry: (code: string) =>
    new Problem('census.noIndustry', 'missing', `国民经济行业分类里没有代码“${code}”。请从行业列表中选择。`),
  noOwnRule: (industry: string) =>
    new Problem(
      'census.noOwnRule',
      'conflict',
      `本级没有调整过“${industry}”，没有可以取消的。它可能刚被别人取消，请刷新后再看。`,
    ),
} as const;
