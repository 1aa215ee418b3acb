import type { PoolClient } from '@jianjia/db';
import { holdApart, seedHeldApart } from './hold-apart.ts';

/** What putting entities together came to. */
export interface Clustered {
  readonly merged: number;
}

/** A chain of joined entities is at most so long; beyond, something is wrong with the pairs. */
const MOST_ROUNDS = 1000;

/**
 * Puts the entities of the employers in `census_seed` together anew: those that joined pairs or decisions connect are
 * one employer, whose id is the smallest of theirs, but for what a person found to be two. So it depends on nothing but the
 * entities, their pairs and decisions. Leaves in `census_label` the old and the new employer of each entity.
 * @param delivery what it comes from; null for a decision
 */
export async function rebuildClusters(client: PoolClient, delivery: string | null): Promise<Clustered> {
  await client.query(`
    insert into census_seed
      select distinct e.employer_id
      from census_near t
      cross join lateral (
        select t.entity_id union all
        select p.right_id from census.pair p where p.left_id = t.entity_id
        union all select p.left_id from census.pair p where p.right_id = t.entity_id
        union all select d.right_id from census.decision d where d.left_id = t.entity_id
        union all select d.left_id from census.decision d where d.right_id = t.entity_id
      ) as o (entity_id)
      join census.entity e on e.entity_id = o.entity_id
      on conflict do nothing;
    analyze census_seed`);
  await seedHeldApart(client);
  await noteEdges(client);
  await spreadLabels(client);
  await holdApart(client);
  const merged = await tellEvents(client, delivery);
  await client.query(`
    update census.entity e set employer_id = l.label
    from census_label l where e.entity_id = l.entity_id and e.employer_id <> l.label`);
  await client.query(`
    update census.record r set employer_id = l.label
    from census_label l where r.entity_id = l.entity_id and r.employer_id <> l.label`);
  return { merged };
}

/** The entities of the employers in `census_seed`, what is decided about them, and what connects them, from both ends. */
async function noteEdges(client: PoolClient): Promise<void> {
  await client.query(`
    create temp table census_label (entity_id uuid primary key, label uuid not null, old uuid not null, division_code text not null)
      on commit drop;
    insert into census_label
      select e.entity_id, e.entity_id, e.employer_id, e.division_code
      from census.entity e where e.employer_id in (select employer_id from census_seed);
    analyze census_label;
    create temp table census_verdict (left_id uuid, right_id uuid, verdict text, primary key (left_id, right_id)) on commit drop;
    insert into census_verdict
      select d.left_id, d.right_id,
        (select s.verdict from census.settled s where s.left_id = d.left_id and s.right_id = d.right_id)
      from (select distinct d.left_id, d.right_id from census.decision d join census_label l on l.entity_id = d.left_id) d;
    analyze census_verdict;
    create temp table census_edge (one uuid not null, other uuid not null, decided boolean not null, probability float8 not null)
      on commit drop;
    insert into census_edge
      select v.one, v.other, b.decided, b.probability
      from (
        select p.left_id, p.right_id, false, p.probability from census.pair p join census_label l on l.entity_id = p.left_id
        where p.joined and not exists (
          select from census_verdict s where s.left_id = p.left_id and s.right_id = p.right_id and s.verdict is not null)
        union all
        select s.left_id, s.right_id, true, coalesce(p.probability, 0)
        from census_verdict s left join census.pair p on p.left_id = s.left_id and p.right_id = s.right_id
        where s.verdict = 'same'
      ) as b (left_id, right_id, decided, probability)
      join census_label r on r.entity_id = b.right_id
      cross join lateral (values (b.left_id, b.right_id), (b.right_id, b.left_id)) as v (one, other);
    create index on census_edge (one);
    analyze census_edge`);
}

/** Each entity takes the smallest label of its neighbours until nothing changes. */
async function spreadLabels(client: PoolClient): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { rowCount } = await client.query(`
      update census_label l set label = n.label
      from (
        select e.one, (array_agg(o.label order by o.label))[1] as label
        from census_edge e join census_label o on o.entity_id = e.other group by e.one
      ) n
      where n.one = l.entity_id and n.label < l.label`);
    if (rowCount === 0) return;
  }
  throw new Error(`clusters did not settle in ${MOST_ROUNDS} rounds`);
}

/**
 * Employers of the list that went into another one, or from which one fell off. An entity that is new was no employer before.
 * @returns how many went into another
 */
async function tellEvents(client: PoolClient, delivery: string | null): Promise<number> {
  const { rows } = await client.query<{ kind: string }>(
    `insert into census.event (kind, from_id, into_id, division_code, delivery_id)
     select case
         when not exists (select from census_label k where k.label = m.old)
           and exists (select from census.employer e where e.employer_id = m.label) then 'merge'
         else 'split' end,
       m.old, m.label, m.division_code, $1
     from (
       select distinct on (l.old, l.label) l.old, l.label, l.division_code
       from census_label l
       where l.old <> l.label and exists (select from census.employer e where e.employer_id = l.old)
       order by l.old, l.label, l.entity_id
     ) m
     returning kind`,
    [delivery],
  );
  return rows.filter(({ kind }) => kind === 'merge').length;
}
