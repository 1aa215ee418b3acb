import type { PoolClient } from '@jianjia/db';

/** The nearest union that answers for a place and that the actor may found unions below; null for none. */
export async function superiorAt(
  client: PoolClient,
  division: string,
): Promise<{ readonly code: string; readonly name: string } | null> {
  const found = await client.query<{ code: string; name: string }>(
    `select u.union_code as code, u.name
     from kernel.division_descent v join organisations.union u on u.division_code = v.ancestor
     where v.code = $1 and u.kind in ('city', 'county', 'zone', 'township') and u.dissolved_on is null
       and identity.may('organisations:write', u.union_id)
     order by length(u.division_code) desc, u.kind = 'zone' desc, u.union_code limit 1`,
    [division],
  );
  return found.rows[0] ?? null;
}
