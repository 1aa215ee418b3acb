import { columns, defineRegister } from '@jianjia/registers';
import { unionKinds } from './kinds.ts';

const { required } = columns;

export const unions = defineRegister({
  name: 'unions',
  title: '工会组织',
  table: 'organisations.union',
  key: ['union_code'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    union_code: columns.code('工会编码', required),
    name: columns.text('名称', required),
    parent_code: columns.reference('上级工会编码', 'unions.union_code'),
    kind: columns.choice('组织类型', unionKinds, required),
    division_code: columns.division('行政区划', required),
    industry_code: columns.industry('行业'),
    founded_on: columns.date('建会日期', required),
    approved_on: columns.date('上级批复日期'),
    approval_no: columns.text('批复文号'),
    dissolved_on: columns.date('撤销日期'),
    uscc: columns.uscc('统一社会信用代码'),
    legal_person_from: columns.date('法人资格自'),
    legal_person_to: columns.date('法人资格至'),
    own_account: columns.flag('独立账户'),
    seal: columns.flag('印章'),
    plaque: columns.flag('牌子'),
    merged_into_party_office: columns.flag('并入党群部门'),
  },
  checks: [
    { rule: 'notBefore', column: 'dissolved_on', start: 'founded_on' },
    { rule: 'notBefore', column: 'legal_person_to', start: 'legal_person_from' },
  ],
});
