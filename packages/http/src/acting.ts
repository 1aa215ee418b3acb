import type { Acting, Pool } from '@jianjia/db';
import type { Caller } from './call.ts';
import { Refusal } from './sentences.ts';

/**
 * The caller as row policies see it, on the pool of the application role: what an act reads and writes as.
 * @throws Refusal 401 where nobody is signed in
 */
export function actingOf(call: Pick<Caller, 'actor'>, app: Pool): Acting {
  const { actor } = call;
  if (!actor) throw new Refusal(401, 'http.noSession', '需要先登录。可能还没有登录，或登录已过期。请登录后再试。');
  return { pool: app, actor };
}
