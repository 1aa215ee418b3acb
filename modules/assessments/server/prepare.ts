import type { PoolClient } from '@jianjia/db';
import { prepareEmployers } from '@jianjia/employers/server';
import type { PlainDate } from '@jianjia/kernel';
import type { FactContext } from '@jianjia/rules';
import type { Plan } from '../domain/plan.ts';
import { factRelations } from './offer.ts';
import { gatherings, gatherSql, overflows, type Gathering } from './sql/gather.ts';
import { narrowSql } from './sql/narrow.ts';
import { placedGatherings, placeSql, uncoveredSql } from './sql/place.ts';
import { subjectSql } from './sql/subject.ts';
import { ownSql, rollUpSql, treeSql } from './sql/tree.ts';

/** Temporary tables have no statistics worth the name; whole tables are joined and grouped, so by hash always. */
const HASHED = [
  'set local enable_mergejoin = off',
  'set local enable_sort = off',
  `set local work_mem = '256MB'`,
  'set local parallel_tuple_cost = 0.001',
  'set local parallel_setup_cost = 10',
] as const;

/** The facts of every union in being at t, as temporary tables of the transaction; see the SQL builders. */
export async function prepareFacts(client: PoolClient, plan: Plan, t: PlainDate): Promise<readonly Gathering[]> {
  for (const sql of [...HASHED, ...treeSql(t)]) await client.query(sql);
  return gatherFacts(client, plan, { t, incremental: false, changed: () => 'true' });
}

/** The same with whatever counts for one union only, its own row of `subject` being what it is among all. */
export async function prepareFactsOf(
  client: PoolClient,
  plan: Plan,
  t: PlainDate,
  union: string,
): Promise<readonly Gathering[]> {
  for (const sql of narrowSql(plan, t, union)) await client.query(sql);
  return gatherFacts(client, plan, wantedContext(t), 'uscc in (select uscc from wanted_employer)');
}

/** Keeps to the rows of the unions that `narrowSql` found. */
export function wantedContext(t: PlainDate): FactContext {
  return { t, incremental: false, changed: (column) => `${column} in (select union_id from wanted_union)` };
}

async function gatherFacts(
  client: PoolClient,
  plan: Plan,
  context: FactContext,
  employers?: string,
): Promise<readonly Gathering[]> {
  const { t } = context;
  await client.query(prepareEmployers(t, employers));
  await client.query('analyze employer_state (uscc, owner_id, division_code, open)');
  const gathered = gatherings(plan.facts, factRelations);
  for (const gathering of gathered) await gather(client, gathering, context);
  await client.query(ownSql(plan, gathered, t));
  await client.query('analyze own (owner_id, parent_id, depth)');
  const deepest = await client.query<{ depth: number | null }>('select max(depth) as depth from node');
  for (const sql of rollUpSql(plan, deepest.rows[0]?.depth ?? 0)) await client.query(sql);
  for (const gathering of placedGatherings(plan, gathered)) {
    await client.query(placeSql(gathering));
    if (gathering.relation.source.name === 'employers') await client.query(uncoveredSql(gathering));
  }
  await client.query(subjectSql(plan, gathered));
  return gathered;
}

/** Fills the table of one source. */
export async function gather(client: PoolClient, gathering: Gathering, context: FactContext): Promise<void> {
  await client.query(gatherSql(gathering, context));
  if (await overflows(client, gathering)) {
    await client.query(`drop table ${gathering.table}`);
    await client.query(gatherSql(gathering, context, true));
  }
  await client.query(`analyze ${gathering.table} (owner_id)`);
}
