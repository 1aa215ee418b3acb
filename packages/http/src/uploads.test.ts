import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { Problem } from '@jianjia/kernel';
import { handle } from './bind.ts';
import { buildHttpServer } from './server.ts';
import { EXAMPLE, exampleOptions, TOKENS } from './testing/example.ts';

let server: FastifyInstance;
let address: string;

beforeAll(async () => {
  server = await buildHttpServer(exampleOptions({ rateLimits: { uploads: 100 } }));
  address = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

async function send(fill: (form: FormData) => void, headers: Record<string, string> = {}) {
  const body = new FormData();
  fill(body);
  const given = { 'sec-fetch-site': 'same-origin', cookie: `jianjia=${TOKENS.whole}`, ...headers };
  const answer = await fetch(`${address}/api/uploads`, { method: 'POST', headers: given, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const file = (name: string, size = 3) => [new Blob(['x'.repeat(size)]), name] as const;

test('fields and files come in their order; names lose folders and control characters', async () => {
  const sent = await send((form) => {
    form.append('union', '总工会');
    form.append('list', ...file('名册.csv'));
    form.append('second', ...file('../../etc/pass\u202Ewd', 1000));
  });
  expect(sent).toEqual({
    status: 200,
    body: { parts: ['union=总工会', 'list:名册.csv:3', 'second:passwd:1000'] },
  });
});

test.each<[string, number, (form: FormData) => void]>([
  ['too large', 413, (form) => form.append('a', ...file('a.csv', 1001))],
  ['large beyond the whole request', 413, (form) => form.append('a', ...file('a.csv', 900_000))],
  ['too many files', 413, (form) => ['a', 'b', 'c'].forEach((name) => form.append(name, ...file('a.csv')))],
  ['too many fields', 413, (form) => ['a', 'b', 'c'].forEach((name) => form.append(name, 'x'))],
  ['NUL in a field', 422, (form) => form.append('a', 'x\0')],
  ['a field too long', 422, (form) => form.append('a', 'x'.repeat(70_000))],
  ['a field called __proto__', 400, (form) => form.append('__proto__', 'x')],
])('%s: %i and a sentence', async (_what, status, fill) => {
  const sent = await send(fill);
  expect(sent).toMatchObject({ status, body: { detail: expect.stringMatching(/[\u4e00-\u9fff]{4}/) as string } });
});

test('strangers are refused before a byte of the file is read', async () => {
  expect((await send((form) => form.append('a', ...file('a.csv')), { cookie: '' })).status).toBe(401);
  expect((await send((form) => form.append('a', ...file('a.csv')), { 'sec-fetch-site': 'cross-site' })).status).toBe(
    403,
  );
});

test('forms with files only where files are wanted, and nothing else there', async () => {
  const headers = { 'sec-fetch-site': 'same-origin', cookie: `jianjia=${TOKENS.whole}` };
  const form = new FormData();
  form.append('login', 'a');
  const to = (path: string, type: string | null, body: FormData | string) =>
    fetch(address + path, { method: 'POST', headers: { ...headers, ...(type ? { 'content-type': type } : {}) }, body });
  expect((await to('/api/sign-in', null, form)).status).toBe(415);
  expect((await to('/api/uploads', 'application/json', '{}')).status).toBe(415);
  expect((await to('/api/uploads', 'multipart/form-data', 'x')).status).toBe(400);
});

test.each([1, 2])('an act that stops at part %i, or reads none of it, leaves the connection usable', async (stopAt) => {
  const own = await buildHttpServer(
    exampleOptions({
      bindings: [
        handle({ ...EXAMPLE.upload, upload: { maxBytes: 5_000_000, maxFiles: 2 } }, async ({ files }) => {
          let seen = 0;
          for await (const _part of files) {
            if (++seen === stopAt) throw new Problem('example.no', 'conflict', '不能导入。请稍后再试。');
          }
          return { parts: [] };
        }),
      ],
    }),
  );
  try {
    const to = await own.listen({ host: '127.0.0.1', port: 0 });
    for (let round = 0; round < 3; round++) {
      const body = new FormData();
      body.append('a', ...file('a.csv', 3_000_000));
      body.append('b', ...file('b.csv', 3_000_000));
      const headers = { 'sec-fetch-site': 'same-origin', cookie: `jianjia=${TOKENS.whole}` };
      const answer = await fetch(`${to}/api/uploads`, { method: 'POST', headers, body });
      expect(answer.status).toBe(409);
      await answer.text();
    }
  } finally {
    await own.close();
  }
});
