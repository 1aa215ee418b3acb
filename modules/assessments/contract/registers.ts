import { columns, defineRegister } from '@jianjia/registers';

import { judgementVerdicts } from './kinds.ts';

const { required } = columns;

export const judgements = defineRegister({
  name: 'judgements',
  title: '人工评定',
  table: 'assessments.judgement',
  key: ['union_code', 'scheme', 'indicator', 'judged_on'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    scheme: columns.text('标准', required),
    // An indicator's id is its path in the scheme; it may hold slashes and Chinese, so it is no code.
    indicator: columns.text('指标', required),
    judged_on: columns.date('评定日期', required),
    verdict: columns.choice('评定结论', judgementVerdicts, required),
    points: columns.decimal('得分'),
    judge: columns.text('评定人', required),
    reason: columns.text('理由', required),
  },
});
