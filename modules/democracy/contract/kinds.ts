import { officerBodies } from '@jianjia/people/contract';

/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

const { staff: _employedNotElected, ...elected } = officerBodies;

/** Bodies of an election: those of officers without staff, who are employed and not elected (ruling «Exchange format»). */
export const electionBodies = elected;

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
