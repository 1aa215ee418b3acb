import type { Pool, PoolClient } from '@jianjia/db';
import type { RegisterDefinition } from '../definition.ts';
import { literal, quoted, sealedColumns } from '../storage.ts';
import { historyVersionSql, versionSql } from './rows.ts';

/** How many sealed values of registers and their history each key version has. */
export async function keyUse(
  client: Pool | PoolClient,
  definitions: readonly RegisterDefinition[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (const definition of definitions) {
    for (const column of sealedColumns(definition).keys()) {
      const found = await client.query<{ version: number; rows: number }>(
        `select version, count(*)::integer as rows from (
          select ${versionSql(quoted(column))} as version from ${quoted(definition.table)} where ${quoted(column)} is not null
          union all
          select ${historyVersionSql(column)} from kernel.register_history
          where register = ${literal(definition.name)} and old ->> ${literal(column)} is not null
        ) used group by version`,
      );
      for (const { version, rows } of found.rows) counts.set(version, (counts.get(version) ?? 0) + rows);
    }
  }
  return counts;
}

/** Sealed values that another key than this version opens. */
export async function rowsBehind(
  client: Pool | PoolClient,
  definitions: readonly RegisterDefinition[],
  version: number,
): Promise<number> {
  let rows = 0;
  for (const [other, count] of await keyUse(client, definitions)) if (other !== version) rows += count;
  return rows;
}
