import type { PoolClient } from '@jianjia/db';
import { restoreAdopted } from '../adoption/restore.ts';
import { areaSql } from '../works/kinds.ts';

/**
 * Takes records of deliveries in one area away, with what was adopted from them; the entities they were of are noted in
 * `census_touched`.
 */
export async function removeRecords(client: PoolClient, deliveries: readonly string[], area: string): Promise<void> {
  if (deliveries.length === 0) return;
  const values = [deliveries, area];
  await restoreAdopted(client, deliveries, area);
  await client.query(
    `insert into census_touched
     select distinct entity_id from census.record
     where delivery_id = any ($1::uuid[]) and ${areaSql('division_code')} = $2 and entity_id is not null
     on conflict do nothing`,
    values,
  );
  await client.query(
    `delete from census.record where delivery_id = any ($1::uuid[]) and ${areaSql('division_code')} = $2 and entity_id is not null`,
    values,
  );
  await client.query(
    'update census.part set in_list = false, outcome = null where delivery_id = any ($1::uuid[]) and area = $2',
    values,
  );
}
