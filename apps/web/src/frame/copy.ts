/** Chinese copy of the frame. */
export const copy = {
  brand: '建家',
  brandLead: '工会规范化建设',
  skip: '跳到正文',
  demo: '示例城市，数据是虚构的',
  menu: '打开菜单',
  navigation: '主导航',
  day: '评定日',
  place: '查看的工会',
  look: { label: '明暗', light: '浅色', dark: '深色', system: '跟随系统' },
  account: '我的账号',
  signOut: '退出',
  unsent: {
    title: (count: number) => `还有 ${count} 条核查结果没有发送`,
    content: '退出会清除这台设备上的核查任务和结果，没有发送的就没有了。请先在有网络时打开“我的核查”发送。',
    okText: '仍然退出',
    cancelText: '先不退出',
  },
  guide: '一分钟导览',
  manual: '接口说明',
} as const;
