import type { PoolClient } from '@jianjia/db';
import { areaSql } from '../works/kinds.ts';

/** Columns of employers.employer that are adopted one by one. */
const COLUMNS = { name: 'text', closed_on: 'date', industry_code: 'text' } as const;

/**
 * Takes back what was adopted from deliveries that are withdrawn in an area: the value from before comes back, unless the union has
 * changed it since. Where another delivery was adopted on top, that one's «before» becomes what was before this one. Runs as the
 * system role inside the withdrawal.
 */
export async function restoreAdopted(client: PoolClient, deliveries: readonly string[], area: string): Promise<void> {
  await client.query(
    `create temp table census_undone on commit drop as
     select a.* from census.adoption a
     where a.delivery_id = any ($1::uuid[]) and ${areaSql('a.division_code')} = $2 and a.ended is null`,
    [deliveries, area],
  );
  await handDown(client);
  await client.query(
    `insert into kernel.register_history (register, union_id, key, old)
     select 'employers', e.union_id, e.uscc, to_jsonb(e)
     from employers.employer e where e.uscc in (select uscc from census_undone where ended is null and field <> 'employees')`,
  );
  for (const [column, type] of Object.entries(COLUMNS)) await restoreColumn(client, column, type);
  await removeWorkforce(client);
  await removeEmployers(client);
  await client.query(
    `update census.adoption a set ended = coalesce(u.ended, 'kept'), ended_at = now()
     from census_undone u where u.adoption_id = a.adoption_id`,
  );
  await client.query('drop table census_undone');
}

/** A later adoption of the same value stands on this one: it will give back what this one would have. */
async function handDown(client: PoolClient): Promise<void> {
  await client.query(`
    with later as (
      select distinct on (u.adoption_id) u.adoption_id, u.before, n.adoption_id as next
      from census_undone u
      join census.adoption n on n.uscc = u.uscc and n.field = u.field and n.ended is null and n.adoption_id > u.adoption_id
        and n.before is not distinct from u.after
      where u.field in ('name', 'closed_on', 'industry_code')
        and not exists (select from census_undone o where o.adoption_id = n.adoption_id)
      order by u.adoption_id, n.adoption_id
    ), handed as (
      update census.adoption a set before = l.before from later l where a.adoption_id = l.next
    )
    update census_undone u set ended = 'restored' from later l where l.adoption_id = u.adoption_id`);
}

async function restoreColumn(client: PoolClient, column: string, type: string): Promise<void> {
  // The newest first: of two that are withdrawn together the older one's «before» is what stays.
  await client.query(`
    with recursive chain as (
      select u.uscc, u.adoption_id, u.before, u.after,
        row_number() over (partition by u.uscc order by u.adoption_id desc) as place
      from census_undone u where u.field = '${column}' and u.ended is null
    ), back as (
      select c.uscc, c.before, c.place from chain c join employers.employer e on e.uscc = c.uscc
      where c.place = 1 and e.${column}::text is not distinct from c.after
      union all
      select c.uscc, c.before, c.place from back b join chain c on c.uscc = b.uscc and c.place = b.place + 1
      where c.after is not distinct from b.before
    ), last as (
      select distinct on (uscc) uscc, before from back order by uscc, place desc
    ), written as (
      update employers.employer e set ${column} = l.before::${type} from last l where l.uscc = e.uscc
    )
    update census_undone u set ended = 'restored'
    from chain c join back b on b.uscc = c.uscc and b.place = c.place where u.adoption_id = c.adoption_id`);
}

/** A report of employees is one row of its day; one that the union has added to is the union's. */
async function removeWorkforce(client: PoolClient): Promise<void> {
  await client.query(`
    with gone as (
      delete from employers.workforce w using census_undone u
      where u.field = 'employees' and w.uscc = u.uscc and w.as_of = u.as_of and w.employees::text = u.after
        and num_nonnulls(w.female, w.migrant, w.dispatched, w.wage_bill, w.contracts_signed, w.social_insurance) = 0
      returning w.uscc, w.as_of
    )
    update census_undone u set ended = 'restored'
    from gone g where u.field = 'employees' and g.uscc = u.uscc and g.as_of = u.as_of`);
}

/** An employer that was added goes, unless the unions have changed it, or anything else stands on it by now. */
async function removeEmployers(client: PoolClient): Promise<void> {
  await client.query(`
    with gone as (
      delete from employers.employer e using census_undone u
      where u.field = 'added' and e.uscc = u.uscc and e.union_id is null and e.name = u.after
        and num_nonnulls(e.above_scale, e.small_micro, e.new_form, e.closed_on) = 0
        and not exists (
          select from kernel.register_history h
          where h.register = 'employers' and h.key = e.uscc and h.changed_at >= u.adopted_at and h.import_id is not null)
        and not exists (select from employers.workforce w where w.uscc = e.uscc)
        and not exists (select from people.member m where m.uscc = e.uscc)
        and not exists (select from democracy.mechanism m where m.uscc = e.uscc)
        and not exists (select from agreements.contract_employer c where c.uscc = e.uscc)
        and not exists (select from activities.activity_employer a where a.uscc = e.uscc)
      returning e.uscc
    )
    update census_undone u set ended = 'restored' from gone g where u.field = 'added' and g.uscc = u.uscc`);
}
