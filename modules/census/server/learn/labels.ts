import type { PoolClient } from '@jianjia/db';
import { employers, judgedPair } from '@jianjia/linkage';
import type { Label } from '../../domain/review/held-out.ts';
import { comparedEntities } from '../link/compared.ts';
import { employerRecord } from '../link/comparing.ts';

/** More labels move the weights no further, and would keep everybody waiting. */
const MOST_LABELS = 20_000;

/** SQL: settled pairs of the place $1 of which both sides are there. */
const SETTLED = `
  from census.settled s
  join census.entity l on l.entity_id = s.left_id
  join census.entity r on r.entity_id = s.right_id
  where s.verdict is not null and r.division_code >= $1 and r.division_code <= $1 || '~'`;

/** How many pairs of a place reviewers have settled, as far as the actor sees. */
export async function countLabels(
  client: PoolClient,
  division: string,
): Promise<{ readonly same: number; readonly different: number }> {
  const { rows } = await client.query<{ same: number; different: number }>(
    `select count(*) filter (where s.verdict = 'same')::int as same,
       count(*) filter (where s.verdict = 'different')::int as different ${SETTLED}`,
    [division],
  );
  return rows[0] ?? { same: 0, different: 0 };
}

/** Those pairs as linkage learns from them; of very many those that come first by their ids, which are hashes. */
export async function labelsOf(client: PoolClient, division: string): Promise<readonly Label[]> {
  const { rows } = await client.query<{ left: string; right: string; match: boolean }>(
    `select s.left_id as left, s.right_id as right, s.verdict = 'same' as match ${SETTLED}
     order by s.right_id, s.left_id limit ${MOST_LABELS}`,
    [division],
  );
  const entities = await comparedEntities(client, [...new Set(rows.flatMap(({ left, right }) => [left, right]))]);
  return rows.flatMap(({ left, right, match }) => {
    const [one, other] = [entities.get(left), entities.get(right)];
    if (!one || !other) return [];
    return [{ left, ...judgedPair(employers, employerRecord(one), employerRecord(other), match) }];
  });
}
