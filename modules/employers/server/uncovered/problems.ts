import { Problem } from '@jianjia/kernel';

/** Sentences about employers without a union. */
export const problems = {
  noDivision: (code: string) =>
    new Problem('employers.noDivision', 'missing', `没有代码为“${code}”的行政区划。请从行政区划的列表中选择。`),
  lapsedPage: () =>
    new Problem('employers.lapsedPage', 'invalid', '翻页的位置不对，可能是链接不完整。请回到名单的第一页。'),
  tooLong: (rows: number, most: number) =>
    new Problem(
      'employers.tooLong',
      'invalid',
      `名单有 ${rows} 行，一次最多导出 ${most} 行。请增加筛选条件（例如选一个区县或写明职工人数）后再导出。`,
    ),
} as const;
