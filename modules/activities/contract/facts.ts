import { defineFactSource } from '@jianjia/rules';

export const activityFacts = defineFactSource({
  name: 'activities',
  title: '活动',
  unit: '项',
  registers: ['activities'],
  columns: { kind: 'text', starts_on: 'date', regional: 'boolean', level: 'text', result: 'text' },
  facts: {
    'activities.rows': { title: '活动登记数', count: 'true' },
    'activities.yearly': { title: '本年{kind}活动数', params: ['kind'], count: 'kind in $kind and in_year(starts_on)' },
    'activities.regional': {
      title: '本年区域系统性联合{kind}活动数',
      params: ['kind'],
      count: 'kind in $kind and in_year(starts_on) and regional',
    },
  },
});

/** One row per covered employer and kind of activity it took part in this year (ruling «参与率»). */
export const participationFacts = defineFactSource({
  name: 'participation',
  title: '参与活动的单位',
  unit: '家',
  registers: ['activities', 'employers'],
  columns: { kind: 'text', enterprise: 'boolean', this_year: 'boolean' },
  facts: {
    'participation.rows': { title: '单位参与活动登记数', count: 'true' },
    'participation.employers': {
      title: '本年参与{kind}的单位数',
      params: ['kind'],
      count: 'kind in $kind and this_year',
    },
    'participation.enterprises': {
      title: '本年参与{kind}的已建会企业数',
      params: ['kind'],
      count: 'kind in $kind and this_year and enterprise',
    },
  },
});

export const honourFacts = defineFactSource({
  name: 'honours',
  title: '荣誉',
  unit: '项',
  registers: ['honours'],
  columns: { kind: 'text', level: 'text', granted_on: 'date', revoked_on: 'date' },
  facts: {
    'honours.rows': { title: '荣誉登记数', count: 'true' },
    'honours.count': {
      title: '{kind}荣誉数',
      params: ['kind'],
      count: 'kind in $kind and (revoked_on is empty or revoked_on > t)',
    },
    'honours.yearly': { title: '本年获{kind}荣誉数', params: ['kind'], count: 'kind in $kind and in_year(granted_on)' },
  },
});
