import { columns, defineRegister } from '@jianjia/registers';

import { auditKinds, auditOpinions, facilityKinds, fundItems } from './kinds.ts';

const { required } = columns;

export const facilities = defineRegister({
  name: 'facilities',
  title: '阵地',
  table: 'funds.facility',
  key: ['facility_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    facility_no: columns.identifier('阵地编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', facilityKinds, required),
    area_m2: columns.decimal('面积（平方米）'),
    opened_on: columns.date('启用日期', required),
    closed_on: columns.date('停用日期'),
    signage: columns.flag('规范标识'),
    rules: columns.flag('管理制度'),
    staffed: columns.flag('人员管理'),
    funded: columns.flag('经费保障'),
    equipped: columns.flag('设施'),
  },
  checks: [{ rule: 'notBefore', column: 'closed_on', start: 'opened_on' }],
});

export const funds = defineRegister({
  name: 'funds',
  title: '经费',
  table: 'funds.entry',
  key: ['union_code', 'year', 'item'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    year: columns.count('年度', required),
    item: columns.choice('项目', fundItems, required),
    amount: columns.money('金额', required),
  },
});

export const audits = defineRegister({
  name: 'audits',
  title: '经审',
  table: 'funds.audit',
  key: ['audit_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    audit_no: columns.identifier('审计编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', auditKinds, required),
    fiscal_year: columns.count('会计年度', required),
    concluded_on: columns.date('结论日期', required),
    opinion: columns.choice('意见', auditOpinions, required),
    reported_on: columns.date('向会员大会报告'),
  },
});
