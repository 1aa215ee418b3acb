import type { PoolClient } from '@jianjia/db';
import type { Permission } from '@jianjia/kernel';

/** The union an actor has a permission at, for the journal: whose record an act about tasks of a place is. */
export async function actingUnion(client: PoolClient, permission: Permission): Promise<string | null> {
  const found = await client.query<{ id: string | null }>(
    `select coalesce(
       (select d.union_id from organisations.descent d
        where d.ancestor_id = any (identity.roots($1)) and d.union_id = d.ancestor_id order by d.union_id limit 1),
       identity.one_union($1)) as id`,
    [permission],
  );
  return found.rows[0]?.id ?? null;
}
