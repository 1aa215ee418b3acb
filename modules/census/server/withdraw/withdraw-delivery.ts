import { inTransaction, type Pool, type PoolClient, writeJournal } from '@jianjia/db';
import type { Delivery } from '../../contract/index.ts';
import { keepAlive } from '../apply/alive.ts';
import { deliveryOf, type DeliveryRow, findDelivery } from '../deliveries/delivery-sql.ts';
import { stateWords } from '../deliveries/state-words.ts';
import { classifyChanged } from '../classification/classify-list.ts';
import type { CensusDeps } from '../deps.ts';
import { type Doer, mayWrite } from '../doer.ts';
import { restoreAdopted } from '../adoption/restore.ts';
import { beginTouching, lockList, relink } from '../link/relink.ts';
import { problems } from '../problems.ts';

/**
 * Begins to take a delivery out of the list and answers at once; the work goes on.
 * @throws Problem census.noDelivery, census.busy, census.notApplied
 */
export async function withdrawDelivery(
  deps: CensusDeps,
  doer: Doer,
  delivery: string,
  reason: string,
): Promise<Delivery> {
  const row = await startWithdrawing(doer, delivery, reason);
  deps.background.begin('census.withdraw', async () => {
    await finishWithdrawing(deps.system, [delivery]);
    await classifyChanged(deps.system);
  });
  return deliveryOf(row);
}

/**
 * Takes a delivery out of the list and waits for it.
 * @throws Problem as `withdrawDelivery`
 */
export async function withdrawNow(system: Pool, doer: Doer, delivery: string, reason: string): Promise<void> {
  await startWithdrawing(doer, delivery, reason);
  await finishWithdrawing(system, [delivery]);
}

function startWithdrawing(doer: Doer, delivery: string, reason: string): Promise<DeliveryRow> {
  return inTransaction(doer.source, (client) => markWithdrawing(client, doer, delivery, reason));
}

/**
 * Says that a delivery is on its way out, with its line in the journal.
 * @throws Problem census.noDelivery, census.busy, census.notApplied
 */
export async function markWithdrawing(
  client: PoolClient,
  doer: Doer,
  delivery: string,
  reason: string,
): Promise<DeliveryRow> {
  const row = await findDelivery(client, delivery, mayWrite);
  if (row.status === 'withdrawing' && !row.interrupted) throw problems.busy();
  if (row.status !== 'applied' && row.status !== 'withdrawing') throw problems.notApplied(stateWords(row));
  await client.query(
    `update census.delivery set status = 'withdrawing', done = 0, touched_at = now() where delivery_id = $1`,
    [delivery],
  );
  await writeJournal(client, doer.actor, {
    act: 'census.withdraw',
    unionId: row.union_id,
    subject: `census/delivery/${delivery}`,
    before: { file: row.file_name, rows: row.rows },
    reason,
  });
  return { ...row, status: 'withdrawing' };
}

/** Takes deliveries that are on their way out of the list, all of them or none. */
export function finishWithdrawing(system: Pool, deliveries: readonly string[]): Promise<void> {
  return keepAlive(system, deliveries, 'applied', () =>
    inTransaction(system, async (client) => {
      await lockList(client);
      await takeOut(client, deliveries);
    }),
  );
}

/**
 * Takes records and lines of deliveries away and works out what is left, as the system role: see `applyWork`. The rows of
 * the deliveries stay, to say that they were here.
 */
export async function takeOut(client: PoolClient, deliveries: readonly string[]): Promise<void> {
  await beginTouching(client);
  await removeRecords(client, deliveries);
  await relink(client, deliveries[0] ?? null);
}

/**
 * Takes records and lines of deliveries away, with what was adopted from them; the entities they were of are noted in
 * `census_touched`.
 */
export async function removeRecords(client: PoolClient, deliveries: readonly string[]): Promise<void> {
  await restoreAdopted(client, deliveries);
  await client.query(
    `insert into census_touched
     select distinct entity_id from census.record where delivery_id = any ($1::uuid[]) and entity_id is not null
     on conflict do nothing`,
    [deliveries],
  );
  await client.query('delete from census.record where delivery_id = any ($1::uuid[])', [deliveries]);
  await client.query('delete from census.line where delivery_id = any ($1::uuid[])', [deliveries]);
  await client.query(
    `update census.delivery set status = 'withdrawn', withdrawn_at = now(), profile = '[]' where delivery_id = any ($1::uuid[])`,
    [deliveries],
  );
}
