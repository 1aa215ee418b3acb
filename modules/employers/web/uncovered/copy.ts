/** Chinese copy of the list of employers without a union. */
export const copy = {
  title: '没有建会的单位',
  lead: '还没有工会、或所属工会已经撤销的存续单位，职工多的在前：建会工作先看这些。',
  overview: '总览',
  save: '导出 XLSX',
  size: '职工人数',
  sizes: { all: '不限', '25': '25 人以上', '100': '100 人以上', '200': '200 人以上' },
  industry: '行业',
  any: '不限',
  noIndustry: '没有登记行业',
  empty: { title: '这里没有这样的单位', next: '可能都已建会；也可以去掉一个筛选条件，或换一个评定日再看。' },
  columns: {
    name: '单位',
    division: '行政区划',
    industry: '行业',
    sector: '单位类别',
    employees: '职工人数',
    established: '成立日期',
  },
  unreported: '没有上报',
  people: '人',
} as const;
