import { defineFactSource } from '@jianjia/rules';

/** A by-election starts no new term (ruling «Time»). */
const TERM = "body in $body and kind != 'byelection'";
const APPROVED = 'approved_on is not empty and approved_on <= t';

export const electionFacts = defineFactSource({
  name: 'elections',
  title: '换届选举',
  unit: '次',
  registers: ['elections'],
  columns: {
    body: 'text',
    kind: 'text',
    held_on: 'date',
    term_years: 'number',
    approved_on: 'date',
    secret: 'boolean',
  },
  facts: {
    'elections.rows': { title: '选举登记数', count: 'true' },
    'elections.held': { title: '{body}选举次数', params: ['body'], count: TERM },
    'elections.latest_end': {
      title: '{body}最近一届任期届满日',
      params: ['body'],
      latest: 'days(add_years(held_on, term_years))',
      by: 'held_on',
      where: TERM,
    },
    'elections.latest_approved': {
      title: '{body}最近一次选举已获批复',
      params: ['body'],
      latest: `if(${APPROVED}, 1, 0)`,
      by: 'held_on',
      where: TERM,
    },
    'elections.latest_years': {
      title: '{body}最近一届任期年数',
      params: ['body'],
      latest: 'term_years',
      by: 'held_on',
      where: TERM,
    },
    'elections.latest_secret': {
      title: '{body}最近一次选举采用无记名投票',
      params: ['body'],
      latest: 'if(secret is empty, 1 / 0, if(secret, 1, 0))',
      by: 'held_on',
      where: TERM,
    },
    'elections.lawful': {
      title: '{body}任期内且获批复的选举次数',
      params: ['body'],
      count: `${TERM} and ${APPROVED} and add_years(held_on, term_years) >= t`,
    },
  },
});

export const meetingFacts = defineFactSource({
  name: 'meetings',
  title: '会议',
  unit: '次',
  registers: ['meetings'],
  columns: { kind: 'text', held_on: 'date', regional: 'boolean' },
  facts: {
    'meetings.rows': { title: '会议登记数', count: 'true' },
    'meetings.yearly': { title: '本年{kind}次数', params: ['kind'], count: 'kind in $kind and in_year(held_on)' },
    'meetings.regional': {
      title: '本年区域行业性{kind}次数',
      params: ['kind'],
      count: 'kind in $kind and in_year(held_on) and regional',
    },
    'meetings.in_month': {
      title: '{month}月{kind}次数',
      params: ['kind', 'month'],
      count: 'kind in $kind and in_year(held_on) and month(held_on) = $month',
    },
  },
});

export const disclosureFacts = defineFactSource({
  name: 'disclosures',
  title: '公开与公示',
  unit: '次',
  registers: ['disclosures'],
  columns: { kind: 'text', published_on: 'date' },
  facts: {
    'disclosures.rows': { title: '公开公示登记数', count: 'true' },
    'disclosures.yearly': {
      title: '本年{kind}次数',
      params: ['kind'],
      count: 'kind in $kind and in_year(published_on)',
    },
    'disclosures.ever': { title: '{kind}次数', params: ['kind'], count: 'kind in $kind' },
  },
});
