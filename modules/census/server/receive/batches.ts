import { inTransaction } from '@jianjia/db';
import { openFaults } from '../apply/start.ts';
import { findDelivery } from '../deliveries/delivery-sql.ts';
import type { Doer } from '../doer.ts';

/** The delivery that the sender calls so; null where it has not come yet. */
export async function findBatch(doer: Doer, source: string, batch: string): Promise<string | null> {
  return inTransaction(
    doer.source,
    async (client) => {
      const { rows } = await client.query<{ delivery_id: string }>(
        'select delivery_id from census.delivery where source_id = $1 and sent_as = $2',
        [source, batch],
      );
      return rows[0]?.delivery_id ?? null;
    },
    { readOnly: true },
  );
}

/** Whether a delivery may go into the list without a person. */
export async function isFine(doer: Doer, delivery: string): Promise<boolean> {
  const { faults } = await inTransaction(doer.source, (client) => findDelivery(client, delivery), { readOnly: true });
  return faults.every(({ weight }) => weight !== 'refuse') && openFaults(faults, []).length === 0;
}
