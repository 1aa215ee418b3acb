import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { handle } from './bind.ts';
import { buildHttpServer, type HttpOptions } from './server.ts';
import { exampleOptions } from './testing/example.ts';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function listening(more: Partial<HttpOptions> = {}): Promise<{ server: FastifyInstance; port: number }> {
  const server = await buildHttpServer(exampleOptions(more));
  servers.push(server);
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { server, port: Number(new URL(address).port) };
}

/** Sends bytes and reads until the server ends the connection. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (answer += piece));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

test('a request for no host is refused', async () => {
  expect(await raw((await listening()).port, 'GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 421 /);
});

test.each([
  ['GARBAGE\r\n\r\n', 400],
  [`GET / HTTP/1.1\r\nhost: localhost\r\nx-large: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n', 400],
])('what is no request is answered in Chinese and the connection ends', async (text, status) => {
  const answer = await raw((await listening()).port, text);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain('application/problem+json');
  expect(answer).toMatch(/"detail":"[\u4e00-\u9fff]/);
});

test('a HEAD request that cannot be read is answered by headers alone', async () => {
  const large = 'a'.repeat(20_000);
  const answer = await raw((await listening()).port, `HEAD / HTTP/1.1\r\nhost: localhost\r\nx-large: ${large}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 431 [^]*\r\n\r\n$/);
});

test('headers, and bodies, that never end are given up', async () => {
  const { port } = await listening({ timeouts: { headers: 300, request: 600 } });
  const started = performance.now();
  const [headers, body] = await Promise.all([
    raw(port, 'GET / HTTP/1.1\r\nhost: local'),
    raw(
      port,
      'POST /api/sign-in HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: none\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    ),
  ]);
  expect(headers).toMatch(/^HTTP\/1.1 408 /);
  expect(body).toMatch(/^HTTP\/1.1 408 /);
  expect(performance.now() - started).toBeLessThan(5000);
});

function slow(ms: number, started: () => void) {
  return handle(
    endpoint({
      id: 'example.slow',
      method: 'GET',
      path: '/api/slow',
      summary: '慢。',
      access: 'anyone',
      answer: z.object({ done: z.literal(true) }),
    }),
    async () => {
      started();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return { done: true as const };
    },
  );
}

test('a stopping service finishes what runs, and does not wait for what hangs', async () => {
  for (const [ms, finished] of [
    [300, true],
    [60_000, false],
  ] as const) {
    const begun = Promise.withResolvers<void>();
    const { server, port } = await listening({ bindings: [slow(ms, begun.resolve)], timeouts: { drain: 1000 } });
    const answer = fetch(`http://127.0.0.1:${port}/api/slow`).then(
      (got) => got.status,
      () => 'cut',
    );
    await begun.promise;
    const started = performance.now();
    await server.close();
    expect(await answer).toBe(finished ? 200 : 'cut');
    expect(performance.now() - started).toBeLessThan(3000);
  }
});
