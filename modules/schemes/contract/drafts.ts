import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { ChangesShape, ItemChangeShape } from './changes.ts';

const Name = z.string().min(1).max(300);
const Draft = z.object({
  draft_id: z.string(),
  /** The union it was drawn up for. */
  union: z.string(),
  union_name: z.string(),
  scheme: z.string(),
  version: z.string(),
  track: z.string(),
  file: z.string(),
  title: z.string(),
  reason: z.string(),
  author: z.string(),
  drawn_up_at: z.string(),
  can: z.object({ delete: z.boolean() }),
});
export type Draft = z.output<typeof Draft>;

const WholeDraft = Draft.extend({ changes: z.array(ItemChangeShape).readonly() });
export type WholeDraft = z.output<typeof WholeDraft>;

const SchemeParams = z.object({ scheme: Name });
const DraftParams = z.object({ draft: z.uuid() });

/** Keeps the changes of a what-if as a draft; published standards and evaluations are not touched. */
export const createDraft = endpoint({
  id: 'schemes.createDraft',
  method: 'POST',
  path: '/api/schemes/:scheme/drafts',
  summary: '把推演的改动存为标准草案；已发布的标准和评定结果不变。',
  access: 'standards:draft',
  params: SchemeParams,
  body: z.strictObject({
    /** The union it is drawn up for; the highest one the caller draws up standards for where it is not given. */
    at: Name.optional(),
    track: Name,
    title: z.string().trim().min(2, '请填草案名称，至少 2 个字。').max(100, '草案名称最多 100 个字。'),
    reason: z.string().trim().min(4, '请写明理由，至少 4 个字。').max(500, '理由最多 500 个字。'),
    changes: ChangesShape,
  }),
  answer: z.object({ draft_id: z.string() }),
});
export type DraftToCreate = z.output<(typeof createDraft)['body']>;

/** The drafts of a scheme within reach, the newest first. */
export const listDrafts = endpoint({
  id: 'schemes.listDrafts',
  method: 'GET',
  path: '/api/schemes/:scheme/drafts',
  summary: '一个标准的草案，新的在前。',
  access: 'schemes:read',
  params: SchemeParams,
  query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  answer: z.object({ drafts: z.array(Draft).readonly(), next: z.string().nullable() }),
});

/** A draft with its changes. */
export const showDraft = endpoint({
  id: 'schemes.showDraft',
  method: 'GET',
  path: '/api/drafts/:draft',
  summary: '一份标准草案及其改动。',
  access: 'schemes:read',
  params: DraftParams,
  answer: WholeDraft,
});

/** The changed file of a draft, to be reviewed and published. */
export const fetchDraftFile = endpoint({
  id: 'schemes.fetchDraftFile',
  method: 'GET',
  path: '/api/drafts/:draft/files/:file',
  summary: '下载草案改好的标准文件（YAML），供审阅和发布。',
  access: 'schemes:read',
  params: DraftParams.extend({ file: z.string().max(100) }),
  answer: z.object({}),
});

/** Takes a draft back. */
export const deleteDraft = endpoint({
  id: 'schemes.deleteDraft',
  method: 'DELETE',
  path: '/api/drafts/:draft',
  summary: '删除一份标准草案。',
  access: 'standards:draft',
  params: DraftParams,
  answer: z.object({}),
});
