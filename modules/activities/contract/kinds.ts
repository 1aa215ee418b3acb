/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

export const activityKinds = {
  competition: '劳动竞赛',
  skills: '技能竞赛技术比武',
  ankang: '安康杯',
  suggestion: '合理化建议',
  innovation: '技术创新',
  culture: '文体',
  theme: '主题教育',
  ethics: '职业道德文明创建',
  law: '普法',
  training: '职工培训',
  officer_training: '工会干部培训',
  publicity: '新闻宣传',
  dual_love: '双爱双创',
  harmony: '和谐劳动关系创建',
  home_building: '建家',
  bargaining_drive: '春季要约',
  study: '读书学习',
  community: '社区服务',
} as const;

/** Who holds the activity: the union itself or a level above it. */
export const activityLevels = {
  union: '本级',
  township: '乡镇街道级',
  county: '县级',
  city: '市级',
  province: '省级',
  national: '国家级',
} as const;

export const honourLevels = {
  national: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
} as const;

export const honourKinds = {
  model_worker: '劳动模范',
  pioneer: '工人先锋号',
  innovation_studio: '创新工作室',
  home: '模范职工之家',
  activist: '优秀工会干部',
  brand: '特色品牌',
  scheme_title: '达标称号',
} as const;
