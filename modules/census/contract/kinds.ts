import { sectors } from '@jianjia/employers/contract';

export type { Sector } from '@jianjia/employers/contract';

/** Departments whose registers are compared, id → Chinese title. The list is closed: 0022_census.sql. */
export const departments = {
  union: '工会',
  market: '市场监管',
  tax: '税务',
  statistics: '统计',
  civil_affairs: '民政',
  human_resources: '人社',
  field: '实地核查',
  other: '其他部门',
} as const;
export type Department = keyof typeof departments;

/** What a column of a department's file can mean, field → Chinese title. */
export const fields = {
  name: '单位名称',
  former_names: '曾用名',
  uscc: '统一社会信用代码',
  registration_no: '注册号（15 位）',
  organisation_code: '组织机构代码',
  division: '行政区划',
  address: '地址',
  industry_code: '行业代码',
  industry_text: '行业名称',
  scope: '经营范围',
  sector: '单位类型',
  employees: '职工人数',
  insured: '参保人数',
  established_on: '成立日期',
  closed_on: '注销日期',
  status: '登记状态',
  representative: '法定代表人（负责人）',
  phone: '联系电话',
} as const;
export type Field = keyof typeof fields;

/** Fields whose examples are covered: they tell of a person. */
export const personalFields: ReadonlySet<Field> = new Set(['representative', 'phone']);

/** Registration states of an employer (登记状态), id → Chinese title. */
export const statuses = { open: '存续', closed: '注销', revoked: '吊销', moved: '迁出' } as const;
export type EmployerStatus = keyof typeof statuses;

/** Fields whose values are of a closed list, which departments write in words of their own; field → what they can mean. */
export const codedFields = { status: statuses, sector: sectors } as const satisfies Partial<
  Record<Field, Readonly<Record<string, string>>>
>;
export type CodedField = keyof typeof codedFields;

/** Whether the values of a field are of a closed list. */
export function isCoded(field: Field): field is CodedField {
  return Object.hasOwn(codedFields, field);
}

/** Where a delivery stands, id → Chinese title. */
export const deliveryStates = {
  profiled: '待入册',
  applying: '正在入册',
  applied: '已入册',
  withdrawing: '正在撤回',
  withdrawn: '已撤回',
} as const;
export type DeliveryState = keyof typeof deliveryStates;

/** Fields of the list that are chosen by precedence, in the order in which they are shown; field → Chinese title. */
export const listFields = {
  name: '单位名称',
  uscc: '统一社会信用代码',
  registration_no: '注册号',
  division_code: '行政区划',
  address: '地址',
  industry_code: '行业',
  industry_text: '行业名称（原文）',
  scope: '经营范围',
  sector: '单位类别',
  employees: '职工人数',
  insured: '参保人数',
  established_on: '成立日期',
  closed_on: '注销日期',
  status: '登记状态',
  representative: '法定代表人（负责人）',
  phone: '联系电话',
} as const;
export type ListField = keyof typeof listFields;
