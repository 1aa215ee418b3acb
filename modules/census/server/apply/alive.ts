import type { Pool } from '@jianjia/db';

/** Linking is a few long statements that cannot say how far they are; so a clock says that somebody is still at it. */
const SIGN_EVERY = 20_000;

/**
 * Does long work on deliveries and says meanwhile that it goes on. Work that fails puts them back to where they were, so that
 * it can be begun again.
 */
export async function keepAlive<T>(
  system: Pool,
  deliveries: readonly string[],
  backTo: 'profiled' | 'applied',
  work: () => Promise<T>,
): Promise<T> {
  const sign = setInterval(() => {
    system
      .query('update census.delivery set touched_at = now() where delivery_id = any ($1::uuid[])', [deliveries])
      .catch(() => {});
  }, SIGN_EVERY);
  sign.unref();
  try {
    return await work();
  } catch (error) {
    await system
      .query(
        `update census.delivery set status = $2, done = 0 where delivery_id = any ($1::uuid[]) and status in ('applying', 'withdrawing')`,
        [deliveries, backTo],
      )
      .catch(() => {});
    throw error;
  } finally {
    clearInterval(sign);
  }
}
