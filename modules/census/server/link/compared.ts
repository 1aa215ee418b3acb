import type { PoolClient } from '@jianjia/db';
import type { ComparedEntity } from './comparing.ts';

/** What of an entity is compared, as columns of SQL. */
export const COMPARED =
  'entity_id, name, uscc, registration_no, written_code, division_code, address, representative, phone';

/** Entities as they are compared, by id; those that are gone or out of reach are missing. */
export async function comparedEntities(
  client: PoolClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ComparedEntity>> {
  const { rows } = await client.query<ComparedEntity>(
    `select ${COMPARED} from census.entity where entity_id = any ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.entity_id, row]));
}
