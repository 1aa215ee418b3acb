import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { progressOf } from './progress.ts';
import { Refusal } from './sentences.ts';

/**
 * Requests per minute. Counted in the memory of this process: two processes count twice as many, and a restart begins
 * anew; what must hold across both (wrong passwords of one account) is counted in the database by the room identity.
 */
export interface RateLimits {
  readonly address: number;
  readonly account: number;
  /** Of each guarded endpoint, by address. */
  readonly guarded: number;
  /** Of all uploads together, by address. */
  readonly uploads: number;
}

export const DEFAULT_LIMITS: RateLimits = { address: 1200, account: 600, guarded: 10, uploads: 20 };

/** Counts a request; throws the 429 when it is one too many. */
export type Limiter = (request: FastifyRequest) => Promise<void>;

/** The counters of one server. */
export interface Counters {
  readonly address: Limiter;
  readonly account: Limiter;
  readonly uploads: Limiter;
  /** A counter of its own for each guarded endpoint. */
  guarded(): Limiter;
}

/** Counters kept at once; the oldest are forgotten first. */
const CACHE = 20_000;

/** Makes the counters; IPv6 addresses count by their /64, which one subscriber has whole. */
export async function addCounters(server: FastifyInstance, limits: RateLimits): Promise<Counters> {
  await server.register(rateLimit, { global: false, cache: CACHE });
  return {
    address: limiter(server, limits.address, 'address'),
    account: limiter(server, limits.account, 'account'),
    uploads: limiter(server, limits.uploads, 'address'),
    guarded: () => limiter(server, limits.guarded, 'address'),
  };
}

function limiter(server: FastifyInstance, max: number, by: 'address' | 'account'): Limiter {
  const count = server.createRateLimit({
    max,
    timeWindow: 60_000,
    ...(by === 'account'
      ? { keyGenerator: (request: FastifyRequest) => progressOf(request).actor?.accountId ?? 'none' }
      : {}),
  });
  return async (request) => {
    const state = await count(request);
    if (state.isAllowed || !state.isExceeded) return;
    const seconds = Math.max(1, state.ttlInSeconds);
    throw new Refusal(429, 'http.tooMany', `操作太频繁，本次没有执行。请 ${seconds} 秒后再试。`, {
      retryAfter: seconds,
    });
  };
}
