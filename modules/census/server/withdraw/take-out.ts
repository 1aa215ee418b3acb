import { inTransaction, type Pool } from '@jianjia/db';
import { keepAlive, putBack } from '../apply/alive.ts';
import { finishWithdrawn } from '../apply/parts.ts';
import { beginTouching, relink } from '../link/relink.ts';
import { lockArea } from '../works/lock-area.ts';
import { removeRecords } from './remove-records.ts';

/** The jobs that take deliveries out of the list, one for each area they are in; they are on their way out. */
export async function withdrawJobs(system: Pool, deliveries: readonly string[]) {
  const { rows } = await system.query<{ area: string }>(
    'select distinct area from census.part where delivery_id = any ($1::uuid[]) and in_list order by area',
    [deliveries],
  );
  const areas: readonly (string | null)[] = rows.length === 0 ? [null] : rows.map(({ area }) => area);
  return areas.map(
    (area) => ({ kind: 'withdraw', key: area ?? deliveries[0] ?? '', payload: { deliveries, area } }) as const,
  );
}

/**
 * Takes records of deliveries that are on their way out away in one area and works out what is left there, all of them or none, as the
 * system role: see `linkPart`. With the last area the lines go, too.
 * @param area null: there is nothing of them in the list
 */
export async function takeOut(
  system: Pool,
  deliveries: readonly string[],
  area: string | null,
  signal?: AbortSignal,
): Promise<void> {
  await inTransaction(
    system,
    async (client) => {
      if (area !== null) await lockArea(client, area);
      const { rows } = await client.query<{ id: string }>(
        `select delivery_id as id from census.delivery
         where delivery_id = any ($1::uuid[]) and status = 'withdrawing' order by delivery_id`,
        [deliveries],
      );
      const leaving = rows.map(({ id }) => id);
      if (leaving.length === 0) return;
      if (area !== null) {
        await beginTouching(client);
        await removeRecords(client, leaving, area);
        await relink(client, leaving[0] ?? null);
      }
      await finishWithdrawn(client, leaving);
    },
    { signal },
  );
}

/** Takes deliveries that are on their way out of the list and waits for it. */
export async function takeOutNow(system: Pool, deliveries: readonly string[]): Promise<void> {
  try {
    await keepAlive(system, deliveries, async () => {
      for (const { payload } of await withdrawJobs(system, deliveries)) await takeOut(system, deliveries, payload.area);
    });
  } catch (error) {
    await putBack(system, deliveries).catch(() => {});
    throw error;
  }
}
