import { inTransaction, type Acting, type PoolClient, Values, writeJournal } from '@jianjia/db';
import type { Adoption, ValuesToAdopt } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { changeSql } from './change-sql.ts';
import { countsOf } from './preview-adoption.ts';

/**
 * Writes values of the list into the union's own register as the actor, keeps what was there, and tells where each is from.
 * Changed records are judged again like after any import.
 * @throws Problem census.moved
 */
export async function adoptValues(
  acting: Acting,
  { division, fields }: ValuesToAdopt,
): Promise<Readonly<Record<Adoption, number>>> {
  return inTransaction(acting, async (client) => {
    await findChanges(client, division, fields);
    const { rows } = await client.query<{ field: Adoption; count: number }>(
      'select field, count(*)::int as count from census_change group by field',
    );
    const counts = countsOf(rows);
    await keepHistory(client);
    await addEmployers(client, counts.added);
    await changeEmployers(client);
    await addWorkforce(client, counts.employees);
    await client.query(
      `insert into census.adoption
         (employer_id, uscc, division_code, field, before, after, delivery_id, line, as_of, adopted_by)
       select employer_id, uscc, division_code, field, before, after, delivery_id, line, as_of, $1 from census_change`,
      [acting.actor.name],
    );
    await writeJournal(client, acting.actor, { act: 'census.adopt', after: { division: division ?? null, ...counts } });
    return counts;
  });
}

async function findChanges(
  client: PoolClient,
  division: string | undefined,
  fields: readonly Adoption[],
): Promise<void> {
  const values = new Values();
  const sql = changeSql(values, division);
  // A statement that makes a table takes no parameters.
  await client.query(`create temp table census_change (
    employer_id uuid, uscc text, name text, division_code text, field text, before text, after text, delivery_id uuid, line integer,
    as_of date, department text, primary key (uscc, field)) on commit drop`);
  await client.query(
    `insert into census_change
     select distinct on (c.uscc, c.field) c.* from (${sql}) c where c.field = any (${values.add(fields)})
     order by c.uscc, c.field, c.employer_id`,
    values.list,
  );
  // Whoever is not added has no employees to be told.
  await client.query(
    `delete from census_change c where c.field = 'employees'
       and not exists (select from employers.employer e where e.uscc = c.uscc)
       and not exists (select from census_change a where a.uscc = c.uscc and a.field = 'added')`,
  );
}

/** What the register said before, as imports keep it. */
async function keepHistory(client: PoolClient): Promise<void> {
  await client.query(
    `insert into kernel.register_history (register, union_id, key, old)
     select 'employers', e.union_id, e.uscc, to_jsonb(e)
     from employers.employer e
     where e.uscc in (select c.uscc from census_change c where c.field in ('name', 'closed_on', 'industry_code'))`,
  );
}

async function addEmployers(client: PoolClient, wanted: number): Promise<void> {
  const { rowCount } = await client.query(
    `insert into employers.employer (uscc, name, division_code, industry_code, sector, established_on)
     select c.uscc, l.name, l.division_code, l.industry_code, l.sector, l.established_on
     from census_change c join census.employer l using (employer_id) where c.field = 'added'
     on conflict (uscc) do nothing`,
  );
  if (rowCount !== wanted) throw problems.moved();
}

async function changeEmployers(client: PoolClient): Promise<void> {
  const { rowCount } = await client.query(
    `update employers.employer e
     set name = coalesce(n.name, e.name), closed_on = coalesce(n.closed_on, e.closed_on),
       industry_code = coalesce(n.industry_code, e.industry_code)
     from (
       select uscc, max(after) filter (where field = 'name') as name,
         (max(after) filter (where field = 'closed_on'))::date as closed_on,
         max(after) filter (where field = 'industry_code') as industry_code
       from census_change where field in ('name', 'closed_on', 'industry_code') group by uscc
     ) n where n.uscc = e.uscc`,
  );
  const { rows } = await client.query<{ wanted: number }>(
    `select count(distinct uscc)::int as wanted from census_change where field in ('name', 'closed_on', 'industry_code')`,
  );
  if (rowCount !== (rows[0]?.wanted ?? 0)) throw problems.moved();
}

async function addWorkforce(client: PoolClient, wanted: number): Promise<void> {
  const { rowCount } = await client.query(
    `insert into employers.workforce (uscc, as_of, employees)
     select c.uscc, c.as_of, c.after::integer from census_change c where c.field = 'employees'
     on conflict (uscc, as_of) do nothing`,
  );
  if (rowCount !== wanted) throw problems.moved();
}
