import { inTransaction, type Pool } from '@jianjia/db';
import type { Mapping, Outcome } from '../../contract/index.ts';
import { beginTouching, lockList, relink } from '../link/relink.ts';
import { removeRecords } from '../withdraw/withdraw-delivery.ts';
import { type DeliveryToRead, writeRecords } from './write-records.ts';

/** How often long work says how far it is, in milliseconds. */
const TELL_EVERY = 1000;

/**
 * Puts a delivery that was started into the list: one transaction, so that work that is killed leaves nothing and can be
 * begun again. Runs as the system role: what follows from a record concerns employers whose other records lie elsewhere, and
 * must not depend on who applies. It answers numbers alone.
 * @param onProgress hears how many lines are read
 */
export async function applyWork(
  system: Pool,
  delivery: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Outcome> {
  const tell = teller(system, delivery);
  return inTransaction(system, async (client) => {
    await lockList(client);
    const found = await client.query<DeliveryToRead & { readonly rows: number }>(
      `select d.delivery_id, d.union_id, d.header, d.mapping, u.division_code, d.rows
       from census.delivery d join organisations.union u on u.union_id = d.union_id
       where d.delivery_id = $1 and d.status = 'applying'`,
      [delivery],
    );
    const [row] = found.rows;
    if (!row) throw new Error(`delivery ${delivery} is not being applied`);
    const mapping: Mapping = { columns: row.mapping.columns, translations: row.mapping.translations };
    const written = await writeRecords(client, system, { ...row, mapping }, async (done) => {
      onProgress(done, row.rows);
      await tell(done);
    });
    await beginTouching(client);
    await client.query(
      'insert into census_touched select distinct entity_id from census.record where delivery_id = $1 and entity_id is not null',
      [delivery],
    );
    await removeRecords(client, await replacedBy(client, delivery));
    await tell(row.rows, true);
    const linked = await relink(client, delivery);
    const outcome = { ...written, ...(await outcomeOf(client, delivery, linked.added)), merged: linked.merged };
    await client.query(
      `update census.delivery set status = 'applied', applied_at = now(), outcome = $2, done = rows where delivery_id = $1`,
      [delivery, JSON.stringify(outcome)],
    );
    return outcome;
  });
}

/** The union's own register is what it is now: what was taken in of it before is out of date as a whole. */
async function replacedBy(client: { query: Pool['query'] }, delivery: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ delivery_id: string }>(
    `select o.delivery_id from census.delivery d
     join census.delivery o on o.source_id = d.source_id and o.via = 'register' and o.status = 'applied'
     where d.delivery_id = $1 and d.via = 'register' and o.delivery_id <> d.delivery_id`,
    [delivery],
  );
  return rows.map((row) => row.delivery_id);
}

async function outcomeOf(
  client: { query: Pool['query'] },
  delivery: string,
  added: number,
): Promise<Pick<Outcome, 'employers_new' | 'employers_met' | 'doubtful'>> {
  const { rows } = await client.query<{ employers: number; doubtful: number }>(
    `with mine as (select distinct entity_id, employer_id from census.record where delivery_id = $1 and entity_id is not null)
     select (select count(distinct employer_id) from mine)::int as employers,
       (select count(*) from census.pair p where not p.joined
          and (p.left_id in (select entity_id from mine) or p.right_id in (select entity_id from mine)))::int as doubtful`,
    [delivery],
  );
  const { employers = 0, doubtful = 0 } = rows[0] ?? {};
  const fresh = Math.min(added, employers);
  return { employers_new: fresh, employers_met: employers - fresh, doubtful };
}

/** Says on another connection how far the work is, at most once a second. */
export function teller(system: Pool, delivery: string): (done: number, atOnce?: boolean) => Promise<void> {
  let last = 0;
  return async (done, atOnce = false) => {
    const now = performance.now();
    if (!atOnce && now - last < TELL_EVERY) return;
    last = now;
    await system.query('update census.delivery set done = $2, touched_at = now() where delivery_id = $1', [
      delivery,
      done,
    ]);
  };
}
