import { inTransaction, type Pool } from '@jianjia/db';
import type { Delivery, Outcome } from '../../contract/index.ts';
import { deliveryOf } from '../deliveries/delivery-sql.ts';
import { classifyChanged } from '../classification/classify-list.ts';
import type { CensusDeps } from '../deps.ts';
import type { Doer } from '../doer.ts';
import { keepAlive } from './alive.ts';
import { startApplying } from './start.ts';
import { applyWork } from './work.ts';

/**
 * Begins to put a delivery into the list and answers at once; the work goes on.
 * @throws Problem as `startApplying`
 */
export async function applyDelivery(
  deps: CensusDeps,
  doer: Doer,
  delivery: string,
  accepted: readonly string[] | 'all',
): Promise<Delivery> {
  const row = await inTransaction(doer.source, (client) => startApplying(client, doer.actor, delivery, accepted));
  deps.background.begin('census.apply', async () => {
    await finish(deps.system, delivery);
    await classifyChanged(deps.system);
  });
  return deliveryOf(row);
}

/**
 * Puts a delivery into the list and waits for it.
 * @throws Problem as `startApplying`
 */
export async function applyNow(
  system: Pool,
  doer: Doer,
  delivery: string,
  accepted: readonly string[] | 'all',
  onProgress?: (done: number, total: number) => void,
): Promise<Outcome> {
  await inTransaction(doer.source, (client) => startApplying(client, doer.actor, delivery, accepted));
  return finish(system, delivery, onProgress);
}

function finish(system: Pool, delivery: string, onProgress?: (done: number, total: number) => void): Promise<Outcome> {
  return keepAlive(system, [delivery], 'profiled', () => applyWork(system, delivery, onProgress));
}
