import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { departmentIds } from './shapes.ts';

/** What of the list can go into the union's own register; id → Chinese title. */
export const adoptions = {
  added: '新增单位',
  name: '单位名称',
  closed_on: '注销日期',
  industry_code: '行业（原来为空的）',
  employees: '职工人数',
} as const;
export type Adoption = keyof typeof adoptions;
export const adoptionIds = Object.keys(adoptions) as [Adoption, ...Adoption[]];

const Division = z
  .string()
  .regex(/^\d{2,12}$/, '行政区划要写 2 到 12 位数字代码。')
  .optional();

const ChangeShape = z.object({
  employer_id: z.string(),
  uscc: z.string(),
  name: z.string(),
  field: z.enum(adoptionIds),
  before: z.string().nullable(),
  after: z.string(),
  department: z.enum(departmentIds),
  file_name: z.string(),
  line: z.int(),
  as_of: z.string(),
});
export type AdoptionChange = z.output<typeof ChangeShape>;

/** What adopting would change in the union's own register, before it is done. */
export const previewAdoption = endpoint({
  id: 'census.previewAdoption',
  method: 'GET',
  path: '/api/census/adoption',
  summary: '预览：底册的哪些值会写入工会的单位台账，原来是什么、来自哪份文件，分页。',
  access: 'census:write',
  query: z.object({
    division: Division,
    field: z.enum(adoptionIds).optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({
    rows: z.array(ChangeShape).readonly(),
    next: z.string().nullable(),
    /** How many there are of each kind; the filter by field does not count. */
    counts: z.record(z.enum(adoptionIds), z.int().min(0)),
  }),
});
export type AdoptionQuery = z.output<(typeof previewAdoption)['query']>;

/** Writes values of the list into the union's own register. */
export const adoptValues = endpoint({
  id: 'census.adoptValues',
  method: 'POST',
  path: '/api/census/adoption',
  summary: '采纳：把底册的值写入工会的单位台账，保留原值；撤回文件时恢复，工会后来改过的除外。',
  access: 'census:write',
  body: z.strictObject({
    division: Division,
    fields: z.array(z.enum(adoptionIds)).min(1, '请至少选一种要采纳的内容。').max(adoptionIds.length),
  }),
  answer: z.object({ adopted: z.record(z.enum(adoptionIds), z.int().min(0)) }),
});
export type ValuesToAdopt = z.output<(typeof adoptValues)['body']>;

/** Takes the union's own register in as a source, anew: what the unions keep now takes the place of what they kept. */
export const takeRegister = endpoint({
  id: 'census.takeRegister',
  method: 'POST',
  path: '/api/census/register',
  summary: '把工会自己的单位台账作为来源“工会登记”入册；再次执行时替换上一次的。在后台进行。',
  access: 'census:write',
  body: z.strictObject({
    /** The federation: union_id or code; the highest one the caller may write for where it is not given. */
    at: z.string().min(1).max(300).optional(),
  }),
  answer: z.object({
    delivery_id: z.string(),
    /** Nothing has changed since the last time. */
    known: z.boolean(),
  }),
});
