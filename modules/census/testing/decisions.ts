import { inTransaction, type Pool } from '@jianjia/db';
import { beginTouching, relink } from '../server/link/relink.ts';
import { relinkDecided } from '../server/review/relink-decided.ts';
import { lockArea } from '../server/works/lock-area.ts';

/** Where decisions are made in tests: by whom, and with which databases. */
export interface Deciding {
  readonly owner: Pool;
  readonly system: Pool;
  /** An account. */
  readonly person: string;
}

/** Somebody says something of two entities of 安庆, which need not be a pair, and the list follows. */
export async function decide(
  { owner, system, person }: Deciding,
  one: string,
  other: string,
  verdict: 'same' | 'different' | 'undone',
): Promise<void> {
  await owner.query(
    `insert into census.decision (left_id, right_id, verdict, division_code, decided_by)
     values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, '340802', $4)`,
    [one, other, verdict, person],
  );
  await relinkDecided(system, '3408');
}

/** Forgets every decision and how pairs are reviewed, and works the list of 安庆 out as if there had been none. */
export async function forgetDecisions({ owner, system }: Pick<Deciding, 'owner' | 'system'>): Promise<void> {
  await owner.query('truncate census.decision, census.relinking, census.review_mode');
  await inTransaction(system, async (client) => {
    await lockArea(client, '3408');
    await beginTouching(client);
    await client.query('insert into census_touched select entity_id from census.entity');
    await relink(client, null);
  });
}
