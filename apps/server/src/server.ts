import { readFileSync } from 'node:fs';
import { addEndpoints, buildHttpServer, type HttpOptions, type ProblemPage } from '@jianjia/http';
import { authenticate } from '@jianjia/identity/server';
import { chinaToday } from '@jianjia/kernel';
import { peopleBindings } from '@jianjia/people/server';
import { recordBindings, reportBindings } from '@jianjia/reports/server';
import type { FastifyInstance } from 'fastify';
import { apiBindings } from './api.ts';
import type { House } from './house.ts';
import { identityBindings } from './identity.ts';
import { addPages } from './pages/index.ts';
import { problemPage as drawProblem } from './pages/layout.ts';

export type ServerOptions = Pick<HttpOptions, 'origin' | 'trustProxy' | 'metrics' | 'log' | 'logLevel' | 'rateLimits'>;

/** The service: health, signing in, accounts, and the results as JSON and as pages. */
export async function buildServer(house: House, options: ServerOptions): Promise<FastifyInstance> {
  const server = await buildHttpServer({
    ...options,
    authenticate: (token, { requestId }) => authenticate(house.system, token, requestId, new Date()),
    ready: async () => (await house.system.query('select 1')).rowCount === 1,
    problemPage,
  });
  addAsset(server, '/style.css', 'style.css', 'text/css; charset=utf-8');
  addAsset(server, '/icon.svg', 'icon.svg', 'image/svg+xml; charset=utf-8');
  await addEndpoints(server, [
    ...identityBindings(house),
    ...apiBindings(house),
    ...peopleBindings(house),
    ...recordBindings(house),
    ...reportBindings(house),
  ]);
  addPages(server, house);
  return server;
}

/** Who is not signed in, or owes a step, is sent to sign in and comes back; every other problem is a page. */
const problemPage: ProblemPage = ({ title, detail, status, instance }, request) => {
  if (status === 401 && request.method === 'GET') {
    return { redirect: `/sign-in?to=${encodeURIComponent(request.url)}` };
  }
  return drawProblem(title, status >= 500 ? `${detail}请求编号：${instance}` : detail, chinaToday(new Date()));
};

function addAsset(server: FastifyInstance, path: string, file: string, type: string): void {
  const content = readFileSync(new URL(`assets/${file}`, import.meta.url));
  server.get(path, { schema: { hide: true } }, (_request, reply) =>
    reply.type(type).header('cache-control', 'max-age=300').send(content),
  );
}
