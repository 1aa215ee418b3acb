import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Endpoint } from '@jianjia/kernel';
import { policyForStyleAttributes } from './headers.ts';
import { tidyDocument } from './openapi-tidy.ts';

/** The way of every signed-in call: the session cookie. */
const SECURITY = 'session';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', description: '出错说明的编号' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '给用户看的一句话：怎么了，为什么，下一步做什么' },
    instance: { type: 'string', description: '请求编号' },
    stage: { type: 'string', description: '登录还欠的一步' },
    retryAfter: { type: 'integer', description: '多少秒后再试' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Collects the declared endpoints as OpenAPI 3.1 and offers them at `/api/openapi.json`, to people at `/api`. */
export async function addOpenApi(
  server: FastifyInstance,
  cookieName: string,
  parts: Readonly<Record<string, string>>,
): Promise<void> {
  const config = { zodToJsonConfig: { unrepresentable: 'any' } } as const;
  const shapes = createJsonSchemaTransform(config);
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '建家', description: '工会规范化建设平台的接口', version: '0.1.0' },
      tags: Object.entries(parts).map(([name, description]) => ({ name, description })),
      components: { securitySchemes: { [SECURITY]: { type: 'apiKey', in: 'cookie', name: cookieName } } },
    },
    transformObject: createJsonSchemaTransformObject(config),
    transform: (given) => {
      const endpoint = given.route.config?.endpoint;
      if (!endpoint) return { schema: { hide: true }, url: given.url };
      const { schema, url } = shapes({ ...given, schema: { ...given.schema, response: { 200: endpoint.answer } } });
      return { schema: { ...schema, ...described(endpoint) }, url };
    },
  });
  let made: Readonly<Record<string, unknown>> | undefined;
  const document = () => (made ??= openApiOf(server));
  let text: string | undefined;
  server.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(document());
    return reply.type('application/json; charset=utf-8').send(text);
  });
  await server.register(swaggerUi, {
    routePrefix: '/api',
    // Its page loads files only; what it draws sets style attributes.
    staticCSP: policyForStyleAttributes(),
    transformSpecificationClone: false,
    transformSpecification: document,
    theme: { title: '建家 · 接口说明' },
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'none',
      displayRequestDuration: true,
      filter: true,
      tryItOutEnabled: false,
    },
  });
}

/** The OpenAPI document of a server that is ready. */
export function openApiOf(server: FastifyInstance): Readonly<Record<string, unknown>> {
  return tidyDocument(server.swagger() as unknown as Record<string, unknown>, PROBLEM);
}

function described({ id, summary, access, upload }: Endpoint): Readonly<Record<string, unknown>> {
  return {
    operationId: id,
    summary,
    tags: [id.split('.')[0] ?? id],
    security: access === 'anyone' ? [] : [{ [SECURITY]: [] }],
    ...(access.includes(':') ? { description: `需要权限：${access}` } : {}),
    ...(upload
      ? {
          consumes: ['multipart/form-data'],
          body: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
        }
      : {}),
  };
}
