import { afterEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { type Binding, handle } from '../bind.ts';
import { buildHttpServer } from '../server.ts';
import { exampleBindings, exampleOptions, TOKENS } from './example.ts';
import { fuzzServer } from './fuzz.ts';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function example(bindings: readonly Binding[]): Promise<FastifyInstance> {
  const server = await buildHttpServer(exampleOptions({ bindings, rateLimits: false, timeouts: { drain: 100 } }));
  servers.push(server);
  return server;
}

test.each([1, 2, 3])('the example stands 120 malformed requests per operation, seed %i', async (seed) => {
  const server = await example(exampleBindings.filter(({ endpoint }) => endpoint.id !== 'example.fail'));
  const cookie = `jianjia=${seed === 1 ? 'no-such-session-token' : TOKENS.reader}`;
  expect(await fuzzServer(server, { cookie, perOperation: 120, seed })).toEqual([]);
});

const text = (id: `${string}.${string}`, act: (text: string) => Promise<string>): Binding =>
  handle(
    endpoint({
      id,
      method: 'POST',
      path: `/api/${id}`,
      summary: '试。',
      access: 'anyone',
      body: z.object({ text: z.string() }),
      answer: z.object({ text: z.string() }),
    }),
    async ({ body }) => ({ text: await act(body.text) }),
  );

test('planted faults are found, each as what it is', async () => {
  const server = await example([
    text('planted.throws', async (given) => JSON.stringify(BigInt(given))),
    text('planted.hangs', (given) => (given === '' ? new Promise(() => {}) : Promise.resolve('好'))),
    text('planted.stack', async (given) => (/[%.{]/.test(given) ? (new Error('x').stack ?? '') : '好')),
    text('planted.query', async (given) => (given.includes("'") ? `select 1 from people where name = ${given}` : '好')),
    text('planted.nothing', async () => '好'),
  ]);
  const findings = await fuzzServer(server, { perOperation: 200, seed: 7, patience: 200 });
  const found = new Set(findings.map(({ operation, fault }) => `${operation} ${fault}`));
  expect([...found].sort()).toEqual([
    'planted.hangs no answer',
    'planted.query leaked',
    'planted.stack leaked',
    'planted.throws failed',
  ]);
});

test('equal seeds send equal requests', async () => {
  const server = await example([text('planted.throws', () => Promise.reject(new Error('x')))]);
  const run = (seed: number) => fuzzServer(server, { perOperation: 40, seed });
  expect((await run(5)).map(({ request }) => request)).toEqual((await run(5)).map(({ request }) => request));
  expect((await run(5)).map(({ request }) => request)).not.toEqual((await run(6)).map(({ request }) => request));
});
