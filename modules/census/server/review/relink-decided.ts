import { inTransaction, type Pool } from '@jianjia/db';
import { beginTouching, lockList, relink } from '../link/relink.ts';

/**
 * Works out what decisions mean for the list, as the system role: see `relink`. The decisions wait in census.relinking from
 * the moment they are made; several are worked out at once, and none twice.
 * @returns how many decisions were worked out
 */
export async function relinkDecided(system: Pool): Promise<number> {
  // The list's lock may be held for minutes by a file: nobody queues for it in vain.
  const waiting = await system.query('select from census.relinking limit 1');
  if (waiting.rowCount === 0) return 0;
  return inTransaction(system, async (client) => {
    await lockList(client);
    await beginTouching(client);
    const { rowCount } = await client.query(
      `with taken as (delete from census.relinking returning left_id, right_id), touched as (
         insert into census_touched select left_id from taken union select right_id from taken)
       select from taken`,
    );
    if (rowCount === null || rowCount === 0) {
      await client.query('drop table census_touched');
      return 0;
    }
    await relink(client, null);
    return rowCount;
  });
}
