import { Problem } from '@jianjia/kernel';

/** Sentences about classification. */
export const problems = {
  noIndustry: (code: string) =>
    new Problem('census.noIndustry', 'missing', `国民经济行业分类里没有代码“${code}”。请从行业列表中选择。`),
  notForUnion: (name: string) =>
    new Problem(
      'census.notForUnion',
      'forbidden',
      `您不能替“${name}”调整产业工会的行业范围。请让这个工会的干部来调整，或在自己的工会下调整。`,
    ),
} as const;
