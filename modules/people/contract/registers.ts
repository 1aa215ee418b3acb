import { columns, defineRegister } from '@jianjia/registers';

import { employments, engagements, genders, idTypes, leaveReasons, officerBodies, partyRanks, posts } from './kinds.ts';

const { required } = columns;

/** One row is one membership: a transfer ends it and begins another of the same identity number. */
export const members = defineRegister({
  name: 'members',
  title: '会员',
  table: 'people.member',
  key: ['member_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    member_no: columns.identifier('会员编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    uscc: columns.reference('所在单位', 'employers.uscc', {}, { kind: 'uscc' }),
    name: columns.text('姓名', required),
    id_type: columns.choice('证件类型', idTypes, required),
    id_number: columns.text('证件号码', { sealed: 'id_number' }),
    gender: columns.choice('性别', genders),
    born_on: columns.date('出生日期', { shown: 'year' }),
    phone: columns.text('手机', { sealed: 'phone' }),
    employment: columns.choice('用工形式', employments),
    joined_on: columns.date('入会日期', required),
    left_on: columns.date('退会或转出日期'),
    leave_reason: columns.choice('退会或转出原因', leaveReasons),
    retained: columns.flag('保留会籍'),
    verified_on: columns.date('实名核验日期'),
    updated_on: columns.date('档案更新日期', required),
  },
  checks: [
    { rule: 'notBefore', column: 'left_on', start: 'joined_on' },
    { rule: 'residentIdNumber', type: 'id_type', number: 'id_number', bornOn: 'born_on' },
  ],
});

export const officers = defineRegister({
  name: 'officers',
  title: '工会干部',
  table: 'people.officer',
  key: ['officer_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    officer_no: columns.identifier('干部编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    member_no: columns.reference('会员编号', 'members.member_no'),
    name: columns.text('姓名', required),
    gender: columns.choice('性别', genders),
    body: columns.choice('机构', officerBodies, required),
    post: columns.choice('职务', posts, required),
    engagement: columns.choice('专兼职', engagements),
    employer_side: columns.flag('行政负责人合伙人或近亲属'),
    party_rank: columns.choice('相当党政职级', partyRanks),
    since: columns.date('任职', required),
    until: columns.date('离任'),
    election_no: columns.reference('选举编号', 'elections.election_no'),
    trained_on: columns.date('上岗培训日期'),
  },
  checks: [{ rule: 'notBefore', column: 'until', start: 'since' }],
});
