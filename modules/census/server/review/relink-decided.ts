import { inTransaction, type Pool } from '@jianjia/db';
import { beginTouching, relink } from '../link/relink.ts';
import { lockArea } from '../works/lock-area.ts';

/**
 * Works out what decisions in an area mean for the list, as the system role: see `relink`. The decisions wait in
 * census.relinking from the moment they are made; several are worked out at once, and none twice.
 * @returns how many decisions were worked out
 */
export async function relinkDecided(system: Pool, area: string, signal?: AbortSignal): Promise<number> {
  return inTransaction(
    system,
    async (client) => {
      await lockArea(client, area);
      await beginTouching(client);
      const { rowCount } = await client.query(
        `with taken as (delete from census.relinking where area = $1 returning left_id, right_id), touched as (
           insert into census_touched select left_id from taken union select right_id from taken)
         select from taken`,
        [area],
      );
      if (rowCount === null || rowCount === 0) {
        await client.query('drop table census_touched');
        return 0;
      }
      await relink(client, null);
      return rowCount;
    },
    { signal },
  );
}
