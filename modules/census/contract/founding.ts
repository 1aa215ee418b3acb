import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { taskStateIds } from './checks-kinds.ts';
import { Reason, TaskParams } from './tasks.ts';

const Day = z.iso.date('日期要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-12-31。');

/** What a union that was reported would be: name, code and superior proposed. */
export const proposeFounding = endpoint({
  id: 'census.proposeFounding',
  method: 'GET',
  path: '/api/census/tasks/:task/founding',
  summary: '为报告的新建工会拟出名称、编码和上级，供确认前修改。',
  access: 'census:write',
  params: TaskParams,
  answer: z.object({
    name: z.string(),
    kind: z.enum(['enterprise', 'joint']),
    parent: z.object({ code: z.string(), name: z.string() }).nullable(),
    code: z.string().nullable(),
    founded_on: z.string(),
    sector: z.string().nullable(),
    /** Why it cannot be confirmed as it is; null: it can. */
    obstacle: z.string().nullable(),
  }),
});

export const SectorShape = z.enum([
  'state',
  'collective',
  'private',
  'mixed',
  'public_institution',
  'government',
  'social_org',
]);

/** What a union that is founded is. */
export const FoundingShape = z.strictObject({
  name: z.string().trim().min(4, '工会名称至少 4 个字。').max(120, '工会名称最多 120 个字。'),
  kind: z.enum(['enterprise', 'joint']),
  parent: z.string().min(1).max(32),
  code: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, '工会编码由字母、数字、横线组成，最多 32 位。'),
  founded_on: Day,
});

/** Makes the union and says that it covers the employer: one act. */
export const confirmFounding = endpoint({
  id: 'census.confirmFounding',
  method: 'POST',
  path: '/api/census/tasks/:task/founding',
  summary: '确认建会：建立工会组织、登记单位由它覆盖、办结任务，一次完成。',
  access: 'census:write',
  params: TaskParams,
  body: FoundingShape.extend({
    /** Asked for where neither the register nor the list knows. */
    sector: SectorShape.optional(),
  }),
  answer: z.object({ union: z.object({ code: z.string(), name: z.string() }) }),
});
export type FoundingToConfirm = z.output<(typeof confirmFounding)['body']>;

/** The report does not hold: somebody looks again. */
export const sendBack = endpoint({
  id: 'census.sendBack',
  method: 'POST',
  path: '/api/census/tasks/:task/send-back',
  summary: '退回重查：报告的建会不成立，任务回到核查人手上。',
  access: 'census:write',
  params: TaskParams,
  body: z.strictObject({ reason: Reason }),
  answer: z.object({ state: z.enum(taskStateIds) }),
});
