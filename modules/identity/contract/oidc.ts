import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { accountParams, doneShape, passwordShape, stageShape } from './shapes.ts';

const providerParams = z.strictObject({ provider: z.string().regex(/^[a-z0-9-]{1,32}$/) });
/** Where the browser goes, and a value that stays in this browser until the answer comes back. */
const startShape = z.strictObject({ url: z.url(), browser: z.string() });

export const oidcProviders = endpoint({
  id: 'identity.oidcProviders',
  method: 'GET',
  path: '/api/oidc',
  summary: '查看可用的统一登录服务',
  access: 'anyone',
  answer: z.strictObject({ providers: z.array(z.strictObject({ id: z.string(), title: z.string() })) }),
});

export const oidcStart = endpoint({
  id: 'identity.oidcStart',
  method: 'POST',
  path: '/api/oidc/:provider/start',
  summary: '开始用统一登录服务登录',
  access: 'anyone',
  guarded: true,
  params: providerParams,
  answer: startShape,
});

export const oidcLink = endpoint({
  id: 'identity.oidcLink',
  method: 'POST',
  path: '/api/oidc/:provider/link',
  summary: '开始把统一登录身份关联到自己的账号',
  access: 'session',
  guarded: true,
  params: providerParams,
  body: z.strictObject({ password: passwordShape.optional() }),
  answer: startShape,
});

export const oidcFinish = endpoint({
  id: 'identity.oidcFinish',
  method: 'POST',
  path: '/api/oidc/finish',
  summary: '完成统一登录或关联',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({
    code: z.string().min(1).max(4000),
    state: z.string().min(1).max(128),
    iss: z.string().max(500).optional(),
    browser: z.string().min(1).max(128),
  }),
  answer: z.union([
    z.strictObject({ stage: stageShape, expires: z.iso.datetime() }),
    z.strictObject({ linked: z.literal(true) }),
  ]),
});

export const listIdentities = endpoint({
  id: 'identity.listIdentities',
  method: 'GET',
  path: '/api/identities',
  summary: '查看自己关联的统一登录身份',
  access: 'session',
  answer: z.strictObject({
    identities: z.array(z.strictObject({ identityId: z.uuid(), issuer: z.string(), linkedAt: z.iso.datetime() })),
  }),
});

export const unlinkIdentity = endpoint({
  id: 'identity.unlinkIdentity',
  method: 'DELETE',
  path: '/api/identities/:identity',
  summary: '解除自己关联的统一登录身份',
  access: 'session',
  params: z.strictObject({ identity: z.uuid() }),
  answer: doneShape,
});

export const registerIdentity = endpoint({
  id: 'identity.registerIdentity',
  method: 'POST',
  path: '/api/accounts/:account/identities',
  summary: '登记账号在统一登录服务中的名称',
  access: 'accounts:write',
  params: accountParams,
  body: z.strictObject({ provider: z.string().max(32), name: z.string().trim().min(1).max(255) }),
  answer: doneShape,
});
