/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

export const contractKinds = {
  collective: '集体合同',
  wage: '工资专项',
  women: '女职工专项',
  safety: '劳动安全卫生专项',
} as const;

export const contractScopes = {
  enterprise: '企业',
  regional: '区域',
  sector: '行业',
} as const;
