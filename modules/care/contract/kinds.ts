/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

export const hardshipLevels = {
  deep: '深度困难',
  relative: '相对困难',
  accident: '意外致困',
} as const;

export const reliefKinds = {
  warmth: '送温暖',
  cool: '送清凉',
  school: '金秋助学',
  medical: '医疗救助',
  living: '生活救助',
  legal_aid: '法律援助',
  job: '就业服务',
  mutual_aid: '医疗互助',
  checkup: '体检',
  visit: '走访慰问',
  skills: '技能培训',
} as const;

export const disputeKinds = {
  mediation: '劳动争议调解',
  mass_incident: '群体性事件',
  wage_arrears: '拖欠工资',
  fatal_accident: '死亡事故',
  major_accident: '较大以上事故',
  injury_accident: '伤亡事故',
  occupational_disease: '严重职业病危害',
  rights_violation: '严重侵权',
  discipline: '违规违纪',
  appeal: '职工诉求',
} as const;
