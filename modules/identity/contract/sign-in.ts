import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { doneShape, loginShape, nameShape, passwordShape, stageShape, stepShape } from './shapes.ts';

export const signIn = endpoint({
  id: 'identity.signIn',
  method: 'POST',
  path: '/api/session',
  summary: '用登录名（或手机号）和密码登录',
  access: 'anyone',
  guarded: true,
  body: z.strictObject({ login: loginShape, password: passwordShape }),
  answer: stepShape,
});

export const signInSecondFactor = endpoint({
  id: 'identity.signInSecondFactor',
  method: 'POST',
  path: '/api/session/second-factor',
  summary: '登录第二步：验证码或恢复码',
  access: 'pending',
  guarded: true,
  body: z
    .strictObject({ code: z.string().max(16).optional(), recoveryCode: z.string().max(40).optional() })
    .refine((body) => (body.code === undefined) !== (body.recoveryCode === undefined), {
      error: '请填写验证码或恢复码中的一项。',
    }),
  answer: stepShape,
});

export const signOut = endpoint({
  id: 'identity.signOut',
  method: 'DELETE',
  path: '/api/session',
  summary: '退出登录',
  access: 'pending',
  answer: doneShape,
});

export const currentSession = endpoint({
  id: 'identity.currentSession',
  method: 'GET',
  path: '/api/session',
  summary: '查看当前登录的账号',
  access: 'anyone',
  answer: z.strictObject({
    /** Null: nobody is signed in. */
    session: z
      .strictObject({
        sessionId: z.uuid(),
        accountId: z.uuid(),
        name: nameShape,
        login: z.string(),
        stage: stageShape,
        permissions: z.array(z.string()).optional(),
        reach: z.string().optional(),
      })
      .nullable(),
  }),
});

export const listSessions = endpoint({
  id: 'identity.listSessions',
  method: 'GET',
  path: '/api/sessions',
  summary: '查看自己登录着的设备',
  access: 'session',
  answer: z.strictObject({
    sessions: z.array(
      z.strictObject({
        sessionId: z.uuid(),
        address: z.string(),
        agent: z.string(),
        createdAt: z.iso.datetime(),
        lastSeenAt: z.iso.datetime(),
        current: z.boolean(),
      }),
    ),
  }),
});

export const endSession = endpoint({
  id: 'identity.endSession',
  method: 'DELETE',
  path: '/api/sessions/:session',
  summary: '让自己的一个设备退出登录',
  access: 'session',
  params: z.strictObject({ session: z.uuid() }),
  answer: doneShape,
});

export const endOtherSessions = endpoint({
  id: 'identity.endOtherSessions',
  method: 'POST',
  path: '/api/sessions/end-others',
  summary: '让自己的其他设备都退出登录',
  access: 'session',
  answer: z.strictObject({ ended: z.number().int() }),
});

export const changePassword = endpoint({
  id: 'identity.changePassword',
  method: 'PUT',
  path: '/api/password',
  summary: '修改自己的密码，其他设备同时退出登录',
  access: 'pending',
  guarded: true,
  body: z.strictObject({ current: passwordShape, password: passwordShape }),
  answer: stepShape,
});
