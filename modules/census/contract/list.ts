import { endpoint } from '@jianjia/kernel';
import { sectors, type Sector } from '@jianjia/employers/contract';
import { z } from 'zod';
import { listFields, statuses, type EmployerStatus, type ListField } from './kinds.ts';
import { departmentIds } from './shapes.ts';

const sectorIds = Object.keys(sectors) as [Sector, ...Sector[]];
const statusIds = Object.keys(statuses) as [EmployerStatus, ...EmployerStatus[]];
const listFieldIds = Object.keys(listFields) as [ListField, ...ListField[]];

/** A row of the trusted list. */
export const ListedEmployerShape = z.object({
  employer_id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  division: z.object({ code: z.string(), name: z.string() }),
  industry: z.object({ code: z.string(), name: z.string() }).nullable(),
  sector: z.enum(sectorIds).nullable(),
  status: z.enum(statusIds).nullable(),
  employees: z.int().min(0).nullable(),
  closed_on: z.string().nullable(),
  /** The union that covers it by the union's own register. */
  union: z.object({ id: z.string(), name: z.string() }).nullable(),
  departments: z.array(z.enum(departmentIds)).readonly(),
});
export type ListedEmployer = z.output<typeof ListedEmployerShape>;

/** The trusted list, by division and id. */
export const listEmployers = endpoint({
  id: 'census.listEmployers',
  method: 'GET',
  path: '/api/census/employers',
  summary: '单位底册：按名称、代码、拼音首字母查找，按地方、来源、是否建会筛选，分页。',
  access: 'census:read',
  query: z.object({
    /** Part of the name, a credit code, or first letters of the pinyin. */
    search: z.string().trim().min(1).max(100).optional(),
    division: z
      .string()
      .regex(/^\d{2,12}$/, '行政区划要写 2 到 12 位数字代码。')
      .optional(),
    /** Named by this department. */
    department: z.enum(departmentIds).optional(),
    with_union: z.enum(['yes', 'no']).optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({ rows: z.array(ListedEmployerShape).readonly(), next: z.string().nullable() }),
});
export type ListQuery = z.output<(typeof listEmployers)['query']>;

const ValueShape = z.object({
  field: z.enum(listFieldIds),
  /** As it is shown: names of codes in place of codes, phone numbers covered. */
  text: z.string(),
  department: z.enum(departmentIds),
  source: z.string(),
  delivery_id: z.string(),
  file_name: z.string(),
  line: z.int(),
  as_of: z.string(),
});

const RecordShape = z.object({
  delivery_id: z.string(),
  line: z.int(),
  department: z.enum(departmentIds),
  source: z.string(),
  file_name: z.string(),
  as_of: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  entity_id: z.string().nullable(),
  /** The line as it came: title → cell, personal cells covered. */
  raw: z.array(z.object({ title: z.string(), cell: z.string() })).readonly(),
});

/** An employer of the list with the origin of every value. */
export const showEmployer = endpoint({
  id: 'census.showEmployer',
  method: 'GET',
  path: '/api/census/employers/:employer',
  summary: '底册中的一家单位：每个值来自哪个来源、哪份文件、哪一行、哪一天；各部门的记录；并入和拆出。',
  access: 'census:read',
  params: z.object({ employer: z.guid() }),
  answer: ListedEmployerShape.extend({
    values: z.array(ValueShape).readonly(),
    records: z.array(RecordShape).readonly(),
    /** There are more than are shown. */
    more_records: z.boolean(),
    events: z
      .array(
        z.object({
          kind: z.enum(['merge', 'split']),
          from_id: z.string(),
          into_id: z.string(),
          happened_at: z.string(),
        }),
      )
      .readonly(),
  }),
});
export type WholeEmployer = z.output<(typeof showEmployer)['answer']>;
