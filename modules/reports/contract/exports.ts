import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';

const Code = z.string().min(1).max(32);
const Instant = z.iso.datetime();
const Reason = z
  .string()
  .trim()
  .min(4, '请写明用途，至少 4 个字。')
  .max(500, '用途最多 500 个字。')
  .refine((text) => !/\d{8}/.test(text.normalize('NFKC').replaceAll(/[\s-]/g, '')), '用途中请不要写证件号码和手机号。');

export const exportFormats = ['csv', 'xlsx'] as const;

/** Where a request stands; which of them it is follows from its decision, the time and how often it was fetched. */
export const exportStates = {
  open: '待批准',
  lapsed: '逾期未批',
  approved: '可以下载',
  refused: '未批准',
  expired: '下载已过期',
  used: '已下载完',
} as const;
export type ExportState = keyof typeof exportStates;

const State = z.enum(Object.keys(exportStates) as [ExportState, ...ExportState[]]);

export const ExportShape = z.strictObject({
  exportId: z.uuid(),
  /** As it stands in the watermark and in file names: `20261125-0001`. */
  exportNo: z.string(),
  union: z.string().nullable(),
  registers: z.array(z.string()).readonly(),
  format: z.enum(exportFormats),
  withNumbers: z.boolean(),
  reason: z.string(),
  requester: z.string(),
  requestedAt: Instant,
  state: State,
  decider: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionReason: z.string().nullable(),
  expiresAt: Instant.nullable(),
  fetches: z.int().min(0),
  rows: z.int().min(0).nullable(),
  sha256: z.string().nullable(),
  own: z.boolean(),
  can: z.strictObject({ decide: z.boolean(), fetch: z.boolean() }),
});
export type ExportLine = z.output<typeof ExportShape>;

export const requestExport = endpoint({
  id: 'reports.requestExport',
  method: 'POST',
  path: '/api/exports',
  summary: '申请导出含个人信息的台账；要由另一个人批准。',
  access: 'people:export',
  body: z.strictObject({
    union: Code,
    registers: z.array(z.string().min(1).max(64)).min(1).max(40),
    format: z.enum(exportFormats),
    /** Full identity and telephone numbers; else only their ends. */
    withNumbers: z.boolean(),
    reason: Reason,
  }),
  answer: z.strictObject({ exportId: z.uuid(), exportNo: z.string() }),
});

export const listExports = endpoint({
  id: 'reports.listExports',
  method: 'GET',
  path: '/api/exports',
  summary: '我的导出申请，和等我批准的导出申请。',
  access: 'session',
  query: z.strictObject({
    before: Instant.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.strictObject({ exports: z.array(ExportShape).readonly() }),
});

const ExportParams = z.strictObject({ export: z.uuid() });

export const decideExport = endpoint({
  id: 'reports.decideExport',
  method: 'POST',
  path: '/api/exports/:export/decision',
  summary: '批准或不批准别人的导出申请。',
  access: 'people:approve_export',
  params: ExportParams,
  body: z
    .strictObject({ decision: z.enum(['approved', 'refused']), reason: Reason.optional() })
    .refine(({ decision, reason }) => decision === 'approved' || reason !== undefined, {
      message: '不批准要写明理由。',
      path: ['reason'],
    }),
  answer: z.strictObject({ expiresAt: Instant.nullable() }),
});

/** Answers the file itself. */
export const fetchExport = endpoint({
  id: 'reports.fetchExport',
  method: 'GET',
  path: '/api/exports/:export/file',
  summary: '下载已批准的导出文件：申请人本人，批准后 24 小时内，最多 3 次。',
  access: 'people:export',
  params: ExportParams,
  answer: z.strictObject({}),
});
