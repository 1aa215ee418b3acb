import type { PoolClient } from '@jianjia/db';
import { requireUnion } from './require-union.ts';

/** A union that something is looked at from: itself and everything below it. */
export interface PlaceInSight {
  readonly unionId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly divisionCode: string;
  readonly industryCode: string | null;
  /** Whether the actor may read its rows of organisations.descent, which are kept for the roots of the reach only. */
  readonly rooted: boolean;
}

/**
 * The union with a code, as the actor sees it.
 * @throws Problem organisations.noUnion, for one out of sight as for one that does not exist
 */
export async function placeInSight(client: PoolClient, code: string): Promise<PlaceInSight> {
  const found = await client.query<PlaceInSight>(
    `select union_id as "unionId", union_code as code, name, kind, division_code as "divisionCode",
      industry_code as "industryCode",
      exists (select from organisations.descent d where d.ancestor_id = u.union_id and d.union_id = u.union_id) as rooted
    from organisations.union u where union_code = $1`,
    [code],
  );
  const [place] = found.rows;
  if (!place) {
    await requireUnion(client, code);
    throw new Error(`union ${code} came to be between two statements`);
  }
  return place;
}

/** SQL: a condition that the union in `column` is the place, whose id is the parameter `parameter`, or lies below it. */
export function belowSql({ rooted }: Pick<PlaceInSight, 'rooted'>, column: string, parameter: string): string {
  if (rooted) {
    return `${column} in (select d.union_id from organisations.descent d where d.ancestor_id = ${parameter}::uuid)`;
  }
  return `${column} in (
    with recursive below(union_id) as (
      select ${parameter}::uuid
      union all
      select c.union_id from below b join organisations.union c on c.parent_id = b.union_id
    ) select union_id from below)`;
}

/** SQL: a condition that the union in `column` is the place or a branch or group of it. */
export function ownSql(column: string, parameter: string): string {
  return `${column} in (
    with recursive own(union_id) as (
      select ${parameter}::uuid
      union all
      select c.union_id from own o join organisations.union c on c.parent_id = o.union_id
      where c.kind in ('branch', 'group')
    ) select union_id from own)`;
}
