import { inTransaction, type Pool } from '@jianjia/db';
import type { CensusDeps } from '../deps.ts';
import { type Doer, mayWrite } from '../doer.ts';
import { problems } from '../problems.ts';
import { takeOutNow, withdrawJobs } from './take-out.ts';
import { markWithdrawing } from './withdraw-delivery.ts';

/**
 * Begins to take everything a source has said out of the list and answers at once with how many deliveries that are; the
 * source stays, to be delivered to again.
 * @throws Problem census.noSource, census.nothingApplied, census.busy
 */
export async function withdrawSource(
  { jobs, system }: Pick<CensusDeps, 'jobs' | 'system'>,
  doer: Doer,
  source: string,
  reason: string,
): Promise<number> {
  const deliveries = await startWithdrawing(doer, source, reason);
  for (const job of await withdrawJobs(system, deliveries)) await jobs.send(job);
  return deliveries.length;
}

/**
 * Takes everything a source has said out of the list and waits for it.
 * @throws Problem as `withdrawSource`
 */
export async function withdrawSourceNow(system: Pool, doer: Doer, source: string, reason: string): Promise<number> {
  const deliveries = await startWithdrawing(doer, source, reason);
  await takeOutNow(system, deliveries);
  return deliveries.length;
}

function startWithdrawing(doer: Doer, source: string, reason: string): Promise<readonly string[]> {
  return inTransaction(doer.source, async (client) => {
    const found = await client.query<{ title: string }>(
      `select title from census.source where source_id = $1 and ${mayWrite('union_id')}`,
      [source],
    );
    const [known] = found.rows;
    if (!known) throw problems.noSource();
    const { rows } = await client.query<{ id: string }>(
      `select delivery_id as id from census.delivery
       where source_id = $1 and status in ('applying', 'applied', 'withdrawing') order by delivery_id`,
      [source],
    );
    if (rows.length === 0) throw problems.nothingApplied(known.title);
    for (const { id } of rows) await markWithdrawing(client, doer, id, reason);
    return rows.map(({ id }) => id);
  });
}
