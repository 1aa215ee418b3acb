import type { PoolClient } from '@jianjia/db';
import { type ListField, listFields } from '../../contract/index.ts';
import { initialsOf } from './initials.ts';

/** What happened to the list. */
export interface ListedChanges {
  readonly added: number;
  readonly met: number;
}

/**
 * Works out the employers of the list that `census_seed` and `census_label` concern: each field by precedence of
 * departments, then by the later day (kernel.value_precedence; the view census.value tells the same of one employer). Writes
 * those that are new or have changed: each costs its entries in the index of names.
 */
export async function rebuildEmployers(client: PoolClient): Promise<ListedChanges> {
  await client.query(`
    create temp table census_concerned (employer_id uuid primary key) on commit drop;
    insert into census_concerned
      select employer_id from census_seed union select label from census_label;
    analyze census_concerned`);
  await client.query(`
    delete from census.employer e using census_concerned c
    where e.employer_id = c.employer_id
      and not exists (select from census.entity n where n.employer_id = c.employer_id)`);
  await client.query(GATHER);
  await client.query(PICK);
  await writeInitials(client);
  const { rows } = await client.query<{ all: number; added: number }>(UPSERT);
  await client.query('drop table census_named, census_counted, census_picked, census_initials');
  const { all = 0, added = 0 } = rows[0] ?? {};
  return { added, met: all - added };
}

const FIELDS = Object.keys(listFields) as readonly ListField[];
const CASTS: Readonly<Record<string, string>> = {
  employees: 'integer',
  insured: 'integer',
  established_on: 'date',
  closed_on: 'date',
};
const chosen = (field: string): string => {
  const value = `max(v.value) filter (where v.field = '${field}')`;
  return CASTS[field] === undefined ? value : `(${value})::${CASTS[field]}`;
};

const listed = (table: string): string => FIELDS.map((field) => `${table}.${field}`).join(', ');
const DIVISION_TOLD = 'case when n.division_told then n.division_code end';

/** The records of the employers, and how many each has: statistics, without which joins go wrong, need tables. */
const GATHER = `
  create temp table census_named on commit drop as
    select r.*, d.as_of, d.sha256, s.department
    from census_concerned c
    join census.record r on r.employer_id = c.employer_id
    join census.delivery d on d.delivery_id = r.delivery_id
    join census.source s on s.source_id = d.source_id;
  analyze census_named;
  create temp table census_counted on commit drop as
    select n.employer_id, count(*) as records, array_agg(distinct n.department order by n.department) as departments,
      min(n.division_code) as division_code
    from census_named n group by n.employer_id;
  analyze census_counted`;

/** Most employers have one record, which has its say in everything. */
const PICK = `
  create temp table census_picked on commit drop as
  with value as (
    select distinct on (n.employer_id, v.field) n.employer_id, v.field, v.value
    from census_named n
    join census_counted c on c.employer_id = n.employer_id and c.records > 1
    cross join lateral (values
      ${FIELDS.map((field) => `('${field}', ${field === 'division_code' ? DIVISION_TOLD : `n.${field}::text`})`).join(', ')}
    ) as v (field, value)
    join kernel.value_precedence p on p.field = v.field and p.department = n.department
    where v.value is not null
    order by n.employer_id, v.field, p.rank, n.as_of desc, n.sha256, n.line
  ), picked as (
    select v.employer_id, ${FIELDS.map((field) => `${chosen(field)} as ${field}`).join(', ')} from value v group by v.employer_id
    union all
    select n.employer_id, ${FIELDS.map((field) => (field === 'division_code' ? DIVISION_TOLD : `n.${field}`)).join(', ')}
    from census_named n join census_counted c on c.employer_id = n.employer_id and c.records = 1
  )
  select p.employer_id, ${FIELDS.map((field) => (field === 'division_code' ? 'coalesce(p.division_code, c.division_code) as division_code' : `p.${field}`)).join(', ')},
    u.union_id, c.records::integer as records, c.departments
  from picked p join census_counted c on c.employer_id = p.employer_id
  left join employers.employer u on u.uscc = p.uscc;
  create unique index on census_picked (employer_id);
  analyze census_picked;
  create temp table census_initials (employer_id uuid primary key, initials text collate "C" not null) on commit drop;
  insert into census_initials
    select p.employer_id, e.initials from census_picked p join census.employer e using (employer_id) where e.name = p.name`;

const UPSERT = `
  with written as (
    insert into census.employer as e (employer_id, ${FIELDS.join(', ')}, union_id, records, departments, initials)
    select p.employer_id, ${listed('p')}, p.union_id, p.records, p.departments, i.initials
    from census_picked p join census_initials i using (employer_id)
    on conflict (employer_id) do update set ${FIELDS.map((field) => `${field} = excluded.${field}`).join(', ')},
      union_id = excluded.union_id, records = excluded.records, departments = excluded.departments,
      initials = excluded.initials
    where (${listed('e')}, e.union_id, e.records, e.departments, e.initials) is distinct from
      (${listed('excluded')}, excluded.union_id, excluded.records, excluded.departments, excluded.initials)
    returning (xmax = 0) as added
  )
  select (select count(*) from census_picked)::int as all, (count(*) filter (where added))::int as added from written`;

const BATCH = 5000;

/** Pinyin depends on the word a character stands in, which the database cannot tell. */
async function writeInitials(client: PoolClient): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<{ employer_id: string; name: string }>(
      `select p.employer_id, p.name from census_picked p
       where p.employer_id > $1 and not exists (select from census_initials i where i.employer_id = p.employer_id)
       order by p.employer_id limit ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) break;
    await client.query('insert into census_initials select * from unnest($1::uuid[], $2::text[])', [
      rows.map((row) => row.employer_id),
      rows.map((row) => initialsOf(row.name)),
    ]);
    after = last.employer_id;
  }
  await client.query('analyze census_initials');
}
