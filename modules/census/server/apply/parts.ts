import type { PoolClient } from '@jianjia/db';
import type { Outcome } from '../../contract/index.ts';

/** What reading a delivery came to. */
export type ReadOutcome = Pick<Outcome, 'records' | 'skipped' | 'outside'>;
/** What linking it in one area came to. */
export type LinkOutcome = Omit<Outcome, keyof ReadOutcome>;

const NOTHING: LinkOutcome = { employers_new: 0, employers_met: 0, doubtful: 0, merged: 0 };

/**
 * Notes which areas a delivery goes into, and what reading it came to. A register of the union's own takes the place of the one
 * before, also where it has nothing any more.
 * @returns areas that are still to be put into the list
 */
export async function noteParts(
  client: PoolClient,
  delivery: string,
  records: ReadonlyMap<string, number>,
  read: ReadOutcome,
): Promise<readonly string[]> {
  await client.query(
    `insert into census.part (delivery_id, area, records)
     select $1, area, records from unnest($2::text[], $3::integer[]) as n (area, records)
     on conflict (delivery_id, area) do update set records = excluded.records where not part.in_list`,
    [delivery, [...records.keys()], [...records.values()]],
  );
  await client.query(
    `insert into census.part (delivery_id, area, records)
     select distinct $1::uuid, p.area, 0 from census.part p where p.delivery_id = any ($2::uuid[]) and p.in_list
     on conflict do nothing`,
    [delivery, await replacedBy(client, delivery)],
  );
  await client.query('update census.delivery set outcome = $2, done = rows where delivery_id = $1', [
    delivery,
    JSON.stringify({ ...read, ...NOTHING }),
  ]);
  const { rows } = await client.query<{ area: string }>(
    'select area from census.part where delivery_id = $1 and not in_list order by records desc, area',
    [delivery],
  );
  return rows.map(({ area }) => area);
}

/** The union's own register is what it is now: what was taken in of it before is out of date as a whole. */
export async function replacedBy(client: PoolClient, delivery: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ delivery_id: string }>(
    `select o.delivery_id from census.delivery d
     join census.delivery o on o.source_id = d.source_id and o.via = 'register' and o.status = 'applied'
     where d.delivery_id = $1 and d.via = 'register' and o.delivery_id <> d.delivery_id`,
    [delivery],
  );
  return rows.map((row) => row.delivery_id);
}

/** A delivery of which everything is in the list is applied; the last area says so. */
export async function finishApplied(client: PoolClient, delivery: string): Promise<void> {
  // The rows of two areas that end at the same moment would each not see that the other is done.
  const found = await client.query<{ status: string; outcome: Outcome }>(
    'select status, outcome from census.delivery where delivery_id = $1 for update',
    [delivery],
  );
  const [row] = found.rows;
  if (row?.status !== 'applying') throw new Error(`delivery ${delivery} is not being applied any more`);
  const { rows } = await client.query<{ outcome: LinkOutcome | null; in_list: boolean }>(
    'select outcome, in_list from census.part where delivery_id = $1',
    [delivery],
  );
  if (rows.some(({ in_list }) => !in_list)) return;
  const outcome = rows.reduce((sum, part) => addUp(sum, part.outcome ?? NOTHING), { ...row.outcome, ...NOTHING });
  await client.query(
    `update census.delivery set status = 'applied', applied_at = now(), outcome = $2, done = rows where delivery_id = $1`,
    [delivery, JSON.stringify(outcome)],
  );
}

function addUp(sum: Outcome, part: LinkOutcome): Outcome {
  return {
    ...sum,
    employers_new: sum.employers_new + part.employers_new,
    employers_met: sum.employers_met + part.employers_met,
    doubtful: sum.doubtful + part.doubtful,
    merged: sum.merged + part.merged,
  };
}

/** Deliveries of which nothing is in the list any more go with their lines; their rows stay, to say that they were here. */
export async function finishWithdrawn(client: PoolClient, deliveries: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select delivery_id as id from census.delivery where delivery_id = any ($1::uuid[]) order by delivery_id for update`,
    [deliveries],
  );
  const gone = await client.query<{ id: string }>(
    `select d.delivery_id as id from census.delivery d where d.delivery_id = any ($1::uuid[])
       and not exists (select from census.part p where p.delivery_id = d.delivery_id and p.in_list)`,
    [rows.map(({ id }) => id)],
  );
  const ids = [gone.rows.map(({ id }) => id)];
  await client.query('delete from census.record where delivery_id = any ($1::uuid[])', ids);
  await client.query('delete from census.read_record where delivery_id = any ($1::uuid[])', ids);
  await client.query('delete from census.line where delivery_id = any ($1::uuid[])', ids);
  await client.query('delete from census.part where delivery_id = any ($1::uuid[])', ids);
  await client.query(
    `update census.delivery set status = 'withdrawn', withdrawn_at = now(), profile = '[]' where delivery_id = any ($1::uuid[])`,
    ids,
  );
}
