import type { Permission } from '@jianjia/kernel';

/** Areas of records; each has `area:read` and `area:write`. The policies of 0014_policies.sql and 0022_census.sql name the same. */
export const recordAreas = {
  organisations: '工会组织',
  employers: '单位',
  people: '会员与干部',
  democracy: '选举、会议与民主管理',
  agreements: '集体合同',
  activities: '活动与荣誉',
  care: '困难帮扶与争议',
  funds: '经费、经审与阵地',
  documents: '制度与文书',
  surveys: '评家与测评',
  schemes: '标准参数',
  assessments: '评定结果',
  census: '单位底册',
} as const;

export type RecordArea = keyof typeof recordAreas;

/** What may be done besides reading and writing records. */
export const specialPermissions = {
  'people:unmask': '查看完整证件号码和手机号',
  'people:export': '申请导出个人信息',
  'people:approve_export': '批准导出个人信息',
  'accounts:read': '查看账号',
  'accounts:write': '管理账号和授权',
  'journal:read': '查看操作日志',
  'history:read': '查看台账修改记录',
  'registers:import': '导入台账',
  'standards:draft': '起草标准',
  'census:send': '报送部门名册',
  'census:review': '判定单位是否同一家',
  'census:check': '实地核查单位',
} as const satisfies Readonly<Record<Permission, string>>;

/** Every permission there is, with its Chinese name. */
export const permissions: Readonly<Record<Permission, string>> = {
  ...Object.fromEntries(
    Object.entries(recordAreas).flatMap(([area, title]) => [
      [`${area}:read`, `查看${title}`],
      [`${area}:write`, `登记${title}`],
    ]),
  ),
  ...specialPermissions,
};

/** `area:read` for each area. */
export function reading(...areas: readonly RecordArea[]): readonly Permission[] {
  return areas.map((area): Permission => `${area}:read`);
}

/** `area:read` and `area:write` for each area. */
export function keeping(...areas: readonly RecordArea[]): readonly Permission[] {
  return areas.flatMap((area): Permission[] => [`${area}:read`, `${area}:write`]);
}
