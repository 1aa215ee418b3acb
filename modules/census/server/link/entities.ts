import type { PoolClient } from '@jianjia/db';

/**
 * Works out the entities in `census_touched` from their records, drops those without any, and notes in `census_seed` the
 * employers they were and are of.
 */
export async function rebuildEntities(client: PoolClient): Promise<void> {
  await client.query(`
    create temp table census_seed (employer_id uuid primary key) on commit drop;
    insert into census_seed select distinct e.employer_id from census_touched t join census.entity e using (entity_id);
    delete from census.entity e using census_touched t
    where e.entity_id = t.entity_id and not exists (select from census.record r where r.entity_id = t.entity_id)`);
  await client.query(UPSERT_ENTITIES);
  await client.query(`
    insert into census_seed select distinct e.employer_id from census_touched t join census.entity e using (entity_id)
    on conflict do nothing`);
}

const BEST_FIRST = 'p.rank, d.as_of desc, d.sha256, r.line';
/** What the best record says that says anything. */
const best = (column: string, where = `r.${column} is not null`): string =>
  `(array_agg(r.${column} order by ${BEST_FIRST}) filter (where ${where}))[1]`;
const OPTIONAL = ['uscc', 'registration_no', 'written_code', 'address', 'representative', 'phone'] as const;
const COLUMNS = ['division_code', 'name', 'standard_name', 'records', ...OPTIONAL] as const;

/** Of each entity what its best record says, field by field; the order does not depend on which delivery came first. */
const UPSERT_ENTITIES = `
  insert into census.entity as e (entity_id, employer_id, ${COLUMNS.join(', ')})
  select r.entity_id, r.entity_id, coalesce(${best('division_code', 'r.division_told')}, ${best('division_code')}),
    ${best('name')}, ${best('standard_name')}, count(*), ${OPTIONAL.map((column) => best(column)).join(', ')}
  from census_touched t
  join census.record r using (entity_id)
  join census.delivery d using (delivery_id)
  join census.source s on s.source_id = d.source_id
  join kernel.value_precedence p on p.field = 'name' and p.department = s.department
  group by r.entity_id
  on conflict (entity_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  where (${COLUMNS.map((column) => `e.${column}`).join(', ')}) is distinct from
    (${COLUMNS.map((column) => `excluded.${column}`).join(', ')})`;
