import { inTransaction, type Pool } from '@jianjia/db';
import { beginTouching, relink } from '../link/relink.ts';
import { areaSql } from '../works/kinds.ts';
import { lockArea } from '../works/lock-area.ts';

/**
 * Weighs all pairs of an area that was given another model, as the system role. A county at a time, so that files and decisions
 * come through in between: the list follows from records, decisions and models, whatever the order in which it is worked out. The
 * areas wait in census.reweighing; work that breaks off is begun again.
 * @returns how many counties were worked off
 */
export async function reweighArea(system: Pool, area: string, signal?: AbortSignal): Promise<number> {
  const waiting = await system.query<{ id: string }>(
    'select reweighing_id as id from census.reweighing where area = $1',
    [area],
  );
  if (waiting.rowCount === 0) return 0;
  const counties = await system.query<{ county: string }>(
    `select distinct left(division_code, 6) as county from census.entity
     where division_code >= $1 and division_code <= $1 || '~' and ${areaSql('division_code')} = $1 order by 1`,
    [area],
  );
  for (const { county } of counties.rows) await reweighCounty(system, area, county, signal);
  // What was noted meanwhile stays.
  await system.query('delete from census.reweighing where reweighing_id = any ($1::uuid[])', [
    waiting.rows.map(({ id }) => id),
  ]);
  return counties.rows.length;
}

/** @param county first six digits; fewer for what is known to lie in the area and no closer */
async function reweighCounty(
  system: Pool,
  area: string,
  county: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await inTransaction(
    system,
    async (client) => {
      await lockArea(client, area);
      await beginTouching(client);
      await client.query(
        `insert into census_touched
         select entity_id from census.entity
         where division_code >= $1 and division_code <= $1 || '~' and left(division_code, 6) = $1`,
        [county],
      );
      await relink(client, null);
    },
    { signal },
  );
}
