import { Writable } from 'node:stream';
import { endpoint, Problem } from '@jianjia/kernel';
import { z } from 'zod';
import type { Authenticate, SessionActor } from '../actor.ts';
import { type Binding, handle } from '../bind.ts';
import type { HttpOptions } from '../server.ts';

/** A log that remembers its lines. */
export function rememberingLog(): { readonly stream: Writable; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}

/** Token → session of the example. */
export const TOKENS = {
  whole: 'whole-session-token',
  reader: 'reader-session-token',
  owing: 'owing-session-token',
} as const;

/** The three sessions of `TOKENS`; the reader may `people:read`. */
export const exampleAuthenticate: Authenticate = (token, { requestId }) => {
  const whole: SessionActor = {
    accountId: 'account-1',
    name: '张三',
    reach: '示例市总工会及其下级',
    ticket: 'ticket',
    requestId,
    sessionId: 'session-1',
    stage: 'whole',
    permissions: new Set(),
    login: 'zhangsan',
  };
  const found: Readonly<Record<string, SessionActor>> = {
    [TOKENS.whole]: whole,
    [TOKENS.reader]: { ...whole, accountId: 'account-2', permissions: new Set(['people:read']) },
    [TOKENS.owing]: { ...whole, stage: 'second_factor' },
  };
  return Promise.resolve(found[token] ?? null);
};

const Member = z.object({ id: z.uuid(), name: z.string(), joined: z.iso.date() });

/** Declared operations of the example. */
export const EXAMPLE = {
  greet: endpoint({
    id: 'example.greet',
    method: 'GET',
    path: '/api/greeting',
    summary: '问候。',
    access: 'anyone',
    query: z.object({ name: z.string().max(20).optional() }),
    answer: z.object({ text: z.string() }),
  }),
  add: endpoint({
    id: 'people.add',
    method: 'POST',
    path: '/api/unions/:union/members',
    summary: '登记会员。',
    access: 'people:read',
    params: z.object({ union: z.string().max(40) }),
    body: z.object({
      name: z.string().min(1, '姓名要填写。').max(50),
      age: z.number().int().min(16),
      tags: z.array(z.string()).max(5).optional(),
    }),
    answer: Member,
  }),
  signIn: endpoint({
    id: 'example.signIn',
    method: 'POST',
    path: '/api/sign-in',
    summary: '登录。',
    access: 'anyone',
    guarded: true,
    body: z.object({ login: z.string(), password: z.string() }),
    answer: z.object({ stage: z.string() }),
  }),
  fail: endpoint({
    id: 'example.fail',
    method: 'POST',
    path: '/api/failures',
    summary: '按要求出错。',
    access: 'anyone',
    body: z.object({ how: z.string(), text: z.string() }),
    answer: z.object({ ok: z.literal(true) }),
  }),
  upload: endpoint({
    id: 'people.upload',
    method: 'POST',
    path: '/api/uploads',
    summary: '上传文件。',
    access: 'session',
    upload: { maxBytes: 1000, maxFiles: 2, maxFields: 2 },
    answer: z.object({ parts: z.array(z.string()) }),
  }),
} as const;

function failure(how: string, text: string): Error | { readonly ok: true } {
  const fault = { severity: 'ERROR', code: '23505', constraint: 'member_pkey', table: 'member', detail: `(${text})` };
  switch (how) {
    case 'problem':
      return new Problem('example.refused', 'conflict', `不能登记“${text}”。请核对。`);
    case 'database':
      return Object.assign(new Error(`duplicate key value ${text}`), fault);
    case 'lost':
      return Object.assign(new Error(`connect ${text}`), { code: 'ECONNREFUSED' });
    case 'error':
      return new Error(`cannot work with ${text}\n    at ${text}`, { cause: new Error(text) });
    case 'type':
      return new TypeError(`Cannot read properties of undefined (reading '${text}')`);
    default:
      return { ok: how } as unknown as { readonly ok: true };
  }
}

/** The acts of the example. */
export const exampleBindings: readonly Binding[] = [
  handle(EXAMPLE.greet, async ({ query }) => ({ text: `您好，${query.name ?? '朋友'}` })),
  handle(EXAMPLE.add, async ({ body }) => ({
    id: '0198c5a0-0000-7000-8000-000000000001',
    name: body.name,
    joined: '2026-01-01',
  })),
  handle(EXAMPLE.signIn, async (call) => {
    call.setSession(TOKENS.whole, new Date(call.now.getTime() + 3600_000));
    return { stage: 'whole' };
  }),
  handle(EXAMPLE.fail, async ({ body }) => {
    const made = failure(body.how, body.text);
    if (made instanceof Error) throw made;
    return made;
  }),
  handle(EXAMPLE.upload, async ({ files }) => {
    const parts: string[] = [];
    for await (const part of files) {
      if (part.kind === 'field') {
        parts.push(`${part.field}=${part.value}`);
        continue;
      }
      let size = 0;
      for await (const chunk of part.content) size += (chunk as Buffer).length;
      parts.push(`${part.field}:${part.name}:${size}`);
    }
    return { parts };
  }),
];

/** Options of the example server, with a log nobody reads. */
export function exampleOptions(more: Partial<HttpOptions> = {}): HttpOptions {
  return {
    authenticate: exampleAuthenticate,
    bindings: exampleBindings,
    log: rememberingLog().stream,
    ready: () => Promise.resolve(true),
    ...more,
  };
}
