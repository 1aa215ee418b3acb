import { defineFactSource } from '@jianjia/rules';

export const hardshipFacts = defineFactSource({
  name: 'hardship',
  title: '困难职工',
  unit: '份',
  registers: ['hardship'],
  columns: { level: 'text', opened_on: 'date', reviewed_on: 'date', closed_on: 'date', migrant: 'boolean' },
  facts: {
    'hardship.rows': { title: '困难职工档案数', count: 'true' },
    'hardship.open': { title: '在册困难职工档案数', count: 'closed_on is empty or closed_on > t' },
    'hardship.reviewed': { title: '本年复核的困难职工档案数', count: 'in_year(reviewed_on)' },
    'hardship.migrant': { title: '在册困难农民工档案数', count: 'migrant and (closed_on is empty or closed_on > t)' },
  },
});

export const reliefFacts = defineFactSource({
  name: 'relief',
  title: '帮扶救助',
  unit: '次',
  registers: ['relief'],
  columns: { kind: 'text', given_on: 'date', amount: 'number', people: 'number' },
  facts: {
    'relief.rows': { title: '帮扶救助登记数', count: 'true' },
    'relief.yearly': { title: '本年{kind}次数', params: ['kind'], count: 'kind in $kind and in_year(given_on)' },
    'relief.amount': { title: '本年帮扶金额', unit: '分', sum: 'coalesce(amount, 0)', where: 'in_year(given_on)' },
  },
});

export const disputeFacts = defineFactSource({
  name: 'disputes',
  title: '争议与事件',
  unit: '件',
  registers: ['disputes'],
  columns: { kind: 'text', occurred_on: 'date', closed_on: 'date', settled: 'boolean', union_caused: 'boolean' },
  facts: {
    'disputes.rows': { title: '争议事件登记数', count: 'true' },
    'disputes.yearly': { title: '本年{kind}件数', params: ['kind'], count: 'kind in $kind and in_year(occurred_on)' },
    'disputes.caused': {
      title: '本年因劳动争议引发的{kind}件数',
      params: ['kind'],
      count: 'kind in $kind and in_year(occurred_on) and union_caused',
    },
    'disputes.cause_unknown': {
      title: '本年未注明是否因劳动争议引发的{kind}件数',
      params: ['kind'],
      count: 'kind in $kind and in_year(occurred_on) and union_caused is empty',
    },
    'disputes.unsettled': {
      title: '本年未化解的{kind}件数',
      params: ['kind'],
      count: 'kind in $kind and in_year(occurred_on) and not coalesce(settled, false)',
    },
    // The last days, for vetoes that look back over several years.
    'disputes.last_day': {
      title: '最近一次{kind}的日期',
      params: ['kind'],
      max: 'days(occurred_on)',
      where: 'kind in $kind',
    },
    'disputes.last_caused_day': {
      title: '最近一次因劳动争议引发的{kind}的日期',
      params: ['kind'],
      max: 'days(occurred_on)',
      where: 'kind in $kind and union_caused',
    },
    'disputes.last_cause_unknown_day': {
      title: '最近一次未注明是否因劳动争议引发的{kind}的日期',
      params: ['kind'],
      max: 'days(occurred_on)',
      where: 'kind in $kind and union_caused is empty',
    },
    'disputes.last_unsettled_day': {
      title: '最近一次未化解的{kind}的日期',
      params: ['kind'],
      max: 'days(occurred_on)',
      where: 'kind in $kind and not coalesce(settled, false)',
    },
  },
});
