/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

/**
 * Bodies an election fills: those of officers without staff, who are employed and not elected (ruling «Exchange
 * format»). A test of the migrations holds this list against the people room's.
 */
export const electionBodies = {
  committee: '工会委员会',
  audit: '经费审查委员会',
  women: '女职工委员会',
  legal_supervision: '劳动法律监督委员会',
  safety: '劳动保护监督检查委员会',
  mediation: '劳动争议调解委员会',
  coordinator: '协理员',
  bargaining_guide: '集体协商指导员',
  volunteer: '志愿者',
  activist: '积极分子',
  group_leader: '工会小组长',
} as const;

export const electionKinds = {
  founding: '成立',
  reelection: '换届',
  byelection: '替补增补',
} as const;

export const meetingKinds = {
  member_assembly: '会员大会',
  member_congress: '会员代表大会',
  staff_assembly: '职工大会',
  staff_congress: '职工代表大会',
  plenary: '全委会',
  regular: '工会例会',
  study: '领导班子集体学习',
  party_on_union: '党组织研究工会工作',
  party_report: '向党委汇报',
  gov_union: '政府工会联席会',
  tripartite: '劳动关系三方会议',
  party_gov_union: '党政工联席会',
  coordination: '联谊协调会',
  bargaining: '协商会议',
  deployment: '工作部署',
  inspection: '工作督查',
  summary: '工作总结',
} as const;

/** Mechanisms of democratic management an employer may have. */
export const mechanisms = {
  staff_congress: '职代会制度',
  disclosure: '厂务公开',
  worker_director: '职工董事',
  worker_supervisor: '职工监事',
  bargaining: '平等协商',
  legal_supervision: '劳动法律监督',
} as const;

export const disclosureKinds = {
  factory: '厂务公开',
  union_affairs: '会务公开',
  accounts: '经费公开',
  dual_display: '双亮',
  chart_on_wall: '组织架构职责上墙',
} as const;
