import { Problem } from '@jianjia/kernel';

/** Sentences about confirming that a union was founded. */
export const problems = {
  noCreditCode: (name: string) =>
    new Problem(
      'census.noCreditCode',
      'conflict',
      `底册里没有“${name}”的统一社会信用代码，不能登记它由哪个工会覆盖。请先从市场监管等来源补上代码，再来确认。`,
    ),
  foundedLater: () => new Problem('census.foundedLater', 'invalid', '建会日期在今天之后。请填写工会实际成立的日期。'),
} as const;
