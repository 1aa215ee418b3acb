/** Chinese copy of the trusted list of employers. */
export const copy = {
  title: '单位底册',
  lead: '各部门名册比对合并后的单位；每一个值都能查到来自哪份文件的哪一行。',
  census: '拉网式核查',
  search: '名称、信用代码或拼音首字母',
  department: '来源部门',
  union: '是否建会',
  unions: { yes: '已建会', no: '未建会' },
  any: '不限',
  empty: { title: '底册里没有这样的单位', next: '去掉一个筛选条件再看；底册还是空的时，先接收部门文件并入册。' },
  columns: {
    name: '单位',
    division: '行政区划',
    industry: '行业',
    employees: '职工人数',
    status: '状态',
    union: '工会',
    departments: '出现在',
  },
  noUnion: '未建会',
  people: '人',
} as const;
