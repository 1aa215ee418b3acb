import { defineFactSource } from '@jianjia/rules';

const THIS_YEAR = 'kind in $kind and in_year(held_on)';

export const surveyFacts = defineFactSource({
  name: 'surveys',
  title: '评家与测评',
  unit: '次',
  registers: ['surveys'],
  columns: {
    kind: 'text',
    held_on: 'date',
    eligible: 'number',
    returned: 'number',
    satisfied: 'number',
    basic: 'number',
    dissatisfied: 'number',
  },
  facts: {
    'surveys.rows': { title: '测评登记数', count: 'true' },
    'surveys.held': { title: '本年{kind}次数', params: ['kind'], count: THIS_YEAR },
    'surveys.latest': {
      title: '本年最近一次{kind}的{answer}票数',
      unit: '票',
      params: ['kind', 'answer'],
      latest: '$answer',
      by: 'held_on',
      where: THIS_YEAR,
    },
  },
});
