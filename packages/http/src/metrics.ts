import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { progressOf } from './progress.ts';
import { Refusal } from './sentences.ts';

export interface MetricsOptions {
  /** Asked for as `Authorization: Bearer`; without it only this machine itself may read. */
  readonly token?: string;
  /**
   * Behind a proxy every caller speaks from this machine, and not every proxy says for whom: then only the token counts,
   * and without one there is no `/metrics`.
   */
  readonly tokenOnly?: boolean;
  /** More gauges, read at each scrape: name (`db_pool_connections`) → value. */
  readonly gauges?: () => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Counts requests by route pattern, method and status, and offers `/metrics`. */
export function addMetrics(server: FastifyInstance, options: MetricsOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addRequestMetrics(server, registry);
  server.addHook('onClose', async () => registry.clear());
  if (options.tokenOnly && options.token === undefined) return;
  const extra = new Map<string, Gauge>();
  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    checkReader(request, options);
    for (const [name, value] of Object.entries((await options.gauges?.()) ?? {})) {
      const gauge = extra.get(name) ?? new Gauge({ name, help: name.replaceAll('_', ' '), registers: [registry] });
      extra.set(name, gauge);
      gauge.set(value);
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** The pattern of a request's route; everything that has none is one label, so that scanners cannot fill the memory. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

function addRequestMetrics(server: FastifyInstance, registry: Registry): void {
  const labelNames = ['route', 'method', 'status'] as const;
  const registers = [registry];
  const total = new Counter({ name: 'http_requests_total', help: 'Requests answered.', labelNames, registers });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From headers read to answer sent.',
    labelNames,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers,
  });
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests being answered.', registers });
  server.addHook('onRequest', async (_request, reply) => {
    inFlight.inc();
    // Also when the caller goes away before the answer.
    reply.raw.once('close', () => inFlight.dec());
  });
  server.addHook('onResponse', async (request, reply) => {
    const labels = { route: routeOf(request), method: request.method, status: String(reply.statusCode) };
    total.inc(labels);
    duration.observe(labels, (performance.now() - progressOf(request).started) / 1000);
  });
}

/** A proxy on this machine speaks from loopback too, but says for whom. */
function checkReader(request: FastifyRequest, { token, tokenOnly = false }: MetricsOptions): void {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined && isEqual(given, token)) return;
  const local = LOOPBACK.has(request.socket.remoteAddress ?? '');
  if (local && !tokenOnly && FORWARDED.every((name) => request.headers[name] === undefined)) return;
  throw new Refusal(
    403,
    'http.metricsClosed',
    tokenOnly ? '运行指标只供持有口令的监测程序读取。' : '运行指标只供本机或持有口令的监测程序读取。',
  );
}

function isEqual(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
