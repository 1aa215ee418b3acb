/** Chinese copy of adopting values of the list into the union's own register. */
export const copy = {
  title: '采纳到工会台账',
  lead: '把底册里核实过的值写入工会自己的单位台账。原来的值会保留；撤回文件时恢复，工会后来改过的除外。',
  census: '拉网式核查',
  field: '只看',
  all: '全部',
  choose: '要采纳的内容',
  columns: { name: '单位', field: '内容', before: '台账现在', after: '采纳为', where: '出处', asOf: '数据日期' },
  none: '（空）',
  empty: { title: '没有可以采纳的内容', next: '底册与工会台账一致；接收新的文件并入册后再来看。' },
  adopt: (count: number) => `采纳 ${count.toLocaleString('zh-CN')} 项`,
  ask: '采纳选中的内容？会写入工会的单位台账，并重新评定有关工会。',
  done: (count: number) => `已采纳 ${count.toLocaleString('zh-CN')} 项`,
  cancel: '取消',
  where: (file: string, line: number) => `${file} 第 ${line} 行`,
} as const;
