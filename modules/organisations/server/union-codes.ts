import type { Pool, PoolClient } from '@jianjia/db';

/** The codes by which people know these unions, by union_id; a union that is gone has none. */
export async function unionCodes(
  database: Pool | PoolClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.query<{ union_id: string; union_code: string }>(
    'select union_id, union_code from organisations.union where union_id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.union_id, row.union_code]));
}
