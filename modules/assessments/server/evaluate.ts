import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { sqlText } from '@jianjia/rules';
import type { PlainDate } from '@jianjia/kernel';
import type { Plan } from '../domain/plan.ts';
import { prepareFacts } from './prepare.ts';
import { scoreResults } from './score.ts';
import { judgedSql, parameterSql, trackSql } from './sql/judge.ts';
import { lastDaysSql, storeLastDaysSql } from './sql/last-days.ts';
import { storeMemberCountsSql } from './sql/member-counts.ts';
import { storeFactsSql } from './sql/store.ts';
import type { Standards } from './standards.ts';

/** One evaluation at a time per database: they replace each other's results. */
export const EVALUATION_LOCK = `select pg_advisory_xact_lock(hashtext('assessments.evaluation'))`;

/**
 * Waits for the lock, and keeps the changes that this evaluation knows of in the temporary table `taken_change`; answers
 * how many. Those that commit from here on are left in the queue for the next one. They are known one by one and not up to
 * a number: a number is given before its change commits, so a lower one may come to light while an evaluation runs.
 */
export async function takeTurn(client: PoolClient): Promise<number> {
  await client.query(EVALUATION_LOCK);
  const taken = await client.query('create temporary table taken_change on commit drop as table assessments.changed');
  return taken.rowCount ?? 0;
}

/**
 * Judges every union in being at t that a track fits, by a handful of set-based statements in one transaction, and
 * keeps results and facts. Earlier results of the same day are replaced.
 */
export async function evaluateAll(pool: Pool, standards: Standards, t: PlainDate): Promise<void> {
  await inTransaction(
    pool,
    async (client) => {
      const taken = await takeTurn(client);
      await evaluateInTransaction(client, standards, t, taken);
    },
    { isolation: 'read committed' },
  );
}

/** Where the results of a day lie. */
const KEPT = [
  'evaluation',
  'result',
  'score',
  'last_day',
  'fact_value',
  'cell',
  'place_value',
  'uncovered_value',
  'member_count',
];

async function deleteDay(client: PoolClient, t: PlainDate): Promise<void> {
  for (const table of KEPT) await client.query(`delete from assessments.${table} where as_of = $1`, [t]);
}

/** Takes away what is kept of a day; asked for again it is computed again. */
export async function forgetEvaluation(pool: Pool, t: PlainDate): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(EVALUATION_LOCK);
    await deleteDay(client, t);
  });
}

/**
 * The work of `evaluateAll`, after `takeTurn`.
 * @param taken how many changes there are in `taken_change`
 */
export async function evaluateInTransaction(
  client: PoolClient,
  standards: Standards,
  t: PlainDate,
  taken: number,
): Promise<void> {
  const { plan, planId } = standards;
  // What is lost in a crash right after is derived data, and asked for again it is computed again.
  await client.query('set local synchronous_commit = off');
  await deleteDay(client, t);
  // What changed is not known to the evaluations of other days: they are to be computed anew when asked for.
  if (taken > 0) await client.query(`update assessments.evaluation set plan = '' where plan <> ''`);
  const gathered = await prepareFacts(client, plan, t);
  await client.query('insert into assessments.evaluation (as_of, plan) values ($1, $2)', [t, planId]);
  for (const sql of [
    ...storeFactsSql(plan, gathered, t),
    ...storeMemberCountsSql(plan, t),
    ...storeLastDaysSql(plan, t),
  ]) {
    await client.query(sql);
  }
  await judgeSubjects(client, plan, t);
  await dropTaken(client);
}

/** Takes from the queue what `takeTurn` found; what has come since stays for the next evaluation. */
export async function dropTaken(client: PoolClient): Promise<void> {
  await client.query('delete from assessments.changed where id in (select id from taken_change)');
}

/** Results of all unions in the table `subject`; then the scores, which are of all unions always. */
export async function judgeSubjects(client: PoolClient, plan: Plan, t: PlainDate): Promise<void> {
  await client.query(setParameterSql(t));
  await client.query(parameterSql(plan, t));
  await client.query(judgedSql(t));
  for (const sql of lastDaysSql(plan, t)) await client.query(sql);
  for (const planned of plan.tracks) if (planned.items.length > 0) await client.query(trackSql(plan, planned, t));
  await scoreResults(client, plan, t);
}

/** `set_parameter`: what superior unions set, as in force at t. */
export function setParameterSql(t: PlainDate): string {
  return `create temporary table set_parameter on commit drop as
    select distinct on (union_id, scheme, parameter) union_id, scheme, parameter, p, q
    from schemes.parameter_value
    where valid_from <= date ${sqlText(t)} and (valid_until is null or valid_until >= date ${sqlText(t)})
    order by union_id, scheme, parameter, valid_from desc, set_at desc`;
}
