import { readFileSync } from 'node:fs';
import { addEndpoints, buildHttpServer, type HttpOptions } from '@jianjia/http';
import { type Access, chinaToday } from '@jianjia/kernel';
import type { FastifyInstance } from 'fastify';
import { apiBindings } from './api.ts';
import type { Desk } from './desk.ts';
import { addPages } from './pages/index.ts';
import { problemPage } from './pages/layout.ts';

export interface ServerOptions extends Pick<
  HttpOptions,
  'authenticate' | 'origin' | 'trustProxy' | 'metrics' | 'log' | 'logLevel' | 'rateLimits'
> {
  /** What the results ask for; default `assessments:read`. */
  readonly access?: Access;
}

/** The service: health, the results as JSON and as pages. It changes nothing but kept results. */
export async function buildServer(desk: Desk, options: ServerOptions): Promise<FastifyInstance> {
  const { access = 'assessments:read', ...rest } = options;
  const server = await buildHttpServer({
    ...rest,
    ready: async () => (await desk.pool.query('select 1')).rowCount === 1,
    problemPage: ({ title, detail, status, instance }) =>
      problemPage(title, status >= 500 ? `${detail}请求编号：${instance}` : detail, chinaToday(new Date())),
  });
  addAsset(server, '/style.css', 'style.css', 'text/css; charset=utf-8');
  addAsset(server, '/icon.svg', 'icon.svg', 'image/svg+xml; charset=utf-8');
  await addEndpoints(server, apiBindings(desk, access));
  addPages(server, desk, access);
  return server;
}

function addAsset(server: FastifyInstance, path: string, file: string, type: string): void {
  const content = readFileSync(new URL(`assets/${file}`, import.meta.url));
  server.get(path, { schema: { hide: true } }, (_request, reply) =>
    reply.type(type).header('cache-control', 'max-age=300').send(content),
  );
}
