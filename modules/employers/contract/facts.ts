import { defineFactSource } from '@jianjia/rules';

/**
 * Open employers at t with their latest workforce row, and what contracts, mechanisms and unions reach them.
 * `class` names one of the boolean columns units, enterprise, above_scale_enterprise, private_enterprise,
 * small_micro_enterprise (企业 = state, collective, private, mixed; 单位 = every sector).
 */
export const employerFacts = defineFactSource({
  name: 'employers',
  title: '单位',
  unit: '家',
  registers: ['employers', 'workforce', 'contracts', 'democracy'],
  located: true,
  columns: {
    sector: 'text',
    units: 'boolean',
    enterprise: 'boolean',
    above_scale_enterprise: 'boolean',
    private_enterprise: 'boolean',
    small_micro_enterprise: 'boolean',
    unionised: 'boolean',
    union_kind: 'text',
    employees: 'number',
    female: 'number',
    migrant: 'number',
    wage_bill: 'number',
    contracts_signed: 'number',
    social_insurance: 'number',
    contract_row: 'boolean',
    collective: 'boolean',
    wage: 'boolean',
    women: 'boolean',
    safety: 'boolean',
    mechanism_row: 'boolean',
    staff_congress: 'boolean',
    disclosure: 'boolean',
    worker_director: 'boolean',
    worker_supervisor: 'boolean',
    bargaining: 'boolean',
    legal_supervision: 'boolean',
  },
  facts: {
    'employers.rows': { title: '存续单位数', count: 'true' },
    'employers.open': { title: '{class}数', params: ['class'], count: '$class' },
    'employers.unionised': { title: '已建会{class}数', params: ['class'], count: '$class and unionised' },
    'employers.large': { title: '25人以上单位数', count: 'employees >= 25' },
    'employers.large_separate': {
      title: '25人以上单独建会单位数',
      count: "employees >= 25 and union_kind in ('enterprise', 'institution')",
    },
    'employers.sector': { title: '{sector}单位数', params: ['sector'], count: 'sector in $sector' },
    'employers.unionised_sector': {
      title: '已建会{sector}单位数',
      params: ['sector'],
      count: 'sector in $sector and unionised',
    },
    'employers.total': { title: '{column}合计', unit: '人', params: ['column'], sum: '$column' },
    'employers.lacking': { title: '未报{column}的单位数', params: ['column'], count: '$column is empty' },
    'employers.contracted': {
      title: '有效{kind}覆盖的已建会{class}数',
      params: ['class', 'kind'],
      count: '$class and unionised and $kind',
    },
    'employers.collective_and_women': {
      title: '已签集体合同且签女职工专项的企业数',
      count: 'enterprise and unionised and collective and women',
    },
    'employers.covered': { title: '有效{kind}覆盖的单位数', params: ['kind'], count: '$kind' },
    'employers.mechanism': {
      title: '已建会{class}中建立{mechanism}的单位数',
      params: ['class', 'mechanism'],
      count: '$class and unionised and $mechanism',
    },
    'employers.with_mechanism': { title: '建立{mechanism}的单位数', params: ['mechanism'], count: '$mechanism' },
    'employers.contract_rows': { title: '有集体合同记录的单位数', count: 'contract_row' },
    'employers.mechanism_rows': { title: '有民主管理记录的单位数', count: 'mechanism_row' },
  },
});
