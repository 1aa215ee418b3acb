import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { lateIds, outcomeIds, taskStateIds } from './checks-kinds.ts';
import { TaskParams, TaskShape } from './tasks.ts';

/** Most tasks that one account carries on a phone. */
export const MOST_CARRIED = 500;
/** Bytes of a photo: the phone makes it smaller before it is sent. */
export const MAX_PHOTO_BYTES = 1024 * 1024;
export const MOST_PHOTOS = 3;

/** What the caller is to look at: all of it, to be carried along without a network. */
export const listMyChecks = endpoint({
  id: 'census.listMyChecks',
  method: 'GET',
  path: '/api/census/checks',
  summary: '派给我的核查任务，供手机离线使用。',
  access: 'census:check',
  answer: z.object({
    /** Whose they are: the phone keeps the tasks of one account. */
    account_id: z.string(),
    tasks: z.array(TaskShape).readonly(),
    /** There are more than a phone carries. */
    more: z.boolean(),
  }),
});

/** What was found at the door. The id is the phone's own: sending twice does nothing. */
export const reportFinding = endpoint({
  id: 'census.reportFinding',
  method: 'POST',
  path: '/api/census/checks/:task/findings',
  summary: '报告现场核查结果；编号由手机生成，重复发送只记一次。任务已改派或已办结时照样留存，并说明情况。',
  access: 'census:check',
  params: TaskParams,
  body: z
    .strictObject({
      finding_id: z.uuid(),
      outcome: z.enum(outcomeIds),
      headcount: z.int('职工人数要写整数。').min(0, '职工人数不能小于 0。').max(1_000_000, '职工人数太大。').optional(),
      note: z.string().trim().min(1).max(1000, '说明最多 1000 个字。').optional(),
      moved_to: z.string().trim().min(1).max(300, '新地址最多 300 个字。').optional(),
      union_name: z.string().trim().min(4, '工会名称至少 4 个字。').max(120, '工会名称最多 120 个字。').optional(),
      position: z
        .strictObject({
          latitude: z.number().min(-90).max(90),
          longitude: z.number().min(-180).max(180),
          accuracy: z.number().min(0).max(10_000_000).optional(),
        })
        .optional(),
      found_at: z.iso.datetime(),
    })
    .refine(({ outcome, union_name }) => (outcome === 'union_founded') === (union_name !== undefined), {
      message: '报告已建会时要写工会名称；其他结果不写。',
      path: ['union_name'],
    })
    .refine(({ outcome, moved_to }) => moved_to === undefined || outcome === 'moved', {
      message: '只有迁走时才写新地址。',
      path: ['moved_to'],
    }),
  answer: z.object({
    state: z.enum(taskStateIds),
    /** It was here before. */
    known: z.boolean(),
    /** Why it changed nothing; null: the task has it as its result. */
    late: z.enum(lateIds).nullable(),
  }),
});
export type FindingToReport = z.output<(typeof reportFinding)['body']>;

/** A photo of a finding. The id is the phone's own. */
export const addPhoto = endpoint({
  id: 'census.addPhoto',
  method: 'POST',
  path: '/api/census/findings/:finding/photos/:photo',
  summary: '附上一张现场照片（PNG 或 JPEG，不超过 1 MB，每次核查最多 3 张）；重复发送只记一次。',
  access: 'census:check',
  params: z.object({ finding: z.uuid(), photo: z.uuid() }),
  upload: { maxBytes: MAX_PHOTO_BYTES, maxFiles: 1, maxFields: 0 },
  answer: z.object({ known: z.boolean() }),
});

/** The photo itself. */
export const showPhoto = endpoint({
  id: 'census.showPhoto',
  method: 'GET',
  path: '/api/census/photos/:photo',
  summary: '查看一张现场照片。',
  access: 'census:check',
  params: z.object({ photo: z.uuid() }),
  answer: z.object({}),
});
