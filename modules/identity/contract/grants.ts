import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { roleNames } from './role-names.ts';
import { accountParams, doneShape, reasonShape } from './shapes.ts';

const unionCode = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);
const instant = z.iso.datetime({ offset: true });
const grantParams = z.strictObject({ grant: z.uuid() });
const granted = z.strictObject({ grantId: z.uuid() });
const union = z.strictObject({ code: z.string(), name: z.string() }).nullable();

export const listAccounts = endpoint({
  id: 'identity.listAccounts',
  method: 'GET',
  path: '/api/accounts',
  summary: '查看管理范围内的账号',
  access: 'accounts:read',
  query: z.object({
    /** Begin of the login or part of the name. */
    q: z.string().max(64).optional(),
    union: unionCode.optional(),
    /** The last login of the page before. */
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.strictObject({
    accounts: z.array(
      z.strictObject({
        accountId: z.uuid(),
        login: z.string(),
        name: z.string(),
        union,
        disabled: z.boolean(),
        roles: z.array(z.string()),
      }),
    ),
    more: z.boolean(),
  }),
});

export const listGrants = endpoint({
  id: 'identity.listGrants',
  method: 'GET',
  path: '/api/accounts/:account/grants',
  summary: '查看一个账号的授权，已结束的也在内',
  access: 'session',
  params: accountParams,
  answer: z.strictObject({
    grants: z.array(
      z.strictObject({
        grantId: z.uuid(),
        role: z.enum(roleNames),
        title: z.string(),
        union,
        source: z.enum(['appointed', 'post', 'delegated', 'assigned']),
        officerNo: z.string().nullable(),
        from: z.iso.datetime(),
        until: z.iso.datetime().nullable(),
        reason: z.string(),
        ended: z.iso.datetime().nullable(),
      }),
    ),
  }),
});

export const grantRole = endpoint({
  id: 'identity.grantRole',
  method: 'POST',
  path: '/api/accounts/:account/grants',
  summary: '授予角色',
  access: 'accounts:write',
  params: accountParams,
  body: z.strictObject({
    role: z.enum(roleNames).exclude(['inspector']),
    /** Null: the whole installation. */
    union: unionCode.nullable(),
    officerNo: z.string().min(1).max(200).nullish(),
    until: instant.nullish(),
    reason: reasonShape,
  }),
  answer: granted,
});

export const endGrant = endpoint({
  id: 'identity.endGrant',
  method: 'POST',
  path: '/api/grants/:grant/end',
  summary: '结束一项授权或委托',
  access: 'session',
  params: grantParams,
  body: z.strictObject({ reason: reasonShape }),
  answer: doneShape,
});

export const delegate = endpoint({
  id: 'identity.delegate',
  method: 'POST',
  path: '/api/grants/:grant/delegations',
  summary: '把自己的一项权限委托给别人一段时间',
  access: 'session',
  params: grantParams,
  body: z.strictObject({
    toAccountId: z.uuid(),
    union: unionCode.nullish(),
    from: instant,
    until: instant,
    reason: reasonShape,
  }),
  answer: granted,
});

export const assignInspection = endpoint({
  id: 'identity.assignInspection',
  method: 'POST',
  path: '/api/accounts/:account/inspections',
  summary: '指派检查员检查一个工会',
  access: 'accounts:write',
  params: accountParams,
  body: z.strictObject({ union: unionCode, from: instant, until: instant, reason: reasonShape }),
  answer: granted,
});

export const handOver = endpoint({
  id: 'identity.handOver',
  method: 'POST',
  path: '/api/grants/:grant/hand-over',
  summary: '换届移交：把随职务的权限交给接任的人',
  access: 'accounts:write',
  params: grantParams,
  body: z.strictObject({ toAccountId: z.uuid(), officerNo: z.string().min(1).max(200), reason: reasonShape }),
  answer: granted,
});

export const listJournal = endpoint({
  id: 'identity.listJournal',
  method: 'GET',
  path: '/api/journal',
  summary: '查看操作日志：管理范围内的，和自己的',
  access: 'session',
  query: z.object({
    union: unionCode.optional(),
    act: z
      .string()
      .regex(/^[a-z]+\.[A-Za-z]+$/)
      .max(64)
      .optional(),
    before: instant.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        actor: z.string(),
        reach: z.string(),
        act: z.string(),
        union,
        subject: z.string().nullable(),
        before: z.unknown(),
        after: z.unknown(),
        reason: z.string().nullable(),
        requestId: z.uuid(),
      }),
    ),
  }),
});
