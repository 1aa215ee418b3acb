import type { FastifyInstance } from 'fastify';
import type { Access } from '@jianjia/kernel';
import { type Caller, Sent } from './call.ts';
import { callerOf, sendSent } from './caller.ts';
import { BODY_LIMIT, gate, kitOf } from './routes.ts';

/** One request for a page: texts as they came, without NUL and broken characters. */
export interface PageCall extends Caller {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** One page form, sent by its button. */
export interface FormCall extends PageCall {
  readonly form: URLSearchParams;
}

/** A page for people: `draw` answers whole HTML. */
export interface Page {
  readonly path: `/${string}`;
  readonly access: Access;
  readonly draw: (call: PageCall) => Promise<string | Sent>;
}

/** What a form of a page does; it usually ends with `redirect`. */
export interface PageForm {
  readonly path: `/${string}`;
  readonly access: Access;
  readonly guarded?: true;
  readonly act: (call: FormCall) => Promise<string | Sent>;
}

/** Puts a page on a server of `buildHttpServer`. */
export function addPage(server: FastifyInstance, { path, access, draw }: Page): void {
  const kit = kitOf(server);
  server.get(path, { schema: { hide: true }, onRequest: gate(kit, { access }) }, async (request, reply) => {
    const drawn = await draw({
      ...callerOf(kit, request, reply),
      params: request.params as PageCall['params'],
      query: request.query as PageCall['query'],
    });
    return drawn instanceof Sent ? sendSent(drawn, reply) : reply.type('text/html; charset=utf-8').send(drawn);
  });
}

/** Puts forms of pages on a server: they alone accept `application/x-www-form-urlencoded`. */
export async function addForms(server: FastifyInstance, forms: readonly PageForm[]): Promise<void> {
  const kit = kitOf(server);
  await server.register(async (context) => {
    context.removeAllContentTypeParsers();
    context.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, [...new URLSearchParams(String(body))]),
    );
    for (const { path, act, ...gated } of forms) {
      const onRequest = gate(kit, gated);
      context.post(path, { schema: { hide: true }, onRequest }, async (request, reply) => {
        const drawn = await act({
          ...callerOf(kit, request, reply),
          params: request.params as PageCall['params'],
          query: request.query as PageCall['query'],
          form: new URLSearchParams((request.body ?? []) as [string, string][]),
        });
        return drawn instanceof Sent ? sendSent(drawn, reply) : reply.type('text/html; charset=utf-8').send(drawn);
      });
    }
  });
}
