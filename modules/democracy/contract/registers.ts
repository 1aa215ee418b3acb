import { columns, defineRegister } from '@jianjia/registers';

import { disclosureKinds, electionBodies, electionKinds, mechanisms, meetingKinds } from './kinds.ts';

const { required } = columns;

export const elections = defineRegister({
  name: 'elections',
  title: '换届选举',
  table: 'democracy.election',
  key: ['election_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    election_no: columns.identifier('选举编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    body: columns.choice('机构', electionBodies, required),
    term_no: columns.count('届次', required),
    held_on: columns.date('选举日期', required),
    term_years: columns.count('任期', required),
    eligible: columns.count('应到', required),
    attended: columns.count('实到', required),
    secret: columns.flag('无记名'),
    approved_on: columns.date('上级批复'),
    kind: columns.choice('类型', electionKinds, required),
  },
  checks: [{ rule: 'notAbove', column: 'attended', limit: 'eligible' }],
});

export const meetings = defineRegister({
  name: 'meetings',
  title: '会议',
  table: 'democracy.meeting',
  key: ['meeting_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    meeting_no: columns.identifier('会议编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', meetingKinds, required),
    held_on: columns.date('召开日期', required),
    expected: columns.count('应到'),
    attended: columns.count('实到'),
    approval_rate: columns.fraction('赞成率'),
    topics: columns.text('议题'),
    regional: columns.flag('区域行业性'),
  },
  checks: [{ rule: 'notAbove', column: 'attended', limit: 'expected' }],
});

export const democracy = defineRegister({
  name: 'democracy',
  title: '民主管理',
  table: 'democracy.mechanism',
  key: ['uscc', 'mechanism'],
  owner: { by: 'employer', column: 'uscc' },
  columns: {
    uscc: columns.reference('统一社会信用代码', 'employers.uscc', required, { kind: 'uscc' }),
    mechanism: columns.choice('制度', mechanisms, required),
    since: columns.date('开始日期', required),
    until: columns.date('结束日期'),
  },
  checks: [{ rule: 'notBefore', column: 'until', start: 'since' }],
});

export const disclosures = defineRegister({
  name: 'disclosures',
  title: '公开与公示',
  table: 'democracy.disclosure',
  key: ['disclosure_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    disclosure_no: columns.identifier('公开编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', disclosureKinds, required),
    published_on: columns.date('公开日期', required),
    title: columns.text('标题'),
  },
});
