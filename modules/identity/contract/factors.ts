import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import {
  doneShape,
  passkeyAnswerShape,
  passkeyOptionsShape,
  passwordShape,
  registrationResponseShape,
  stageShape,
  stepShape,
  titleShape,
} from './shapes.ts';

/** The password again; not needed shortly after signing in. */
const freshShape = z.strictObject({ password: passwordShape.optional() });

export const beginTotp = endpoint({
  id: 'identity.beginTotp',
  method: 'POST',
  path: '/api/totp',
  summary: '开始启用身份验证器，取得二维码',
  access: 'pending',
  guarded: true,
  body: freshShape,
  answer: z.strictObject({ secret: z.string(), uri: z.string(), qr: z.string() }),
});

export const confirmTotp = endpoint({
  id: 'identity.confirmTotp',
  method: 'POST',
  path: '/api/totp/confirm',
  summary: '用验证码确认启用身份验证器，取得恢复码',
  access: 'pending',
  guarded: true,
  body: z.strictObject({ code: z.string().max(16) }),
  answer: z.strictObject({ stage: stageShape, expires: z.iso.datetime(), recoveryCodes: z.array(z.string()) }),
});

export const removeTotp = endpoint({
  id: 'identity.removeTotp',
  method: 'POST',
  path: '/api/totp/remove',
  summary: '停用身份验证器',
  access: 'session',
  guarded: true,
  body: freshShape,
  answer: doneShape,
});

export const beginPasskey = endpoint({
  id: 'identity.beginPasskey',
  method: 'POST',
  path: '/api/passkeys/options',
  summary: '开始登记通行密钥',
  access: 'pending',
  guarded: true,
  body: freshShape,
  answer: passkeyOptionsShape,
});

export const registerPasskey = endpoint({
  id: 'identity.registerPasskey',
  method: 'POST',
  path: '/api/passkeys',
  summary: '登记通行密钥',
  access: 'pending',
  guarded: true,
  body: z.strictObject({ challengeId: z.uuid(), title: titleShape, response: registrationResponseShape }),
  answer: z.strictObject({ passkeyId: z.uuid(), stage: stageShape, expires: z.iso.datetime() }),
});

export const listPasskeys = endpoint({
  id: 'identity.listPasskeys',
  method: 'GET',
  path: '/api/passkeys',
  summary: '查看自己的通行密钥',
  access: 'session',
  answer: z.strictObject({
    passkeys: z.array(
      z.strictObject({
        passkeyId: z.uuid(),
        title: z.string(),
        backedUp: z.boolean(),
        createdAt: z.iso.datetime(),
        lastUsedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
});

const passkeyParams = z.strictObject({ passkey: z.uuid() });

export const renamePasskey = endpoint({
  id: 'identity.renamePasskey',
  method: 'PUT',
  path: '/api/passkeys/:passkey',
  summary: '给自己的通行密钥改名',
  access: 'session',
  params: passkeyParams,
  body: z.strictObject({ title: titleShape }),
  answer: doneShape,
});

export const removePasskey = endpoint({
  id: 'identity.removePasskey',
  method: 'POST',
  path: '/api/passkeys/:passkey/remove',
  summary: '删除自己的通行密钥',
  access: 'session',
  guarded: true,
  params: passkeyParams,
  body: freshShape,
  answer: doneShape,
});

export const passkeySignInOptions = endpoint({
  id: 'identity.passkeySignInOptions',
  method: 'POST',
  path: '/api/session/passkey/options',
  summary: '开始用通行密钥登录',
  access: 'anyone',
  guarded: true,
  answer: passkeyOptionsShape,
});

export const signInWithPasskey = endpoint({
  id: 'identity.signInWithPasskey',
  method: 'POST',
  path: '/api/session/passkey',
  summary: '用通行密钥登录',
  access: 'anyone',
  guarded: true,
  body: passkeyAnswerShape,
  answer: stepShape,
});

export const secondPasskeyOptions = endpoint({
  id: 'identity.secondPasskeyOptions',
  method: 'POST',
  path: '/api/session/second-factor/passkey/options',
  summary: '登录第二步：开始使用通行密钥',
  access: 'pending',
  answer: passkeyOptionsShape,
});

export const signInSecondPasskey = endpoint({
  id: 'identity.signInSecondPasskey',
  method: 'POST',
  path: '/api/session/second-factor/passkey',
  summary: '登录第二步：通行密钥',
  access: 'pending',
  guarded: true,
  body: passkeyAnswerShape,
  answer: stepShape,
});
