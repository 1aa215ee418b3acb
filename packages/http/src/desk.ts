import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { Access } from '@jianjia/kernel';
import type { FastifyInstance } from 'fastify';
import { permissionsPolicy, policyWithNonce } from './headers.ts';
import { gate, kitOf } from './routes.ts';
import { Refusal } from './sentences.ts';

/** A web application built into files, and the paths that open it. */
export interface DeskOptions {
  /** What the build made: `index.html`, and under `desk/` the files it loads, their content in their names. */
  readonly folder: string;
  /** Fastify notation; the application itself knows what stands at each. */
  readonly paths: readonly `/${string}`[];
  /** Of the paths, those whose page may ask the browser where it is. */
  readonly locating?: readonly `/${string}`[];
  readonly access: Access;
  readonly isDemo: () => Promise<boolean>;
}

/**
 * Serves a web application: its page at every path of its own, for whoever has the access, with a nonce for the style
 * elements it makes; its files for good, compressed as the build left them.
 */
export async function addDesk(
  server: FastifyInstance,
  { folder, paths, locating = [], access, isDemo }: DeskOptions,
): Promise<void> {
  const kit = kitOf(server);
  const page = readPage(folder);
  const onRequest = gate(kit, { access });
  for (const path of paths) {
    server.get(path, { schema: { hide: true }, onRequest }, async (_request, reply) => {
      if (page === null)
        throw new Refusal(503, 'http.noDesk', '网页文件还没有生成。请管理员运行 npm run build，然后重新启动服务。');
      const nonce = randomBytes(18).toString('base64');
      const text = page.replace('%NONCE%', nonce).replace('%DEMO%', (await isDemo()) ? '1' : '0');
      if (locating.includes(path)) void reply.header('permissions-policy', permissionsPolicy('geolocation'));
      return reply
        .header('content-security-policy', policyWithNonce(nonce))
        .type('text/html; charset=utf-8')
        .send(text);
    });
  }
  if (page === null) return;
  await server.register(fastifyStatic, {
    root: join(folder, 'desk'),
    prefix: '/desk/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
    schemaHide: true,
  });
}

/** Null where nothing was built. */
function readPage(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}
