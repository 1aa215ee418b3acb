import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyHttpOptions, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { DestinationStream, LevelWithSilent } from 'pino';
import type { Authenticate } from './actor.ts';
import { answerError } from './answer-errors.ts';
import type { Binding } from './bind.ts';
import { cookieName } from './cookies.ts';
import { addHeaders, BARE_HEADERS } from './headers.ts';
import { KIT, type Kit, type ProblemPage } from './kit.ts';
import { progressOf } from './progress.ts';
import { addCounters, DEFAULT_LIMITS, type RateLimits } from './limits.ts';
import { openLog } from './log.ts';
import { addMetrics, type MetricsOptions, routeOf } from './metrics.ts';
import { addOpenApi } from './openapi.ts';
import { checkHost, checkSameOrigin, checkUrl } from './origin-checks.ts';
import { addEndpoints, BODY_LIMIT } from './routes.ts';
import { rawProblem, Refusal, sentenceOf } from './sentences.ts';
import { checkInput } from './text-check.ts';

export interface HttpOptions {
  readonly authenticate: Authenticate;
  /** The public address; default `http://127.0.0.1:7070`. Under https cookies are Secure and HSTS is sent. */
  readonly origin?: string;
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed; default none. */
  readonly trustProxy?: readonly string[];
  readonly bindings?: readonly Binding[];
  /** Without it there is no `/metrics`. */
  readonly metrics?: MetricsOptions;
  readonly log: DestinationStream;
  /** Default `info`: a line per request. */
  readonly logLevel?: LevelWithSilent;
  readonly rateLimits?: Partial<RateLimits> | false;
  readonly ready: () => Promise<boolean>;
  /** Told of every fault of the program, beside the log. */
  readonly onError?: (error: unknown, requestId: string) => void;
  readonly problemPage?: ProblemPage;
  readonly timeouts?: Partial<Timeouts>;
  /** Chinese titles of the parts of the interface, by the first word of their endpoints' ids, in the order shown. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** Milliseconds. */
export interface Timeouts {
  /** For all headers to arrive. */
  readonly headers: number;
  /** For the whole request to arrive. */
  readonly request: number;
  /** Of a connection on which nothing moves; longer than the longest evaluation. */
  readonly connection: number;
  readonly keepAlive: number;
  /** For running requests to end when the service stops. */
  readonly drain: number;
}

const TIMEOUTS: Timeouts = {
  headers: 10_000,
  request: 120_000,
  connection: 600_000,
  keepAlive: 30_000,
  drain: 10_000,
};
const MAX_HEADER_BYTES = 16 * 1024;

/** The HTTP server with everything that does not depend on what it serves. */
export async function buildHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const origin = new URL(options.origin ?? 'http://127.0.0.1:7070');
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const kit = kitFor(options, origin);
  const server = fastify({
    ...serverOptions(options, timeouts),
    frameworkErrors: (error, request, reply) => {
      void reply.headers({ ...BARE_HEADERS, 'x-request-id': request.id });
      answerError(kit, error, request, reply);
    },
  });
  server.setValidatorCompiler(validatorCompiler);
  onlyJson(server);
  await addHeaders(server, origin.protocol === 'https:');
  await server.register(cookie);
  const limits = options.rateLimits === false ? null : { ...DEFAULT_LIMITS, ...options.rateLimits };
  if (limits) kit.counters = await addCounters(server, limits);
  server.decorate(KIT, kit);
  addRequestHooks(server, kit);
  addErrors(server, kit);
  drainOnClose(server, timeouts.drain);
  if (options.metrics) addMetrics(server, options.metrics);
  addHealth(server, options.ready);
  await addOpenApi(server, kit.cookieName, options.parts ?? {});
  await addEndpoints(server, options.bindings ?? []);
  return server;
}

function serverOptions(options: HttpOptions, timeouts: Timeouts): FastifyHttpOptions<Server> {
  return {
    loggerInstance: openLog(options.log, options.logLevel ?? 'info'),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: options.trustProxy && options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300 },
    requestTimeout: timeouts.request,
    connectionTimeout: timeouts.connection,
    keepAliveTimeout: timeouts.keepAlive,
    forceCloseConnections: 'idle',
    http: {
      headersTimeout: timeouts.headers,
      maxHeaderSize: MAX_HEADER_BYTES,
      // How often the two timeouts are looked after: Node's 30 s would make them 40.
      connectionsCheckingInterval: Math.min(5000, timeouts.headers),
    },
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const status = CLIENT_ERRORS[error.code ?? ''] ?? 400;
      if (socket.writable) socket.end(rawProblem(status, randomUUID(), isHead(error)));
      else socket.destroy();
    },
  };
}

/** Whether what could not be read began as a HEAD request: its answer ends with its headers. */
function isHead({ rawPacket }: { readonly rawPacket?: unknown }): boolean {
  return Buffer.isBuffer(rawPacket) && rawPacket.subarray(0, 5).toString('latin1') === 'HEAD ';
}

const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function kitFor(options: HttpOptions, origin: URL): Kit {
  const secure = origin.protocol === 'https:';
  return {
    origin,
    secure,
    cookieName: cookieName(secure),
    authenticate: options.authenticate,
    counters: null,
    ...(options.problemPage ? { problemPage: options.problemPage } : {}),
    ...(options.onError ? { onError: options.onError } : {}),
  };
}

/** Fastify's own parsers also take text/plain, which a form of any site can send. */
function onlyJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, parse);
}

const UNCOUNTED = new Set(['/healthz', '/readyz', '/metrics']);

function addRequestHooks(server: FastifyInstance, kit: Kit): void {
  server.addHook('onRequest', async (request, reply) => {
    progressOf(request);
    void reply.header('x-request-id', request.id);
    checkUrl(request);
    checkHost(request, kit.origin);
    checkSameOrigin(request, kit.origin);
    if (!UNCOUNTED.has(routeOf(request))) await kit.counters?.address(request);
  });
  server.addHook('preValidation', async (request) => {
    checkInput('params', request.params);
    checkInput('query', request.query);
    checkInput('body', request.isMultipart?.() ? undefined : request.body);
  });
  server.addHook('onResponse', async (request, reply) => {
    const { started, actor } = progressOf(request);
    request.log.info(
      {
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(performance.now() - started),
        accountId: actor?.accountId ?? null,
        address: request.ip,
      },
      'request',
    );
  });
}

function addErrors(server: FastifyInstance, kit: Kit): void {
  server.setErrorHandler((error, request, reply) => answerError(kit, error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    answerError(kit, new Refusal(404, 'http.noPage', sentenceOf(404)), request, reply),
  );
}

/** A request that hangs must not keep the service from stopping. */
function drainOnClose(server: FastifyInstance, ms: number): void {
  let timer: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    timer = setTimeout(() => server.server.closeAllConnections(), ms).unref();
  });
  server.addHook('onClose', async () => clearTimeout(timer));
}

function addHealth(server: FastifyInstance, ready: () => Promise<boolean>): void {
  const hidden = { schema: { hide: true } };
  server.get('/healthz', hidden, () => ({ status: 'ok' }));
  server.get('/readyz', hidden, async (_request, reply) => {
    const isReady = await ready().catch(() => false);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' });
  });
}
