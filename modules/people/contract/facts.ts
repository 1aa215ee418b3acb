import { defineFactSource } from '@jianjia/rules';

/** Membership at t (registers.md «Measures»): joined, not left; retained members do not count in rates. */
const CURRENT = '(left_on is empty or left_on > t) and not coalesce(retained, false)';
const IN_POST = '(until is empty or until > t)';

export const memberFacts = defineFactSource({
  name: 'members',
  title: '会员',
  unit: '人',
  registers: ['members'],
  located: true,
  columns: {
    left_on: 'date',
    retained: 'boolean',
    verified_on: 'date',
    updated_on: 'date',
    employment: 'text',
    gender: 'text',
  },
  detail: { counted: 'boolean' },
  facts: {
    'members.rows': { title: '会员登记数', count: 'true' },
    'members.current': { title: '会员数', count: CURRENT },
    'members.counted': { title: '所在单位已报职工人数的会员数', count: CURRENT, given: 'coalesce(counted, true)' },
    'members.verified': { title: '实名会员数', count: `${CURRENT} and verified_on <= t` },
    'members.by': {
      title: '{employment}会员数',
      params: ['employment'],
      count: `${CURRENT} and employment in $employment`,
    },
    'members.female': { title: '女会员数', count: `${CURRENT} and gender = 'female'` },
    'members.newest_update': {
      title: '会员档案最近更新日',
      max: 'days(updated_on)',
      where: 'updated_on <= t',
    },
  },
});

export const officerFacts = defineFactSource({
  name: 'officers',
  title: '工会干部',
  unit: '人',
  registers: ['officers'],
  columns: {
    body: 'text',
    post: 'text',
    engagement: 'text',
    employer_side: 'boolean',
    party_rank: 'text',
    since: 'date',
    until: 'date',
    trained_on: 'date',
  },
  facts: {
    'officers.rows': { title: '工会干部登记数', count: 'true' },
    'officers.in_post': { title: '在任{body}人数', params: ['body'], count: `${IN_POST} and body in $body` },
    'officers.heads': {
      title: '在任{body}主席或主任人数',
      params: ['body'],
      count: `${IN_POST} and body in $body and post in ('chair', 'director')`,
    },
    'officers.members_or_inspectors': {
      title: '在任{body}主任、委员或监督员人数',
      params: ['body'],
      count: `${IN_POST} and body in $body and post in ('chair', 'director', 'member', 'inspector')`,
    },
    // Says anything of the bodies in `only` alone: those where an ordinary member is enough below 25 people.
    'officers.ordinary': {
      title: '在任{body}委员或监督员人数',
      params: ['body', 'only'],
      count: `${IN_POST} and body in $body and body in $only and post in ('member', 'inspector')`,
    },
    'officers.post': {
      title: '在任{body}{post}人数',
      params: ['body', 'post'],
      count: `${IN_POST} and body in $body and post in $post`,
    },
    'officers.full_time': {
      title: '专职{body}{post}人数',
      params: ['body', 'post'],
      count: `${IN_POST} and body in $body and post in $post and engagement = 'full_time'`,
    },
    'officers.engagement': {
      title: '{engagement}工会干部人数',
      params: ['engagement'],
      count: `${IN_POST} and engagement in $engagement`,
    },
    'officers.ranked': {
      title: '工会委员会{post}按{rank}配备人数',
      params: ['post', 'rank'],
      count: `${IN_POST} and body = 'committee' and post in $post and party_rank in $rank`,
    },
    'officers.full_time_ranked': {
      title: '专职工会{post}按{rank}配备人数',
      params: ['post', 'rank'],
      count: `${IN_POST} and body = 'committee' and post in $post and party_rank in $rank and engagement = 'full_time'`,
    },
    'officers.leaders': {
      title: '{engagement}工会主席、副主席人数',
      params: ['engagement'],
      count: `${IN_POST} and body = 'committee' and post in ('chair', 'vice_chair') and engagement in $engagement`,
    },
    'officers.employer_side': {
      title: '工会委员会中行政负责人、合伙人及其近亲属人数',
      count: `${IN_POST} and body = 'committee' and employer_side`,
    },
    'officers.employer_side_unknown': {
      title: '工会委员会中未注明是否行政负责人近亲属的人数',
      count: `${IN_POST} and body = 'committee' and employer_side is empty`,
    },
    'officers.newcomers': {
      title: '任职已满一年的主席、副主席人数',
      count: `${IN_POST} and body = 'committee' and post in ('chair', 'vice_chair') and add_years(since, 1) < t`,
    },
    'officers.newcomers_trained': {
      title: '其中任职一年内参加岗位培训的人数',
      count: `${IN_POST} and body = 'committee' and post in ('chair', 'vice_chair') and add_years(since, 1) < t and trained_on <= add_years(since, 1)`,
    },
    'officers.trained': { title: '已参加上岗培训的在任干部人数', count: `${IN_POST} and trained_on <= t` },
    'officers.all': { title: '在任工会干部人数', count: IN_POST },
  },
});
