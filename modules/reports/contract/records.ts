import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';

const unionCode = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);
const name = z.string().regex(/^[a-z_]{1,32}$/);

/** How a page is cut; `filter` is `column:value`, equal to the value in the exchange format; `q` any text of the row. */
const paging = {
  /** `own`: the union with its branches and groups; `below`: all unions below as well. */
  scope: z.enum(['own', 'below']).default('own'),
  sort: name.optional(),
  order: z.enum(['asc', 'desc']).default('asc'),
  filter: z.string().max(200).optional(),
  q: z.string().max(64).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

const recordPage = z.strictObject({
  register: z.string(),
  title: z.string(),
  columns: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  total: z.number().int(),
});

/** One page of a register, of a union or of all below it, as far as the caller reaches. */
export const listRecords = endpoint({
  id: 'reports.listRecords',
  method: 'GET',
  path: '/api/unions/:union/registers/:register',
  summary: '查看一个工会的台账：分页、排序、筛选、查找；证件号码不显示，手机号只显示末四位，生日只显示年份',
  access: 'session',
  params: z.strictObject({ union: unionCode, register: name }),
  query: z.object(paging),
  answer: recordPage,
});

/** The same by POST: what somebody looks for in a register of persons is a name, and addresses are logged. */
export const searchRecords = endpoint({
  id: 'reports.searchRecords',
  method: 'POST',
  path: '/api/unions/:union/registers/:register/search',
  summary: '在一个工会的台账中筛选、查找；人员台账只能这样查找，会记入操作日志',
  access: 'session',
  params: z.strictObject({ union: unionCode, register: name }),
  body: z.strictObject(paging),
  answer: recordPage,
});

const finding = z.strictObject({
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
});

/** Loads files of registers as the caller: rows of unions out of reach are rejected like unions that do not exist. */
export const importRegisters = endpoint({
  id: 'reports.importRegisters',
  method: 'POST',
  path: '/api/imports',
  summary: '导入台账文件（CSV、XLSX），逐行说明被拒绝的内容',
  access: 'registers:import',
  upload: { maxBytes: 200 * 1024 * 1024, maxFiles: 30, maxFields: 2 },
  answer: z.strictObject({
    status: z.number().int(),
    failed: z.strictObject({ file: z.string(), reason: z.string() }).nullable(),
    files: z.array(
      z.strictObject({
        file: z.string(),
        register: z.string().nullable(),
        refused: z.string().nullable(),
        read: z.number().int(),
        new: z.number().int(),
        changed: z.number().int(),
        same: z.number().int(),
        rejected: z.number().int(),
        rejections: z.array(finding),
        warnings: z.array(finding),
      }),
    ),
  }),
});
