import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { departmentIds, SourceShape, WithdrawReason } from './shapes.ts';

/** The registers that federations within reach take in. */
export const listSources = endpoint({
  id: 'census.listSources',
  method: 'GET',
  path: '/api/census/sources',
  summary: '各部门的名册（来源），以及最近一次入册的数据日期。',
  access: 'census:read',
  answer: z.object({ sources: z.array(SourceShape).readonly() }),
});

/** Names a department's register. */
export const addSource = endpoint({
  id: 'census.addSource',
  method: 'POST',
  path: '/api/census/sources',
  summary: '登记一个来源：哪个部门的哪一种名册，由哪级工会接收。',
  access: 'census:write',
  body: z.strictObject({
    /** The federation that takes it in: union_id or code; the highest one the caller may write for where it is not given. */
    at: z.string().min(1).max(300).optional(),
    department: z.enum(departmentIds),
    title: z.string().trim().min(2, '请填来源名称，至少 2 个字。').max(100, '来源名称最多 100 个字。'),
  }),
  answer: z.object({ source_id: z.string() }),
});
/** Takes everything a register has said out of the list again. */
export const withdrawSource = endpoint({
  id: 'census.withdrawSource',
  method: 'POST',
  path: '/api/census/sources/:source/withdraw',
  summary: '撤回来源：把这个来源入册的全部文件连同它们带来的一切从单位底册中取出。在后台进行，可以离开页面。',
  access: 'census:write',
  params: z.object({ source: z.uuid() }),
  body: z.strictObject({ reason: WithdrawReason }),
  answer: z.object({ deliveries: z.int().min(1) }),
});

export type SourceToAdd = z.output<(typeof addSource)['body']>;
