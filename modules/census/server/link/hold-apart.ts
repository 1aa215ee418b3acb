import type { PoolClient } from '@jianjia/db';
import { clusterRecords } from '@jianjia/linkage';

/**
 * Adds to `census_seed` the employers that a person's “different” holds apart from those that are there, though a joined pair
 * or another decision connects the two: whether it still does is asked of both at once. Only employers of which some members
 * were found to be two can be connected and yet be two, so decisions show the way.
 */
export async function seedHeldApart(client: PoolClient): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(SEED_ACROSS);
    if (rowCount === 0) return;
  }
}

const SEED_ACROSS = `
  insert into census_seed
    select distinct o.employer_id
    from (
      select left_id as one, right_id as other from census.decision union all select right_id, left_id from census.decision
    ) d
    join census.entity e on e.entity_id = d.one
    join census_seed s on s.employer_id = e.employer_id
    join census.entity o on o.entity_id = d.other
    where not exists (select from census_seed k where k.employer_id = o.employer_id)
      and exists (
        select from census.entity m
        cross join lateral (
          select p.right_id from census.pair p where p.left_id = m.entity_id and p.joined
          union all select p.left_id from census.pair p where p.right_id = m.entity_id and p.joined
          union all select c.right_id from census.decision c where c.left_id = m.entity_id and c.verdict = 'same'
          union all select c.left_id from census.decision c where c.right_id = m.entity_id and c.verdict = 'same'
        ) as n (entity_id)
        join census.entity t on t.entity_id = n.entity_id
        where m.employer_id = e.employer_id and t.employer_id = o.employer_id)
    on conflict do nothing`;

interface Parted {
  readonly left_id: string;
  readonly right_id: string;
  readonly label: string;
}

interface Edge {
  readonly one: string;
  readonly other: string;
  readonly decided: boolean;
  readonly probability: number;
}

/**
 * Splits what is connected in `census_label` where a person found two of it to be two employers: at the weakest link between
 * them, what people decided being stronger than what linkage joined. Reads `census_verdict` and `census_edge`.
 */
export async function holdApart(client: PoolClient): Promise<void> {
  const parted = await client.query<Parted>(`
    select v.left_id, v.right_id, l.label
    from census_verdict v
    join census_label l on l.entity_id = v.left_id
    join census_label r on r.entity_id = v.right_id and r.label = l.label
    where v.verdict = 'different'`);
  if (parted.rows.length === 0) return;
  const labels = [...new Set(parted.rows.map(({ label }) => label))];
  const members = await client.query<{ id: string }>(
    'select entity_id as id from census_label where label = any ($1::uuid[])',
    [labels],
  );
  const edges = await client.query<Edge>(
    `select e.one, e.other, e.decided, e.probability
     from census_label l join census_edge e on e.one = l.entity_id
     where l.label = any ($1::uuid[]) and e.one < e.other`,
    [labels],
  );
  // Codes and branches were held against each other when the pairs were weighed; a person's word may go beyond that.
  const clusters = clusterRecords(
    members.rows.map(({ id }) => ({ id, order: 0, uscc: null, branch: '' })),
    edges.rows.map(({ one, other, ...edge }) => ({ a: one, b: other, ...edge })),
    { cut: 0, leastMean: 0, apart: parted.rows.map(({ left_id, right_id }) => [left_id, right_id]) },
  );
  await client.query(
    `update census_label l set label = n.label
     from unnest($1::uuid[], $2::uuid[]) as n (entity_id, label) where n.entity_id = l.entity_id`,
    [clusters.flatMap((one) => one.members), clusters.flatMap(({ id, members: all }) => all.map(() => id))],
  );
}
