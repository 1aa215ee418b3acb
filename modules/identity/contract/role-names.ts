/** Roles with their Chinese titles, as lists show them; what each may do, and how far, is in the room's domain. */
export const roleTitles = {
  city_officer: '市级工会干部',
  county_officer: '县级工会干部',
  township_officer: '乡镇街道和联合会工会干部',
  chair: '基层工会主席',
  clerk: '基层工会专干',
  coordinator: '协理员',
  member: '会员',
  auditor: '经审人员',
  scheme_administrator: '标准管理员',
  data_sender: '部门数据报送接口',
  inspector: '检查员',
  administrator: '系统管理员',
} as const;

export type RoleName = keyof typeof roleTitles;

export const roleNames = Object.keys(roleTitles) as [RoleName, ...RoleName[]];
