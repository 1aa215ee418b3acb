import type { FastifyRequest } from 'fastify';
import type { SessionActor } from './actor.ts';

/** What becomes known about a request on its way. */
export interface Progress {
  readonly started: number;
  actor: SessionActor | null;
  token: string | null;
}

const PROGRESS = new WeakMap<FastifyRequest, Progress>();

/** The progress of a request, begun at its first use. */
export function progressOf(request: FastifyRequest): Progress {
  let progress = PROGRESS.get(request);
  if (!progress) {
    progress = { started: performance.now(), actor: null, token: null };
    PROGRESS.set(request, progress);
  }
  return progress;
}

/** What a browser calls itself, cut to what a list of sessions shows. */
export function agentOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, 200);
}
