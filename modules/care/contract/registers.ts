import { columns, defineRegister } from '@jianjia/registers';

import { disputeKinds, hardshipLevels, reliefKinds } from './kinds.ts';

const { required } = columns;

export const hardship = defineRegister({
  name: 'hardship',
  title: '困难职工',
  table: 'care.hardship',
  key: ['case_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    case_no: columns.identifier('档案编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    member_no: columns.reference('会员编号', 'members.member_no'),
    level: columns.choice('困难类别', hardshipLevels, required),
    opened_on: columns.date('建档日期', required),
    reviewed_on: columns.date('复核日期'),
    closed_on: columns.date('脱困或销档日期'),
    migrant: columns.flag('农民工'),
  },
  checks: [{ rule: 'notBefore', column: 'closed_on', start: 'opened_on' }],
});

export const relief = defineRegister({
  name: 'relief',
  title: '帮扶慰问',
  table: 'care.relief',
  key: ['relief_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    relief_no: columns.identifier('帮扶编号', required),
    case_no: columns.reference('档案编号', 'hardship.case_no'),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', reliefKinds, required),
    given_on: columns.date('帮扶日期', required),
    amount: columns.money('金额'),
    people: columns.count('人数'),
  },
});

export const disputes = defineRegister({
  name: 'disputes',
  title: '争议与事件',
  table: 'care.dispute',
  key: ['dispute_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    dispute_no: columns.identifier('争议编号', required),
    uscc: columns.reference('统一社会信用代码', 'employers.uscc', {}, { kind: 'uscc' }),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', disputeKinds, required),
    occurred_on: columns.date('发生日期', required),
    closed_on: columns.date('办结日期'),
    settled: columns.flag('已解决'),
    union_caused: columns.flag('因劳动争议引发'),
  },
  checks: [{ rule: 'notBefore', column: 'closed_on', start: 'occurred_on' }],
});
