import { expect, test } from 'vitest';
import { type Caller, handle, Sent, type SessionActor } from '@jianjia/http';
import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { asking } from './ask.ts';

const rename = endpoint({
  id: 'example.rename',
  method: 'POST',
  path: '/api/example/:no',
  summary: '例子',
  access: 'accounts:write',
  params: z.strictObject({ no: z.coerce.number().int() }),
  body: z.strictObject({ name: z.string().trim().min(1), reason: z.string().min(4, '请写明事由。') }),
  answer: z.strictObject({ said: z.string() }),
});
const ask = asking([handle(rename, async ({ params, body }) => ({ said: `${params.no + 1} ${body.name}` }))]);

const actor: SessionActor = {
  accountId: 'a',
  name: '张三',
  reach: '全部',
  ticket: 't',
  requestId: 'r',
  sessionId: 's',
  stage: 'whole',
  permissions: new Set(['accounts:write']),
  login: 'zhang',
};
const call = (of: Partial<SessionActor> | null): Caller => ({
  actor: of && { ...actor, ...of },
  sessionToken: null,
  requestId: 'r',
  address: '127.0.0.1',
  agent: 'test',
  now: new Date(),
  setSession: () => {},
  clearSession: () => {},
  heldLink: null,
  holdLink: () => {},
  dropLink: () => {},
  redirect: (location) => new Sent({ location }),
  sendFile: (file) => new Sent({ file }),
});
const given = { params: { no: '41' }, body: { name: ' 新名 ', reason: '改错字' } };

test('the act gets what the endpoint’s shapes make of a form', async () => {
  const body = { ...given.body, reason: '改正错字' };
  expect(await ask(rename, call({}), { ...given, body })).toEqual({ said: '42 新名' });
});

test.each([
  ['nobody', null],
  ['somebody without the permission', { permissions: new Set<string>() }],
  ['somebody who still owes a step', { stage: 'second_factor' as const }],
])('%s is refused, whatever the page’s own door let in', async (_who, of) => {
  await expect(ask(rename, call(of), given)).rejects.toMatchObject({ id: 'server.noPermission' });
});

test('what does not fit is said in Chinese, with its field', async () => {
  await expect(ask(rename, call({}), given)).rejects.toMatchObject({
    message: '请写明事由。',
    details: { field: 'reason' },
  });
  const unnamed = { ...given, body: { name: '', reason: '改正错字' } };
  await expect(ask(rename, call({}), unnamed)).rejects.toMatchObject({
    message: expect.stringContaining('“姓名”') as string,
  });
});
