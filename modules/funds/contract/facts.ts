import { defineFactSource } from '@jianjia/rules';

const OPEN = '(closed_on is empty or closed_on > t)';

export const facilityFacts = defineFactSource({
  name: 'facilities',
  title: '阵地',
  unit: '处',
  registers: ['facilities'],
  columns: {
    kind: 'text',
    area_m2: 'number',
    closed_on: 'date',
    signage: 'boolean',
    rules: 'boolean',
    staffed: 'boolean',
    funded: 'boolean',
    equipped: 'boolean',
  },
  facts: {
    'facilities.rows': { title: '阵地登记数', count: 'true' },
    'facilities.open': { title: '在用{kind}数', params: ['kind'], count: `kind in $kind and ${OPEN}` },
    'facilities.largest_area': {
      title: '最大的在用{kind}面积',
      params: ['kind'],
      max: 'area_m2',
      where: `kind in $kind and ${OPEN}`,
    },
    'facilities.with': {
      title: '具备{quality}的在用{kind}数',
      params: ['kind', 'quality'],
      count: `kind in $kind and ${OPEN} and $quality`,
    },
  },
});

export const fundFacts = defineFactSource({
  name: 'funds',
  title: '经费',
  unit: '笔',
  registers: ['funds'],
  columns: { item: 'text', year: 'number', amount: 'number' },
  facts: {
    'funds.rows': { title: '经费登记数', count: 'true' },
    'funds.amount': {
      title: '本年{item}',
      unit: '分',
      params: ['item'],
      sum: 'amount',
      where: 'item in $item and year = year(t)',
    },
    'funds.recorded': { title: '本年{item}记账数', params: ['item'], count: 'item in $item and year = year(t)' },
    'funds.last_amount': {
      title: '上年{item}',
      unit: '分',
      params: ['item'],
      sum: 'amount',
      where: 'item in $item and year = year(t) - 1',
    },
    'funds.last_recorded': {
      title: '上年{item}记账数',
      params: ['item'],
      count: 'item in $item and year = year(t) - 1',
    },
  },
});

export const auditFacts = defineFactSource({
  name: 'audits',
  title: '经审',
  unit: '次',
  registers: ['audits'],
  columns: { kind: 'text', fiscal_year: 'number', concluded_on: 'date', opinion: 'text', reported_on: 'date' },
  facts: {
    'audits.rows': { title: '经审登记数', count: 'true' },
    'audits.yearly': { title: '本年{kind}次数', params: ['kind'], count: 'kind in $kind and in_year(concluded_on)' },
    'audits.reported': { title: '本年向会员大会报告经审次数', count: 'in_year(reported_on)' },
    'audits.problems': {
      title: '本年审计有问题未整改次数',
      count: "opinion = 'remarks' and in_year(concluded_on)",
    },
    'audits.last_problem_day': {
      title: '最近一次有问题未整改的审计的日期',
      max: 'days(concluded_on)',
      where: "opinion = 'remarks'",
    },
  },
});
