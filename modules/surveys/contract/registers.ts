import { columns, defineRegister } from '@jianjia/registers';

import { surveyKinds } from './kinds.ts';

const { required } = columns;

export const surveys = defineRegister({
  name: 'surveys',
  title: '评家与测评',
  table: 'surveys.survey',
  key: ['survey_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    survey_no: columns.identifier('测评编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', surveyKinds, required),
    held_on: columns.date('测评日期', required),
    eligible: columns.count('应参加人数', required),
    returned: columns.count('收回份数', required),
    satisfied: columns.count('满意', required),
    basic: columns.count('基本满意'),
    dissatisfied: columns.count('不满意', required),
  },
  checks: [
    { rule: 'notAbove', column: 'returned', limit: 'eligible' },
    { rule: 'sumNotAbove', columns: ['satisfied', 'basic', 'dissatisfied'], limit: 'returned' },
  ],
});
