import { endpoint } from '@jianjia/kernel';
import { IndustryFilter, unionKinds, type UnionKind } from '@jianjia/organisations/contract';
import { verdictTitles } from '@jianjia/rules/words';
import { z } from 'zod';
import { AsOf } from './endpoints.ts';
import { listExpiring } from './expiring.ts';
import { outcomeFields } from './outcome-shape.ts';

const Count = z.int().min(0);
const Code = z.string().min(1).max(300);
const Switch = z.enum(['true', 'false'], '只能写 true 或 false。');
const kinds = Object.keys(unionKinds) as [UnionKind, ...UnionKind[]];

/** What a list of unions can be narrowed by in one indicator; `held` is unmet, unknown or pending. */
export const listVerdicts = {
  ...verdictTitles,
  held: '没有达标（未达标、资料不足或待评定）',
} as const;
export type ListVerdict = keyof typeof listVerdicts;

/** What a list can be narrowed to by comparing two days. */
export const flips = { gained: '新达标', lost: '不再达标' } as const;
export type Flip = keyof typeof flips;

/** What a list can be sorted by. */
export const listSorts = { code: '工会编码', missing: '还差几项', value: '指标值' } as const;
export type ListSort = keyof typeof listSorts;

/** Which unions; all of it together must hold. */
const filters = {
  as_of: AsOf.optional(),
  /** union_code: it and everything below it. */
  at: Code.optional(),
  scheme: Code.optional(),
  track: Code.optional(),
  reached: Switch.optional(),
  kind: z.enum(kinds, '没有这种组织类型。请从组织类型的列表中选择。').optional(),
  /** union_code of a district: it and everything below it. */
  district: Code.optional(),
  industry: IndustryFilter.optional(),
  /** Full id; then only the unions it is asked of. */
  indicator: Code.optional(),
  verdict: z.enum(Object.keys(listVerdicts) as [ListVerdict, ...ListVerdict[]], '没有这种结论。').optional(),
  /** The union lacks nothing else that is mandatory. */
  only: Switch.optional(),
  flipped: z.enum(Object.keys(flips) as [Flip, ...Flip[]], '只能写 gained（新达标）或 lost（不再达标）。').optional(),
  /** The earlier day that is compared with. */
  since: AsOf.optional(),
  /** Founded after this day: then one row per union, judged or not. */
  founded_since: AsOf.optional(),
  /** Dissolved after this day: then one row per union, none of them judged any more. */
  dissolved_since: AsOf.optional(),
  sort: z.enum(Object.keys(listSorts) as [ListSort, ...ListSort[]], '不能按这一项排序。').default('code'),
  order: z.enum(['asc', 'desc'], '排序方向只能写 asc 或 desc。').default('asc'),
};

/** A filter in words, for the head of the list. */
export const FilterShape = z.object({ name: z.string(), title: z.string(), text: z.string() });
export type ListFilter = z.output<typeof FilterShape>;

const OutcomeShape = z.object({
  ...outcomeFields,
  /** Chinese titles of the registers and parameters that are missing. */
  missing: z.array(z.string()).readonly(),
});

/** One union by one scheme; without results where it is listed for its founding or dissolution. */
export const UnionRowShape = z.object({
  union: z.string(),
  name: z.string(),
  kind: z.enum(kinds),
  /** Names from the uppermost union within sight down to the parent. */
  above: z.array(z.string()).readonly(),
  /** The county or zone it is or lies in, within sight. */
  district: z.string().nullable(),
  founded_on: z.string(),
  dissolved_on: z.string().nullable(),
  result: z
    .object({
      scheme: z.string(),
      scheme_title: z.string(),
      track: z.string(),
      track_title: z.string(),
      reached: z.boolean(),
      /** How the mandatory indicators fall; those that do not apply are left out. */
      mandatory: z.object({ met: Count, unmet: Count, unknown: Count, pending: Count }),
      outcome: OutcomeShape.nullable(),
    })
    .nullable(),
});
export type UnionRow = z.output<typeof UnionRowShape>;

/** The unions behind a figure. */
export const listUnions = endpoint({
  id: 'assessments.listUnions',
  method: 'GET',
  path: '/api/lists/unions',
  summary: '工会名单：按标准、适用对象、是否整体达标、类型、区县、行业、条款结论等筛选，分页。',
  access: 'assessments:read',
  query: z.object({
    ...filters,
    /** `next` of the page before. */
    after: z.string().max(600).optional(),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    as_of: z.string(),
    filters: z.array(FilterShape).readonly(),
    /** The indicator of the list, where there is one. */
    indicator: z.object({ id: z.string(), clause: z.string(), at: z.string() }).nullable(),
    total: Count,
    rows: z.array(UnionRowShape).readonly(),
    next: z.string().nullable(),
  }),
});

/** The same as a workbook; answers the file itself. */
export const exportUnions = endpoint({
  id: 'assessments.exportUnions',
  method: 'GET',
  path: '/api/lists/unions/export',
  summary: '把工会名单下载为 XLSX 表格；筛选条件与名单相同，不含个人信息。',
  access: 'assessments:read',
  query: z.object(filters),
  answer: z.object({}),
});

export type UnionListQuery = z.output<typeof exportUnions.query>;

/** What runs out as a workbook; answers the file itself. */
export const exportExpiring = endpoint({
  id: 'assessments.exportExpiring',
  method: 'GET',
  path: '/api/expiring/export',
  summary: '把即将到期和刚过期的任期、集体合同、证书下载为 XLSX 表格；筛选条件与名单相同，不含个人信息。',
  access: 'assessments:read',
  query: listExpiring.query.omit({ after: true, limit: true }),
  answer: z.object({}),
});

export type ExpiringListQuery = z.output<typeof exportExpiring.query>;
