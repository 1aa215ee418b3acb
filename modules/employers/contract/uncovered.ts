import { endpoint } from '@jianjia/kernel';
import { IndustryFilter } from '@jianjia/organisations/contract';
import { z } from 'zod';
import { sectors, type Sector } from './kinds.ts';

const Day = z.iso.date('评定日要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。');
const sectorIds = Object.keys(sectors) as [Sector, ...Sector[]];

const filters = {
  as_of: Day.optional(),
  /** union_code: the employers of its place. Default: everywhere the caller answers for. */
  at: z.string().min(1).max(300).optional(),
  /** At least so many employees by the latest report. */
  size: z.coerce.number('职工人数要写整数。').int('职工人数要写整数。').min(1).max(1_000_000).optional(),
  /** Code of GB/T 2260: it and everything in it. */
  division: z
    .string()
    .regex(/^\d{2,12}$/, '行政区划要写 2 到 12 位数字代码。')
    .optional(),
  industry: IndustryFilter.optional(),
};

const FilterShape = z.object({ name: z.string(), title: z.string(), text: z.string() });

const UncoveredShape = z.object({
  uscc: z.string(),
  name: z.string(),
  division: z.object({ code: z.string(), name: z.string() }),
  industry: z.object({ code: z.string(), name: z.string() }).nullable(),
  sector: z.enum(sectorIds),
  /** By the latest report on or before the day; null where there is none. */
  employees: z.int().min(0).nullable(),
  established_on: z.string().nullable(),
});
export type UncoveredEmployer = z.output<typeof UncoveredShape>;

/** Employers without a union: what 建会 work looks for, those with most employees first. */
export const listUncovered = endpoint({
  id: 'employers.listUncovered',
  method: 'GET',
  path: '/api/lists/employers',
  summary: '没有建会的单位名单：按地方、职工人数、行业筛选，职工多的在前，分页。',
  access: 'employers:read',
  query: z.object({
    ...filters,
    /** `next` of the page before. */
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    as_of: z.string(),
    filters: z.array(FilterShape).readonly(),
    total: z.int().min(0),
    rows: z.array(UncoveredShape).readonly(),
    next: z.string().nullable(),
  }),
});

/** The same as a workbook; answers the file itself. */
export const exportUncovered = endpoint({
  id: 'employers.exportUncovered',
  method: 'GET',
  path: '/api/lists/employers/export',
  summary: '把没有建会的单位名单下载为 XLSX 表格；筛选条件与名单相同，不含个人信息。',
  access: 'employers:read',
  query: z.object(filters),
  answer: z.object({}),
});

export type UncoveredQuery = z.output<typeof exportUncovered.query>;
