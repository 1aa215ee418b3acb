import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import {
  accountParams,
  doneShape,
  linkShape,
  loginShape,
  nameShape,
  passwordShape,
  reasonShape,
  tokenShape,
} from './shapes.ts';

export const createAccount = endpoint({
  id: 'identity.createAccount',
  method: 'POST',
  path: '/api/accounts',
  summary: '新建账号，取得设置首个密码的一次性链接',
  access: 'accounts:write',
  body: z.strictObject({
    login: loginShape,
    name: nameShape,
    unionId: z.uuid().nullable(),
    phone: z.string().max(32).optional(),
    memberNo: z.string().min(1).max(64).optional(),
    firstPassword: passwordShape.optional(),
  }),
  answer: z.strictObject({ accountId: z.uuid(), link: linkShape.nullable() }),
});

export const disableAccount = endpoint({
  id: 'identity.disableAccount',
  method: 'POST',
  path: '/api/accounts/:account/disable',
  summary: '停用账号，其登录立即失效',
  access: 'accounts:write',
  params: accountParams,
  body: z.strictObject({ reason: reasonShape.optional() }),
  answer: doneShape,
});

export const enableAccount = endpoint({
  id: 'identity.enableAccount',
  method: 'POST',
  path: '/api/accounts/:account/enable',
  summary: '重新启用账号',
  access: 'accounts:write',
  params: accountParams,
  answer: doneShape,
});

export const startRecovery = endpoint({
  id: 'identity.startRecovery',
  method: 'POST',
  path: '/api/accounts/:account/recovery',
  summary: '为忘记密码或丢失手机的人生成一次性恢复链接',
  access: 'accounts:write',
  params: accountParams,
  body: z.strictObject({ reason: reasonShape, resetFactor: z.boolean() }),
  answer: linkShape,
});

export const recover = endpoint({
  id: 'identity.recover',
  method: 'POST',
  path: '/api/recover',
  summary: '用一次性链接设置密码',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ token: tokenShape, password: passwordShape }),
  answer: z.strictObject({ login: z.string() }),
});

export const setup = endpoint({
  id: 'identity.setup',
  method: 'POST',
  path: '/api/setup',
  summary: '首次启动：用一次性链接建立管理员账号',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ token: tokenShape, login: loginShape, name: nameShape, password: passwordShape }),
  answer: z.strictObject({ accountId: z.uuid() }),
});
