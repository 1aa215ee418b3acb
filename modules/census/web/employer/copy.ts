/** Chinese copy of an employer of the trusted list. */
export const copy = {
  list: '单位底册',
  census: '拉网式核查',
  values: '采用的值与出处',
  records: '各部门的记录',
  more: '只显示最近的 100 条记录。',
  events: '并入与拆出',
  noEvents: '没有并入或拆出过。',
  event: { merge: '并入', split: '拆出' },
  columns: { field: '栏目', value: '采用的值', source: '来源', where: '出处', asOf: '数据日期' },
  where: (file: string, line: number) => `${file} 第 ${line} 行`,
  raw: '原始行',
  union: '工会',
  noUnion: '工会登记中没有覆盖它的工会',
  self: '本单位',
  time: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }),
} as const;
