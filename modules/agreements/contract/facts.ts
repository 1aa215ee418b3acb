import { defineFactSource } from '@jianjia/rules';

const VALID = 'valid_from <= t and valid_to >= t';

export const contractFacts = defineFactSource({
  name: 'contracts',
  title: '集体合同',
  unit: '份',
  registers: ['contracts'],
  columns: {
    kind: 'text',
    scope: 'text',
    valid_from: 'date',
    valid_to: 'date',
    congress_on: 'date',
    filed_on: 'date',
    reported_on: 'date',
  },
  facts: {
    'contracts.rows': { title: '集体合同登记数', count: 'true' },
    'contracts.valid': { title: '有效{kind}份数', params: ['kind'], count: `kind in $kind and ${VALID}` },
    'contracts.regional': {
      title: '有效的区域、行业性{kind}份数',
      params: ['kind'],
      count: `kind in $kind and scope in ('regional', 'sector') and ${VALID}`,
    },
    'contracts.reported': {
      title: '本年报告履行情况的{kind}份数',
      params: ['kind'],
      count: 'kind in $kind and in_year(reported_on)',
    },
    'contracts.filed': {
      title: '已报送审查的有效{kind}份数',
      params: ['kind'],
      count: `kind in $kind and filed_on <= t and ${VALID}`,
    },
    'contracts.congress': {
      title: '经职代会通过的有效{kind}份数',
      params: ['kind'],
      count: `kind in $kind and congress_on <= t and ${VALID}`,
    },
  },
});
