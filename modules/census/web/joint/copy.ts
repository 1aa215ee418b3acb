/** Chinese copy of the joint unions that could be founded. */
export const copy = {
  title: '联合建会',
  census: '拉网式核查',
  lead: '不足 25 人、没有建会的单位，按同一楼宇、市场、园区或街道归到一起，每个联合工会最多 50 家，单位多的在前。',
  columns: { place: '地点', division: '行政区划', kind: '类型', employers: '单位', employees: '职工' },
  part: (part: number) => `第 ${part} 个`,
  units: '家',
  people: '人',
  empty: {
    title: '没有可以联合建会的地方',
    next: '底册里的地址还不全，或小单位都已建会。分类之后才会归到一起：到“覆盖与缺口”点“重新分类”。',
  },
} as const;
