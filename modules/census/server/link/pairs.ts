import { Readable } from 'node:stream';
import { copyIn, type PoolClient } from '@jianjia/db';
import { COMPARED } from './compared.ts';
import { type ComparedEntity, sameName } from './comparing.ts';
import { EncodedRows } from './encoded-rows.ts';
import { readyModel, type ReadyModel } from './models.ts';

/** Entities begin with this where they have no organisation code; all below it are identified by one. */
const NAMED_FROM = '40000000-0000-0000-0000-000000000000';
/** Entities that share a key with more others than this do not meet by it: it says nothing of them (小吃店). */
const MOST_IN_BLOCK = 50;
/** Less likely pairs are not kept. */
const LEAST = 0.1;
/** Pairs are joined without a person from here on, where nothing speaks for another partner. */
const JOIN_FROM = 0.95;
/** A partner as likely as this speaks against others. */
const RIVAL_FROM = 0.5;
const BATCH = 5000;

/** Notes what the entities in `census_touched` meet by and are paired with, before anything of them changes. */
export async function notePairs(client: PoolClient): Promise<void> {
  await client.query(`
    create temp table census_near (entity_id uuid primary key) on commit drop;
    insert into census_near
      select entity_id from census_touched
      union select p.right_id from census.pair p join census_touched t on t.entity_id = p.left_id
      union select p.left_id from census.pair p join census_touched t on t.entity_id = p.right_id;
    create temp table census_old_key on commit drop as
      select k.entity_id, k.key from census_touched t join census.entity_key k using (entity_id)`);
}

/**
 * Works out the pairs of the entities in `census_touched`: who meets by a key, how likely they are one employer, and which pairs
 * are joined. A pair depends on its two entities and on their other pairs, on nothing else, so the order in which entities
 * come makes no difference.
 */
export async function rebuildPairs(client: PoolClient): Promise<void> {
  const rows = new EncodedRows();
  try {
    await writeKeys(client, rows);
    await noteCrossings(client);
    await dropPairs(client);
    await scoreCandidates(client, rows);
  } finally {
    rows.close();
  }
  await client.query(`
    insert into census_near
      select p.right_id from census.pair p join census_rescored r on r.entity_id = p.left_id
      union select p.left_id from census.pair p join census_rescored r on r.entity_id = p.right_id
      on conflict do nothing;
    analyze census_near`);
  await client.query(JOIN_PAIRS);
  await client.query('drop table census_shift, census_rescored, census_meeting, census_row');
}

async function dropPairs(client: PoolClient): Promise<void> {
  await client.query(`
    insert into census_near
      select p.right_id from census.pair p join census_rescored r on r.entity_id = p.left_id
      union select p.left_id from census.pair p join census_rescored r on r.entity_id = p.right_id
      union select entity_id from census_rescored
      on conflict do nothing;
    delete from census.pair p using census_rescored r where p.left_id = r.entity_id;
    delete from census.pair p using census_rescored r where p.right_id = r.entity_id`);
}

/**
 * Encodes entities, some thousand at a time, and notes the numbers of their rows in `census_row`.
 * @param table a table with their ids
 */
async function* encode(
  client: PoolClient,
  rows: EncodedRows,
  table: 'census_touched' | 'census_other',
): AsyncGenerator<readonly { readonly entity: ComparedEntity; readonly number: number }[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const found = await client.query<ComparedEntity>(
      `select ${COMPARED} from ${table} join census.entity using (entity_id)
       where entity_id > $1 order by entity_id limit ${BATCH}`,
      [after],
    );
    const last = found.rows.at(-1);
    if (!last) return;
    const encoded = found.rows.map((entity) => ({ entity, number: rows.add(entity) }));
    await client.query('insert into census_row (entity_id, n) select * from unnest($1::uuid[], $2::integer[])', [
      encoded.map(({ entity }) => entity.entity_id),
      encoded.map(({ number }) => number),
    ]);
    yield encoded;
    after = last.entity_id;
  }
}

/** Keys anew for the entities that are still there; leaves in `census_shift` by how much more entities have each key now. */
async function writeKeys(client: PoolClient, rows: EncodedRows): Promise<void> {
  await client.query(`
    create temp table census_row (n integer primary key, entity_id uuid not null) on commit drop;
    create temp table census_new_key (entity_id uuid not null, key bigint not null) on commit drop`);
  for await (const encoded of encode(client, rows, 'census_touched')) {
    const lines = encoded.map(({ entity, number }) =>
      rows
        .keysOf(number, entity.division_code)
        .map((key) => `${entity.entity_id}\t${key}\n`)
        .join(''),
    );
    await copyIn(client, 'copy census_new_key (entity_id, key) from stdin', Readable.from(lines));
  }
  await client.query(`
    analyze census_new_key;
    analyze census_old_key;
    create temp table census_gone_key on commit drop as
      select entity_id, key from census_old_key except select entity_id, key from census_new_key;
    create temp table census_added_key on commit drop as
      select entity_id, key from census_new_key except select entity_id, key from census_old_key;
    analyze census_gone_key;
    delete from census.entity_key k using census_gone_key g where k.entity_id = g.entity_id and k.key = g.key;
    insert into census.entity_key (entity_id, key) select entity_id, key from census_added_key order by key;
    create temp table census_shift on commit drop as
      select key, sum(by)::integer as by
      from (select key, 1 as by from census_added_key union all select key, -1 from census_gone_key) s group by key;
    analyze census_shift;
    drop table census_old_key, census_new_key, census_gone_key, census_added_key`);
}

