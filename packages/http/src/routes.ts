import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Access, Endpoint } from '@jianjia/kernel';
import type { ZodObject } from 'zod';
import { authenticate, checkAccess } from './access.ts';
import type { Binding } from './bind.ts';
import { type Call, Sent } from './call.ts';
import { callerOf, sendSent } from './caller.ts';
import { KIT, type Kit } from './kit.ts';
import { progressOf } from './progress.ts';
import { Refusal } from './sentences.ts';
import { addMultipart, partsOf } from './uploads.ts';

/** Bytes of a JSON body where the endpoint says nothing. */
export const BODY_LIMIT = 256 * 1024;

/** Puts endpoints on a server of `buildHttpServer`, before it listens. */
export async function addEndpoints(server: FastifyInstance, bindings: readonly Binding[]): Promise<void> {
  const kit = kitOf(server);
  const plain = bindings.filter(({ endpoint }) => !endpoint.upload);
  const uploads = bindings.filter(({ endpoint }) => endpoint.upload);
  for (const binding of plain) addRoute(server, kit, binding);
  if (uploads.length === 0) return;
  await server.register(async (context) => {
    context.removeAllContentTypeParsers();
    await addMultipart(context);
    for (const binding of uploads) addRoute(context, kit, binding);
  });
}

/** The kit of a server; the program's fault when there is none. */
export function kitOf(server: FastifyInstance): Kit {
  return server.getDecorator<Kit>(KIT);
}

/** What runs before anything but the headers of a request is read: strangers learn nothing from a schema. */
export function gate(kit: Kit, { access, guarded, upload }: Gated): (request: FastifyRequest) => Promise<void> {
  const slow = guarded ? kit.counters?.guarded() : undefined;
  return async (request) => {
    await slow?.(request);
    if (upload) await kit.counters?.uploads(request);
    await authenticate(kit, request);
    const { actor } = progressOf(request);
    if (actor) await kit.counters?.account(request);
    checkAccess(access, actor);
  };
}

interface Gated {
  readonly access: Access;
  readonly guarded?: true;
  readonly upload?: unknown;
}

function addRoute(server: FastifyInstance, kit: Kit, { endpoint, act }: Binding): void {
  const serialize = serializerCompiler({
    schema: endpoint.answer,
    method: endpoint.method,
    url: endpoint.path,
    httpStatus: '200',
  });
  const route: RouteOptions = {
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.upload ? uploadBytes(endpoint) : (endpoint.bodyLimit ?? BODY_LIMIT),
    schema: schemaOf(endpoint),
    config: { endpoint },
    onRequest: gate(kit, endpoint),
    handler: async (request, reply) => {
      const answer = await act(callOf(kit, endpoint, request, reply));
      if (answer instanceof Sent) return sendSent(answer, reply);
      // The schema's own serializer, by hand: Fastify would send a text as it is, unchecked.
      const text = serialize(answer) as string | undefined;
      if (text === undefined) return reply.code(204).send();
      return reply.type('application/json; charset=utf-8').send(text);
    },
  };
  server.route(route);
}

function uploadBytes({ upload }: Endpoint): number {
  if (!upload) return BODY_LIMIT;
  return upload.maxBytes * (upload.maxFiles ?? 1) + BODY_LIMIT;
}

function schemaOf({ params, query, body }: Endpoint): Readonly<Record<string, ZodObject>> {
  return {
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    // A field nobody reads is a mistake of the caller, unless the schema says that it takes any.
    ...(body ? { body: body._zod.def.catchall ? body : body.strict() } : {}),
  };
}

function callOf(kit: Kit, endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Call<Endpoint> {
  return {
    ...callerOf(kit, request, reply),
    params: (endpoint.params ? request.params : {}) as Call<Endpoint>['params'],
    query: (endpoint.query ? request.query : {}) as Call<Endpoint>['query'],
    body: (endpoint.body ? request.body : undefined) as Call<Endpoint>['body'],
    files: endpoint.upload ? partsOf(request, endpoint.upload) : noFiles(),
  };
}

// eslint-disable-next-line require-yield -- it only refuses
async function* noFiles(): AsyncGenerator<never> {
  throw new Refusal(415, 'http.noUpload', '这里不接受文件。请从页面上重新操作。');
}
