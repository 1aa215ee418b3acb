import { columns, defineRegister } from '@jianjia/registers';

import { sectors } from './kinds.ts';

const { required } = columns;

export const employers = defineRegister({
  name: 'employers',
  title: '单位',
  table: 'employers.employer',
  key: ['uscc'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    uscc: columns.uscc('统一社会信用代码', required),
    name: columns.text('名称', required),
    division_code: columns.division('行政区划', required),
    industry_code: columns.industry('行业'),
    sector: columns.choice('单位类别', sectors, required),
    above_scale: columns.flag('规模以上'),
    small_micro: columns.flag('小微企业'),
    new_form: columns.flag('新就业形态'),
    established_on: columns.date('成立日期'),
    closed_on: columns.date('注销日期'),
    // Empty = no union: such employers are what 建会 work looks for.
    union_code: columns.reference('覆盖的工会', 'unions.union_code'),
  },
  checks: [{ rule: 'notBefore', column: 'closed_on', start: 'established_on' }],
});

export const workforce = defineRegister({
  name: 'workforce',
  title: '职工情况',
  table: 'employers.workforce',
  key: ['uscc', 'as_of'],
  owner: { by: 'employer', column: 'uscc' },
  columns: {
    uscc: columns.reference('统一社会信用代码', 'employers.uscc', required, { kind: 'uscc' }),
    as_of: columns.date('截止日期', required),
    // Dispatched and migrant workers are inside this number (ruling «Jurisdiction»).
    employees: columns.count('职工总数', required),
    female: columns.count('女职工'),
    migrant: columns.count('农民工'),
    dispatched: columns.count('劳务派遣'),
    wage_bill: columns.money('上年度职工工资总额'),
    contracts_signed: columns.count('签订劳动合同人数'),
    social_insurance: columns.count('参加社会保险人数'),
  },
  checks: [
    { rule: 'notAbove', column: 'female', limit: 'employees' },
    { rule: 'notAbove', column: 'migrant', limit: 'employees' },
    { rule: 'notAbove', column: 'dispatched', limit: 'employees' },
  ],
});
