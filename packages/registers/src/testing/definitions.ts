import * as columns from '../columns.ts';
import { defineRegister } from '../definition.ts';

/**
 * Registers for this package's own tests, over tables that every migrated database has. The real declarations are in
 * the rooms, which a package may not import.
 */
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
    kind: columns.choice('组织类型', { city: '市总工会', enterprise: '企业工会', group: '工会小组' }, required),
    division_code: columns.division('行政区划', required),
    industry_code: columns.industry('行业'),
    founded_on: columns.date('建会日期', required),
    dissolved_on: columns.date('撤销日期'),
    seal: columns.flag('印章'),
  },
  checks: [{ rule: 'notBefore', column: 'dissolved_on', start: 'founded_on' }],
});

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
    sector: columns.choice('单位类别', { state: '国有', private: '非公有制' }, required),
    union_code: columns.reference('覆盖的工会', 'unions.union_code'),
  },
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
    employees: columns.count('职工总数', required),
    female: columns.count('女职工'),
    wage_bill: columns.money('上年度职工工资总额'),
  },
  checks: [{ rule: 'notAbove', column: 'female', limit: 'employees' }],
});

export const members = defineRegister({
  name: 'members',
  title: '会员',
  table: 'people.member',
  key: ['member_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    member_no: columns.code('会员编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    uscc: columns.reference('所在单位', 'employers.uscc', {}, { kind: 'uscc' }),
    name: columns.text('姓名', required),
    id_type: columns.choice('证件类型', { resident: '居民身份证', passport: '护照' }, required),
    id_number: columns.text('证件号码', { sealed: 'id_number' }),
    born_on: columns.date('出生日期'),
    phone: columns.text('手机', { sealed: 'phone' }),
    joined_on: columns.date('入会日期', required),
    left_on: columns.date('退会或转出日期'),
    retained: columns.flag('保留会籍'),
    updated_on: columns.date('档案更新日期', required),
  },
  checks: [
    { rule: 'notBefore', column: 'left_on', start: 'joined_on' },
    { rule: 'residentIdNumber', type: 'id_type', number: 'id_number', bornOn: 'born_on' },
  ],
});

export const contracts = defineRegister({
  name: 'contracts',
  title: '集体合同',
  table: 'agreements.contract',
  key: ['contract_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    contract_no: columns.code('合同编号', required),
    kind: columns.choice('类型', { collective: '集体合同', wage: '工资专项' }, required),
    scope: columns.choice('范围', { enterprise: '企业', regional: '区域' }, required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    signed_on: columns.date('签订日期', required),
    valid_from: columns.date('生效日期', required),
    valid_to: columns.date('期满日期', required),
  },
});

export const contractEmployers = defineRegister({
  name: 'contract_employers',
  title: '集体合同覆盖单位',
  table: 'agreements.contract_employer',
  key: ['contract_no', 'uscc'],
  owner: { by: 'parent', column: 'contract_no' },
  columns: {
    contract_no: columns.reference('合同编号', 'contracts.contract_no', required),
    uscc: columns.reference('统一社会信用代码', 'employers.uscc', required, { kind: 'uscc' }),
  },
});

export const facilities = defineRegister({
  name: 'facilities',
  title: '阵地',
  table: 'funds.facility',
  key: ['facility_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    facility_no: columns.code('阵地编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', { home: '职工之家', library: '职工书屋' }, required),
    area_m2: columns.decimal('面积'),
    opened_on: columns.date('启用日期', required),
  },
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
    item: columns.choice('项目', { dues: '会费', budget: '预算总额' }, required),
    amount: columns.money('金额', required),
  },
});

/** In no particular order: the engine finds its own. */
export const definitions = [
  funds,
  facilities,
  contractEmployers,
  members,
  contracts,
  workforce,
  employers,
  unions,
] as const;
