import type { PoolClient } from '@jianjia/db';
import type { ReviewReport } from '../../contract/index.ts';
import { precisionOf, STRATA, type Stratum, wilson } from '../../domain/review/precision.ts';
import { placed, REVIEWED } from './reviewed-sql.ts';

interface StratumRow extends Stratum {
  /** Counted from 1. */
  readonly stratum: number;
}

/**
 * How many of the pairs that linkage joined by itself are one employer, as far as checks tell. What was checked under a model
 * of before counts for the pairs that the present one joins as well.
 */
export async function joinPrecision(client: PoolClient, division: string | undefined): Promise<ReviewReport['joins']> {
  const { rows } = await client.query<StratumRow>(
    `with ${REVIEWED}, checked as (
       select width_bucket(p.probability, $2::float8[]) as stratum, count(*) as checked,
         count(*) filter (where r.verdict = 'same') as "right"
       from reviewed r join census.pair p on p.left_id = r.left_id and p.right_id = r.right_id and p.joined
       where r.spot and r.verdict is not null group by 1
     ), joined as (
       select width_bucket(p.probability, $2::float8[]) as stratum, count(*) as joined
       from census.pair p where p.joined and ${placed('p')} group by 1
     )
     select j.stratum, j.joined::int, coalesce(c.checked, 0)::int as checked, coalesce(c."right", 0)::int as "right"
     from joined j left join checked c using (stratum)`,
    [division ?? null, STRATA],
  );
  const strata = STRATA.map((from, index) => {
    const { joined = 0, checked = 0, right = 0 } = rows.find(({ stratum }) => stratum === index + 1) ?? {};
    return { from, to: STRATA[index + 1] ?? 1, joined, checked, right, precision: wilson(right, checked) };
  });
  return { precision: precisionOf(strata), strata };
}
