import type { Pool } from '@jianjia/db';

/** Linking is a few long statements that cannot say how far they are; so a clock says that somebody is still at it. */
const SIGN_EVERY = 20_000;

/** Does long work on deliveries and says meanwhile that it goes on. */
export async function keepAlive<T>(system: Pool, deliveries: readonly string[], work: () => Promise<T>): Promise<T> {
  const sign = (): Promise<unknown> =>
    system.query(
      `update census.delivery set touched_at = now()
       where delivery_id = any ($1::uuid[]) and status in ('applying', 'withdrawing')`,
      [deliveries],
    );
  await sign();
  const signs = setInterval(() => void sign().catch(() => {}), SIGN_EVERY);
  signs.unref();
  try {
    return await work();
  } finally {
    clearInterval(signs);
  }
}

/**
 * Puts deliveries whose work broke off for good back to where they were, so that it can be begun again. Where some areas are
 * done and others not, the delivery stays in between and is told to be interrupted: it can be gone on with or withdrawn.
 */
export async function putBack(system: Pool, deliveries: readonly string[]): Promise<void> {
  await system.query(
    `with back as (
       update census.delivery d set done = 0, touched_at = to_timestamp(0),
         status = case
           when status = 'applying' and not exists (select from census.part p where p.delivery_id = d.delivery_id and p.in_list)
             then 'profiled'
           when status = 'withdrawing' and not exists (select from census.part p where p.delivery_id = d.delivery_id and not p.in_list)
             then 'applied'
           else status end
       where delivery_id = any ($1::uuid[]) and status in ('applying', 'withdrawing')
       returning delivery_id, status
     )
     delete from census.read_record r using back b where r.delivery_id = b.delivery_id and b.status = 'profiled'`,
    [deliveries],
  );
}
