import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { beginTouching, relink } from '../link/relink.ts';
import { lockArea } from '../works/lock-area.ts';
import { removeRecords } from '../withdraw/remove-records.ts';
import { finishApplied, finishWithdrawn, type LinkOutcome, replacedBy } from './parts.ts';
import { READ_COLUMNS } from './write-records.ts';

/**
 * Puts what was read of a delivery into the list of one area: one transaction, so that work that is killed leaves nothing
 * and can be begun again; what is in the list is not put in twice. Runs as the system role: what follows from a record concerns
 * employers whose other records lie elsewhere, and must not depend on who applies.
 * @returns false where what was read is gone, for the database crashed: it is to be read again
 */
export async function linkPart(system: Pool, delivery: string, area: string, signal?: AbortSignal): Promise<boolean> {
  return inTransaction(
    system,
    async (client) => {
      await lockArea(client, area);
      const found = await client.query<{ records: number; in_list: boolean; status: string }>(
        `select p.records, p.in_list, d.status from census.part p join census.delivery d using (delivery_id)
         where p.delivery_id = $1 and p.area = $2`,
        [delivery, area],
      );
      const [part] = found.rows;
      if (!part || part.in_list || part.status !== 'applying') return true;
      if ((await takeRecords(client, delivery, area)) !== part.records) return false;
      const replaced = await replacedBy(client, delivery);
      await removeRecords(client, replaced, area);
      const { added, merged } = await relink(client, delivery);
      const outcome = { ...(await outcomeOf(client, added)), merged };
      await client.query('update census.part set in_list = true, outcome = $3 where delivery_id = $1 and area = $2', [
        delivery,
        area,
        JSON.stringify(outcome),
      ]);
      await finishApplied(client, delivery);
      await finishWithdrawn(client, replaced);
      return true;
    },
    { signal },
  );
}

/** Takes the records over; leaves their entities in `census_touched`, and in `census_mine` to be counted by. */
async function takeRecords(client: PoolClient, delivery: string, area: string): Promise<number> {
  const columns = READ_COLUMNS.join(', ');
  const values = [delivery, area];
  // Most employers are one entity: the id is right already, and only what linkage puts together is changed later.
  const { rowCount } = await client.query(
    `insert into census.record (delivery_id, union_id, employer_id, ${columns})
     select delivery_id, d.union_id, entity_id, ${columns.replaceAll(/\w+/g, (column) => `r.${column}`)}
     from census.read_record r join census.delivery d using (delivery_id) where r.delivery_id = $1 and r.area = $2`,
    values,
  );
  await client.query('create temp table census_mine (entity_id uuid primary key) on commit drop');
  await client.query(
    'insert into census_mine select distinct entity_id from census.read_record where delivery_id = $1 and area = $2',
    values,
  );
  await client.query('delete from census.read_record where delivery_id = $1 and area = $2', values);
  await beginTouching(client);
  await client.query('insert into census_touched select entity_id from census_mine');
  return rowCount ?? 0;
}

async function outcomeOf(client: PoolClient, added: number): Promise<Omit<LinkOutcome, 'merged'>> {
  const { rows } = await client.query<{ employers: number; doubtful: number }>(
    `select (select count(distinct e.employer_id) from census_mine join census.entity e using (entity_id))::int as employers,
       (select count(*) from (
          select p.left_id, p.right_id from census_mine m join census.pair p on p.left_id = m.entity_id and not p.joined
          union
          select p.left_id, p.right_id from census_mine m join census.pair p on p.right_id = m.entity_id and not p.joined
        ) doubtful)::int as doubtful`,
  );
  await client.query('drop table census_mine');
  const { employers = 0, doubtful = 0 } = rows[0] ?? {};
  const fresh = Math.min(added, employers);
  return { employers_new: fresh, employers_met: employers - fresh, doubtful };
}
