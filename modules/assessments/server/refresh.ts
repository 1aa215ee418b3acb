import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { prepareEmployers } from '@jianjia/employers/server';
import type { PlainDate } from '@jianjia/kernel';
import type { FactContext } from '@jianjia/rules';
import type { Plan } from '../domain/plan.ts';
import { dropTaken, evaluateInTransaction, judgeSubjects, takeTurn } from './evaluate.ts';
import { factRelations } from './offer.ts';
import { changedSql, keptOwnSql } from './sql/changed.ts';
import { correctPlaceSql, correctTreeSql } from './sql/correct.ts';
import { gather } from './prepare.ts';
import { gatherings } from './sql/gather.ts';
import { correctLastDaysSql } from './sql/last-days.ts';
import { correctMemberCountsSql } from './sql/member-counts.ts';
import { subjectSql } from './sql/subject.ts';
import { ownSql } from './sql/tree.ts';
import type { Standards } from './standards.ts';

/** Above this share of all unions a whole evaluation is quicker than correcting the last one. */
const LARGE_SHARE = 0.02;

/** What ensureEvaluated had to do. */
export type Refreshment = 'current' | 'refreshed' | 'evaluated';

/**
 * Whether the results of a day are current, by one cheap read and without waiting for an evaluation of another day. It is
 * safe without the lock: both tables are read at one moment, a change commits together with its line in `changed`, and an
 * evaluation takes those lines away together with writing what they led to. So at that moment the results said all that
 * was committed. What commits afterwards is as after the lock was given back: whoever reads results later finds these,
 * or newer ones, whole either way.
 */
export async function isCurrent(pool: Pool, standards: Standards, t: PlainDate): Promise<boolean> {
  const kept = await pool.query({ ...IS_CURRENT, values: [t, standards.planId] });
  return kept.rowCount === 1;
}

// A name, so that a connection plans it once: it comes before every answer that shows results.
const IS_CURRENT = {
  name: 'is_current',
  text: `select from assessments.evaluation
     where as_of = $1 and plan = $2 and not exists (select from assessments.changed)`,
};

/**
 * Makes the results as of t current: evaluates when there are none or the standards changed; else judges the changed
 * unions and those above them again.
 */
export async function ensureEvaluated(pool: Pool, standards: Standards, t: PlainDate): Promise<Refreshment> {
  if (await isCurrent(pool, standards, t)) return 'current';
  await correctLater(pool, standards, t);
  return inTransaction(pool, async (client) => {
    const taken = await takeTurn(client);
    const kept = await client.query<{ plan: string; newest: boolean; remembered: boolean }>(
      `select plan, not exists (select from assessments.evaluation n where n.as_of > e.as_of) as newest,
        exists (select from assessments.fact_value v where v.as_of = e.as_of) as remembered
      from assessments.evaluation e where as_of = $1`,
      [t],
    );
    const [row] = kept.rows;
    const valid = row?.plan === standards.planId;
    if (valid && taken === 0) return 'current';
    if (valid && row.newest && row.remembered && (await isSmall(client, 'taken_change'))) {
      await refreshInTransaction(client, standards.plan, t);
      return 'refreshed';
    }
    await evaluateInTransaction(client, standards, t, taken);
    return 'evaluated';
  });
}

/**
 * A whole evaluation takes all changes, and puts the other days out of date. Where the newest of them can be corrected
 * that comes first: it costs little, and keeps that day from being evaluated anew.
 */
async function correctLater(pool: Pool, standards: Standards, t: PlainDate): Promise<void> {
  const found = await pool.query<{ day: PlainDate }>(
    `select as_of as day from assessments.evaluation
     where plan = $2 and as_of > $1 and as_of = (select max(as_of) from assessments.evaluation)
       and exists (select from assessments.changed)`,
    [t, standards.planId],
  );
  const [later] = found.rows;
  if (later && (await isSmall(pool, 'assessments.changed'))) await ensureEvaluated(pool, standards, later.day);
}

/**
 * Brings the newest evaluation up to date after registers changed. Null where nothing was ever evaluated, or the
 * standards have changed since: then the next evaluation is a whole one anyway.
 */
export async function refreshLatest(
  pool: Pool,
  standards: Standards,
): Promise<{ readonly asOf: PlainDate; readonly did: Refreshment } | null> {
  const found = await pool.query<{ as_of: PlainDate; plan: string }>(
    'select as_of, plan from assessments.evaluation order by as_of desc limit 1',
  );
  const [latest] = found.rows;
  if (!latest || latest.plan !== standards.planId) return null;
  return { asOf: latest.as_of, did: await ensureEvaluated(pool, standards, latest.as_of) };
}

/** Whether so little changed that correcting is quicker; what changed everything cannot be corrected. */
async function isSmall(client: Pool | PoolClient, changes: 'taken_change' | 'assessments.changed'): Promise<boolean> {
  const counts = await client.query<{ small: boolean }>(
    `select not exists (select from ${changes} where everything) and
      (select count(*) from (select distinct union_id, division_code from ${changes} limit 2000) c)
      <= greatest(20, least(1999, $1 * (select reltuples from pg_class where oid = 'organisations.union'::regclass))) as small`,
    [LARGE_SHARE],
  );
  return counts.rows[0]?.small ?? false;
}

/** Judges the changed unions, those above them and those whose jurisdiction changed; the rest is not touched. */
async function refreshInTransaction(client: PoolClient, plan: Plan, t: PlainDate): Promise<void> {
  const context: FactContext = {
    t,
    incremental: true,
    changed: (column) => `${column} in (select union_id from changed_union)`,
  };
  // A handful of rows out of millions: statistics of temporary tables are poor, so say that indexes are to be used.
  await client.query('set local enable_seqscan = off');
  for (const sql of changedSql(t)) await client.query(sql);
  await client.query(prepareEmployers(t, 'uscc in (select uscc from wanted_employer)'));
  await client.query('analyze employer_state');
  const gathered = gatherings(plan.facts, factRelations);
  for (const gathering of gathered) await gather(client, gathering, context);
  await client.query(ownSql(plan, gathered, t, 'n.owner_id in (select owner_id from changed_owner)'));
  await client.query(keptOwnSql(plan, t));
  for (const sql of correctMemberCountsSql(plan, t)) await client.query(sql);
  for (const sql of correctTreeSql(plan, t)) await client.query(sql);
  for (const sql of correctPlaceSql(plan, gathered, t)) await client.query(sql);
  await client.query(subjectSql(plan, gathered));
  for (const sql of correctLastDaysSql(plan, t)) await client.query(sql);
  await client.query('delete from assessments.result where as_of = $1 and union_id in (select owner_id from node)', [
    t,
  ]);
  await judgeSubjects(client, plan, t);
  await client.query(`update assessments.evaluation set plan = '' where as_of <> $1 and plan <> ''`, [t]);
  await dropTaken(client);
}
