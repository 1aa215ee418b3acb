import { inTransaction, type Pool } from '@jianjia/db';
import type { Mapping } from '../../contract/index.ts';
import { noteParts } from './parts.ts';
import { type DeliveryToRead, writeRecords } from './write-records.ts';

/** How often long work says how far it is, in milliseconds. */
const TELL_EVERY = 1000;

/** How reading and linking are followed and broken off. */
export interface WorkOptions {
  /** Hears how many lines are read. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a delivery that is being applied into census.read_record, once, whatever the number of areas it goes into. The list is
 * not touched. One transaction: reading that is killed leaves nothing.
 * @returns areas that are still to be put into the list; null where the delivery is not being applied (any more)
 */
export async function readDelivery(
  system: Pool,
  delivery: string,
  { onProgress = () => {}, signal }: WorkOptions = {},
): Promise<readonly string[] | null> {
  const tell = teller(system, delivery);
  return inTransaction(
    system,
    async (client) => {
      // Who comes second waits, and reads it again: one that was killed may have left half of what it had read.
      await client.query(`select pg_advisory_xact_lock(hashtext('jianjia.census.read'), hashtext($1))`, [delivery]);
      const found = await client.query<DeliveryToRead & { readonly rows: number }>(
        `select d.delivery_id, d.union_id, d.header, d.mapping, u.division_code, d.rows,
           array(select p.area from census.part p where p.delivery_id = d.delivery_id and p.in_list) as done_areas
         from census.delivery d join organisations.union u on u.union_id = d.union_id
         where d.delivery_id = $1 and d.status = 'applying'`,
        [delivery],
      );
      const [row] = found.rows;
      if (!row) return null;
      const mapping: Mapping = { columns: row.mapping.columns, translations: row.mapping.translations };
      const { read, areas } = await writeRecords(client, system, { ...row, mapping }, async (done) => {
        onProgress(done, row.rows);
        await tell(done);
      });
      return noteParts(client, delivery, areas, read);
    },
    { signal },
  );
}

/** Says on another connection how far the work is, at most once a second. */
function teller(system: Pool, delivery: string): (done: number) => Promise<void> {
  let last = 0;
  return async (done) => {
    const now = performance.now();
    if (now - last < TELL_EVERY) return;
    last = now;
    await system.query('update census.delivery set done = $2, touched_at = now() where delivery_id = $1', [
      delivery,
      done,
    ]);
  };
}
