import { readFileSync } from 'node:fs';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { databaseProblem } from '@jianjia/db';
import { chinaToday, isProblem, type Problem } from '@jianjia/kernel';
import { addApi } from './api.ts';
import type { Desk } from './desk.ts';
import { addPages } from './pages/index.ts';
import { problemPage } from './pages/layout.ts';

/** No scripts, no foreign hosts, no frames: pages are text, one style sheet and one picture of our own. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const STATUS = { invalid: 422, forbidden: 403, missing: 404, conflict: 409 } as const;

/** The service: health, the results as JSON and as pages. It changes nothing but kept results. */
export function buildServer(desk: Desk): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: 1024,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => {
      reply.headers(HEADERS);
      answerError(error, request, reply);
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    // A foreign name that resolves to this machine (DNS rebinding) would let any web page read along.
    if (!LOCAL.has(hostOf(request))) await reply.code(421).send({ status: 421, title: '只供本机访问' });
  });
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const ready = await desk.pool.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  addAsset(server, '/style.css', 'style.css', 'text/css; charset=utf-8');
  addAsset(server, '/icon.svg', 'icon.svg', 'image/svg+xml');
  addApi(server, desk);
  addPages(server, desk);
  server.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    answer(request, reply, 404, '没有这个页面', '地址可能写错了。请从总览进入。'),
  );
  return server;
}

function hostOf(request: FastifyRequest): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function addAsset(server: FastifyInstance, path: string, file: string, type: string): void {
  const content = readFileSync(new URL(`assets/${file}`, import.meta.url));
  server.get(path, (_request, reply) => reply.type(type).header('cache-control', 'max-age=300').send(content));
}

function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = isProblem(error) ? error : databaseProblem(error);
  if (problem) return answer(request, reply, STATUS[problem.kind], TITLES[problem.kind], problem.message, problem.id);
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status < 500) return answer(request, reply, status, '请求不对', '请求的写法不对。请从总览进入。');
  process.stderr.write(`${request.method} ${request.url}: ${error.stack ?? error.message}\n`);
  return answer(request, reply, 500, '程序出错', '没能得出结果。技术细节已写到运行服务的终端，请告诉维护者。');
}

const TITLES = { invalid: '请求不对', forbidden: '不允许', missing: '没有找到', conflict: '现在不行' } as const;

/** A problem as problem+json for programs and as a page for people. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
  type = 'about:blank',
): FastifyReply {
  reply.code(status);
  if (request.url.startsWith('/api/')) {
    return reply.type('application/problem+json').send(JSON.stringify({ type, title, status, detail }));
  }
  return reply.type('text/html; charset=utf-8').send(problemPage(title, detail, chinaToday(new Date())));
}
