import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { addEndpoints, buildHttpServer, type HttpOptions, type MetricsOptions, type ProblemPage } from '@jianjia/http';
import { assessmentBindings } from '@jianjia/assessments/server';
import { censusBindings, censusDuties, censusJobs, fieldBindings } from '@jianjia/census/server';
import { employerBindings } from '@jianjia/employers/server';
import { authenticate } from '@jianjia/identity/server';
import { type JobCounts, openJobs } from '@jianjia/jobs';
import { organisationBindings } from '@jianjia/organisations/server';
import { peopleBindings } from '@jianjia/people/server';
import { recordBindings, reportBindings } from '@jianjia/reports/server';
import { draftBindings, schemeBindings } from '@jianjia/schemes/server';
import type { FastifyInstance } from 'fastify';
import {
  assessmentDeps,
  censusDeps,
  draftDeps,
  employerDeps,
  fieldDeps,
  type House,
  organisationDeps,
  schemeDeps,
} from './house.ts';
import { identityBindings } from './identity.ts';
import { asking } from './kit/ask.ts';
import { addPages } from './pages/index.ts';
import { problemPage as drawProblem } from './pages/layout.ts';

export type ServerOptions = Pick<
  HttpOptions,
  'origin' | 'trustProxy' | 'metrics' | 'log' | 'logLevel' | 'rateLimits'
> & {
  /** Works of the census at the same time; 0: others work them. Default 1. */
  readonly works?: number;
};

/** The service: health, signing in, accounts, and the results as JSON and as pages. */
export async function buildServer(house: House, options: ServerOptions): Promise<FastifyInstance> {
  const server = await buildHttpServer({
    ...options,
    ...(options.metrics ? { metrics: withJobs(options.metrics, () => jobs.counts()) } : {}),
    authenticate: (token, { requestId }) => authenticate(house.system, token, requestId, new Date()),
    ready: async () => (await house.system.query('select 1')).rowCount === 1,
    problemPage,
    parts: PARTS,
  });
  const jobs = await openJobs(house.system, censusJobs, {
    report: (work, error) => server.log.error({ err: error, work }, 'work broke off'),
  });
  server.addHook('onClose', () => jobs.stop());
  const { works = 1 } = options;
  if (works > 0) await jobs.work(censusDuties(house.system, jobs), { atOnce: works });
  addAsset(server, '/style.css', 'style.css', 'text/css; charset=utf-8');
  addAsset(server, '/forms.css', 'forms.css', 'text/css; charset=utf-8');
  addAsset(server, '/icon.svg', 'icon.svg', 'image/svg+xml; charset=utf-8');
  addAsset(server, '/sign-in.js', 'sign-in.js', 'text/javascript; charset=utf-8');
  addAsset(server, '/leave-checks.js', 'leave-checks.js', 'text/javascript; charset=utf-8');
  addAsset(server, '/census/worker.js', 'checks-worker.js', 'text/javascript; charset=utf-8');
  addWebAuthn(server);
  const bindings = [
    ...identityBindings(house),
    ...organisationBindings(organisationDeps(house)),
    ...assessmentBindings(assessmentDeps(house)),
    ...employerBindings(employerDeps(house)),
    ...censusBindings(censusDeps(house, jobs)),
    ...fieldBindings(fieldDeps(house, jobs)),
    ...schemeBindings(schemeDeps(house)),
    ...draftBindings(draftDeps(house)),
    ...peopleBindings(house),
    ...recordBindings(house),
    ...reportBindings(house),
  ];
  await addEndpoints(server, bindings);
  await addPages(server, house, asking(bindings));
  return server;
}

/** The queue beside what else is told: one that grows has no worker, or one that cannot keep up. */
function withJobs(metrics: MetricsOptions, counts: () => Promise<JobCounts>): MetricsOptions {
  return {
    ...metrics,
    gauges: async () => {
      const { waiting, active, failed } = await counts();
      return { ...(await metrics.gauges?.()), jobs_waiting: waiting, jobs_active: active, jobs_failed: failed };
    },
  };
}

/** The rooms, as the description of the interface calls them. */
const PARTS = {
  organisations: '工会组织',
  employers: '单位',
  assessments: '评定',
  schemes: '标准',
  people: '会员和干部',
  census: '拉网式核查',
  reports: '导入、导出和报表',
  identity: '登录、账号和授权',
} as const;

/** Who is not signed in, or owes a step, is sent to sign in and comes back; every other problem is a page. */
const problemPage: ProblemPage = ({ title, detail, status, instance }, request) => {
  if (status === 401 && request.method === 'GET') {
    return { redirect: `/sign-in?to=${encodeURIComponent(request.url)}` };
  }
  return drawProblem(title, status >= 500 ? `${detail}请求编号：${instance}` : detail);
};

function addAsset(server: FastifyInstance, path: string, file: string, type: string): void {
  sendFile(server, path, readFileSync(new URL(`assets/${file}`, import.meta.url)), type);
}

/** The library that talks to the browser about passkeys, as its makers bundle it. */
function addWebAuthn(server: FastifyInstance): void {
  const main = createRequire(import.meta.url).resolve('@simplewebauthn/browser');
  const bundle = join(main, '..', '..', 'dist', 'bundle', 'index.umd.min.js');
  sendFile(server, '/vendor/simplewebauthn.js', readFileSync(bundle), 'text/javascript; charset=utf-8');
}

function sendFile(server: FastifyInstance, path: string, content: Buffer, type: string): void {
  server.get(path, { schema: { hide: true } }, (_request, reply) =>
    reply.type(type).header('cache-control', 'max-age=300').send(content),
  );
}
