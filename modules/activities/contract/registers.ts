import { columns, defineRegister } from '@jianjia/registers';

import { activityKinds, activityLevels, honourKinds, honourLevels } from './kinds.ts';

const { required } = columns;

export const activities = defineRegister({
  name: 'activities',
  title: '活动',
  table: 'activities.activity',
  key: ['activity_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    activity_no: columns.identifier('活动编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', activityKinds, required),
    title: columns.text('名称', required),
    starts_on: columns.date('开始日期', required),
    ends_on: columns.date('结束日期'),
    participants: columns.count('参加人数'),
    regional: columns.flag('区域系统性联合'),
    level: columns.choice('级别', activityLevels),
    result: columns.text('结果奖励'),
  },
  checks: [{ rule: 'notBefore', column: 'ends_on', start: 'starts_on' }],
});

/** Employers taking part in an activity of any union (ruling «参与率»). */
export const activityEmployers = defineRegister({
  name: 'activity_employers',
  title: '活动参加单位',
  table: 'activities.activity_employer',
  key: ['activity_no', 'uscc'],
  owner: { by: 'parent', column: 'activity_no' },
  columns: {
    activity_no: columns.reference('活动编号', 'activities.activity_no', required),
    uscc: columns.reference('统一社会信用代码', 'employers.uscc', required, { kind: 'uscc' }),
  },
});

export const honours = defineRegister({
  name: 'honours',
  title: '荣誉',
  table: 'activities.honour',
  key: ['honour_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    honour_no: columns.identifier('荣誉编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code'),
    member_no: columns.reference('会员编号', 'members.member_no'),
    title: columns.text('名称', required),
    level: columns.choice('级别', honourLevels, required),
    granted_on: columns.date('授予日期', required),
    revoked_on: columns.date('撤销日期'),
    kind: columns.choice('类型', honourKinds),
  },
  checks: [{ rule: 'notBefore', column: 'revoked_on', start: 'granted_on' }],
});
