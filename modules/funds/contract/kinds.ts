/** Closed lists of the room, id → Chinese title: a new entry is a migration. */

export const facilityKinds = {
  home: '职工之家',
  mini_home: '职工小家',
  library: '职工书屋',
  center: '活动中心',
  service: '帮扶服务中心',
  rest_station: '爱心驿站',
  nursing_room: '爱心妈咪小屋',
  office: '办公场所',
} as const;

/** Lines of a union's yearly accounts, in yuan. */
export const fundItems = {
  levy_due: '应拨缴',
  levy_received: '拨缴收入',
  levy_remitted: '上解',
  levy_target: '上解任务',
  dues: '会费',
  subsidy: '上级补助',
  admin_support: '行政补助',
  budget: '预算总额',
  final: '决算总额',
  spent_workers: '职工活动与维权支出',
  spent_admin: '行政支出',
  three_public: '三公经费',
  relief_fund: '帮扶专项',
} as const;

export const auditKinds = {
  peer: '同级审',
  superior: '上级审',
  budget: '预算审查',
  final: '决算审查',
} as const;

export const auditOpinions = {
  clean: '合规',
  remarks: '有问题',
  rectified: '已整改',
} as const;
