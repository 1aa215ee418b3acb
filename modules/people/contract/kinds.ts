/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

export const idTypes = {
  resident: '居民身份证',
  residence_permit: '港澳台居民居住证',
  passport: '护照',
  other: '其他',
} as const;

export const genders = { male: '男', female: '女' } as const;

/** 用工形式. */
export const employments = {
  regular: '正式',
  migrant: '农民工',
  dispatched: '劳务派遣',
  flexible: '灵活就业',
} as const;

/** Why a membership ended; a transfer ends one membership and begins another. */
export const leaveReasons = {
  transfer: '转会',
  retired: '退休',
  resigned: '退会',
  expelled: '除名',
  died: '死亡',
} as const;

/** Bodies and staffs an officer serves in. */
export const officerBodies = {
  committee: '工会委员会',
  audit: '经费审查委员会',
  women: '女职工委员会',
  legal_supervision: '劳动法律监督委员会',
  safety: '劳动保护监督检查委员会',
  mediation: '劳动争议调解委员会',
  staff: '工作人员',
  coordinator: '协理员',
  bargaining_guide: '集体协商指导员',
  volunteer: '志愿者',
  activist: '积极分子',
  group_leader: '工会小组长',
} as const;

export const posts = {
  chair: '主席',
  vice_chair: '副主席',
  director: '主任',
  vice_director: '副主任',
  member: '委员',
  inspector: '监督员',
  clerk: '专干',
  accountant: '财会',
} as const;

/** 专兼职. */
export const engagements = {
  full_time: '专职',
  part_time: '兼职',
  seconded: '挂职',
  hired: '社会化',
} as const;

/** 相当党政职级: the rank a union chair is treated by. */
export const partyRanks = {
  deputy_unit: '同级副职',
  middle: '中层正职',
  none: '无',
} as const;