/**
 * Whoever shares a key that has become too common, or has ceased to be, is compared anew as well: what others meet by must
 * not depend on who came first.
 */
async function noteCrossings(client: PoolClient): Promise<void> {
  await client.query(`
    create temp table census_rescored (entity_id uuid primary key) on commit drop;
    insert into census_rescored
      select entity_id from census_touched
      union
      select k.entity_id
      from (
        select s.key from census_shift s join census.entity_key k using (key)
        group by s.key, s.by having (count(*) > ${MOST_IN_BLOCK}) <> (count(*) - s.by > ${MOST_IN_BLOCK})
      ) c
      join census.entity_key k using (key);
    analyze census_rescored;
    create temp table census_meeting on commit drop as
      select k.key, k.entity_id, r.entity_id is not null as rescored, k.entity_id >= '${NAMED_FROM}' as named
      from (
        select o.key from (select distinct k.key from census_rescored r join census.entity_key k using (entity_id)) m
        join census.entity_key o using (key)
        group by o.key having count(*) between 2 and ${MOST_IN_BLOCK}
      ) b
      join census.entity_key k using (key) left join census_rescored r using (entity_id);
    analyze census_meeting`);
}

/**
 * Two entities that both have a code are compared only where their names are one: two right codes are no slip of the pen (ISO
 * 7064 in GB 32100 finds each), so they are never joined, and a person is asked only where the name speaks for it.
 */
const CANDIDATES = `
  select distinct a.n as left_row, b.n as right_row
  from census_met a join census_met b on b.key = a.key and b.entity_id > a.entity_id
  where (a.rescored or b.rescored) and (a.named or b.named or ${sameName('a.key')})
  order by 1, 2`;

async function scoreCandidates(client: PoolClient, rows: EncodedRows): Promise<void> {
  await client.query(`
    create temp table census_other on commit drop as
      select distinct m.entity_id from census_meeting m
      where not exists (select from census_touched t where t.entity_id = m.entity_id);
    create index on census_other (entity_id);
    analyze census_other`);
  for await (const encoded of encode(client, rows, 'census_other')) void encoded;
  await client.query(`
    analyze census_row;
    create temp table census_met on commit drop as select m.*, r.n from census_meeting m join census_row r using (entity_id);
    analyze census_met`);
  const model = await readyModel(client);
  await client.query(`declare census_candidate no scroll cursor for ${CANDIDATES}`);
  for (;;) {
    const found = await client.query<CandidatePair>(`fetch ${BATCH} from census_candidate`);
    if (found.rows.length === 0) break;
    await keepPairs(client, found.rows, rows, model);
  }
  await client.query('close census_candidate; drop table census_other, census_met');
}

/** Numbers of the rows of two entities, the one with the smaller id first. */
interface CandidatePair {
  readonly left_row: number;
  readonly right_row: number;
}

async function keepPairs(
  client: PoolClient,
  pairs: readonly CandidatePair[],
  rows: EncodedRows,
  { name, scorer }: ReadyModel,
): Promise<void> {
  const kept = pairs.flatMap(({ left_row, right_row }) => {
    const probability = rows.probabilityOf(scorer, left_row, right_row);
    return probability < LEAST ? [] : [{ left_row, right_row, probability }];
  });
  await client.query(
    `insert into census.pair (left_id, right_id, probability, model, joined, division_code)
     select l.entity_id, r.entity_id, k.p, $4, false, e.division_code
     from unnest($1::integer[], $2::integer[], $3::float8[]) as k (l, r, p)
     join census_row l on l.n = k.l join census_row r on r.n = k.r join census.entity e on e.entity_id = r.entity_id`,
    [
      kept.map(({ left_row }) => left_row),
      kept.map(({ right_row }) => right_row),
      kept.map(({ probability }) => probability),
      name,
    ],
  );
}

/**
 * A pair is joined when it is as good as certain, its entities have not two codes, and the one without a code is not as well
 * paired with another that has one. Of two without codes neither may have a partner that has one: through that they
 * meet, or not at all.
 */
const JOIN_PAIRS = `
  update census.pair p set joined = w.joined
  from (
    select p.left_id, p.right_id,
      p.probability >= ${JOIN_FROM} and p.right_id >= '${NAMED_FROM}'
        and not exists (
          select from census.pair o
          where o.right_id = p.right_id and o.left_id < '${NAMED_FROM}' and o.left_id <> p.left_id and o.probability >= ${RIVAL_FROM})
        and (p.left_id < '${NAMED_FROM}' or not exists (
          select from census.pair o
          where o.right_id = p.left_id and o.left_id < '${NAMED_FROM}' and o.probability >= ${RIVAL_FROM})) as joined
    from census.pair p
    where p.left_id in (select entity_id from census_near) or p.right_id in (select entity_id from census_near)
  ) w
  where w.left_id = p.left_id and w.right_id = p.right_id and w.joined <> p.joined`;
