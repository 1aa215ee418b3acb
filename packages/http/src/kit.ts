import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '@jianjia/kernel';
import type { Authenticate } from './actor.ts';
import type { Counters } from './limits.ts';
import type { AnsweredProblem } from './sentences.ts';

/** A page for a problem, or the place to go instead (sign-in). */
export type ProblemPage = (
  problem: AnsweredProblem,
  request: FastifyRequest,
) => string | { readonly redirect: string } | undefined;

/** What every part of the kit knows about its server. */
export interface Kit {
  readonly origin: URL;
  readonly secure: boolean;
  readonly cookieName: string;
  readonly authenticate: Authenticate;
  /** Null where nothing is counted. */
  counters: Counters | null;
  readonly problemPage?: ProblemPage;
  readonly onError?: (error: unknown, requestId: string) => void;
}

/** The kit a server was built with; servers not built by `buildHttpServer` have none. */
export const KIT = 'jianjiaKit';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of routes that were declared; the OpenAPI document is made of them. */
    readonly endpoint?: Endpoint;
  }
}
