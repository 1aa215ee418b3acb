import { inTransaction, type Pool, type PoolClient, writeJournal } from '@jianjia/db';
import type { Delivery } from '../../contract/index.ts';
import { deliveryOf, type DeliveryRow, findDelivery } from '../deliveries/delivery-sql.ts';
import { stateWords } from '../deliveries/state-words.ts';
import type { CensusDeps } from '../deps.ts';
import { type Doer, mayWrite } from '../doer.ts';
import { problems } from '../problems.ts';
import { takeOutNow, withdrawJobs } from './take-out.ts';

/**
 * Begins to take a delivery out of the list and answers at once; workers go on with it.
 * @throws Problem census.noDelivery, census.busy, census.notApplied
 */
export async function withdrawDelivery(
  { jobs, system }: Pick<CensusDeps, 'jobs' | 'system'>,
  doer: Doer,
  delivery: string,
  reason: string,
): Promise<Delivery> {
  const row = await startWithdrawing(doer, delivery, reason);
  for (const job of await withdrawJobs(system, [delivery])) await jobs.send(job);
  return deliveryOf(row);
}

/**
 * Takes a delivery out of the list and waits for it.
 * @throws Problem as `withdrawDelivery`
 */
export async function withdrawNow(system: Pool, doer: Doer, delivery: string, reason: string): Promise<void> {
  await startWithdrawing(doer, delivery, reason);
  await takeOutNow(system, [delivery]);
}

function startWithdrawing(doer: Doer, delivery: string, reason: string): Promise<DeliveryRow> {
  return inTransaction(doer.source, (client) => markWithdrawing(client, doer, delivery, reason));
}

/**
 * Says that a delivery is on its way out, with its line in the journal. One whose applying was interrupted may have gone into the
 * list of some areas.
 * @throws Problem census.noDelivery, census.busy, census.notApplied
 */
export async function markWithdrawing(
  client: PoolClient,
  doer: Doer,
  delivery: string,
  reason: string,
): Promise<DeliveryRow> {
  const row = await findDelivery(client, delivery, mayWrite);
  const inWork = row.status === 'withdrawing' || row.status === 'applying';
  if (inWork && !row.interrupted) throw problems.busy();
  if (row.status !== 'applied' && !inWork) throw problems.notApplied(stateWords(row));
  await client.query(
    `update census.delivery set status = 'withdrawing', done = 0, touched_at = null where delivery_id = $1`,
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
