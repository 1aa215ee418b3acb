import { inTransaction, type Pool } from '@jianjia/db';
import type { Delivery, Outcome } from '../../contract/index.ts';
import { deliveryOf, findDelivery } from '../deliveries/delivery-sql.ts';
import type { CensusDeps } from '../deps.ts';
import type { Doer } from '../doer.ts';
import { areaOf } from '../works/kinds.ts';
import { keepAlive, putBack } from './alive.ts';
import { linkPart } from './link-part.ts';
import { finishApplied } from './parts.ts';
import { readDelivery, type WorkOptions } from './read-delivery.ts';
import { startApplying } from './start.ts';

/**
 * Begins to put a delivery into the list and answers at once; a worker goes on with it.
 * @throws Problem as `startApplying`
 */
export async function applyDelivery(
  { jobs }: Pick<CensusDeps, 'jobs'>,
  doer: Doer,
  delivery: string,
  accepted: readonly string[] | 'all',
): Promise<Delivery> {
  const row = await inTransaction(doer.source, (client) => startApplying(client, doer.actor, delivery, accepted));
  await jobs.send(applyJob(delivery, row.division_code));
  return deliveryOf(row);
}

/** The job of a delivery that is being applied: of a prefecture's works it is one, of a province's it stands beside them. */
export function applyJob(delivery: string, division: string) {
  const area = areaOf(division);
  return { kind: 'apply', key: area.length < 4 ? delivery : area, payload: { delivery } } as const;
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
  options: WorkOptions = {},
): Promise<Outcome> {
  await inTransaction(doer.source, (client) => startApplying(client, doer.actor, delivery, accepted));
  try {
    const areas = (await readDelivery(system, delivery, options)) ?? [];
    return await keepAlive(system, [delivery], () => linkAll(system, delivery, areas, options));
  } catch (error) {
    await putBack(system, [delivery]).catch(() => {});
    throw error;
  }
}

async function linkAll(
  system: Pool,
  delivery: string,
  areas: readonly string[],
  { signal }: WorkOptions,
): Promise<Outcome> {
  for (const area of areas) {
    if (!(await linkPart(system, delivery, area, signal))) throw new Error(`what was read of ${delivery} is gone`);
  }
  if (areas.length === 0) await finishNow(system, delivery);
  const { outcome } = await inTransaction(system, (client) => findDelivery(client, delivery), { readOnly: true });
  if (outcome === null) throw new Error(`delivery ${delivery} has no outcome`);
  return outcome;
}

/** A delivery of which nothing goes into any list is applied with that. */
export async function finishNow(system: Pool, delivery: string): Promise<void> {
  await inTransaction(system, (client) => finishApplied(client, delivery));
}
