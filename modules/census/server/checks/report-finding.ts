import { type Acting, inTransaction, type PoolClient, writeJournal } from '@jianjia/db';
import type { FindingToReport, Late, TaskState } from '../../contract/index.ts';
import { actOf, lateness, taskActs } from '../../domain/checks/lifecycle.ts';
import { actingUnion } from './acting-union.ts';
import { problems } from './problems.ts';
import { LOCK_TASK } from './task-sql.ts';

interface ReportedTask {
  readonly employer_id: string;
  readonly division_code: string;
  readonly name: string;
  readonly state: TaskState;
  readonly assigned_to: string | null;
  /** The actor was given it, now or before. */
  readonly mine: boolean;
  /** The actor answers for the place. */
  readonly own_place: boolean;
}

/** What became of a finding. */
export interface Reported {
  readonly state: TaskState;
  readonly known: boolean;
  readonly late: Late | null;
}

/**
 * Keeps what was found at the door and settles the task by it. What comes when the task is somebody else's, or settled, is kept
 * all the same and changes nothing by itself. Sent twice, it is kept once.
 * @throws Problem census.noTask, census.notYours, census.otherFinding
 */
export async function reportFinding(acting: Acting, taskId: string, finding: FindingToReport): Promise<Reported> {
  return inTransaction(acting, async (client) => {
    await client.query(LOCK_TASK, [taskId]);
    const task = await reportedTask(client, taskId);
    const { accountId } = acting.actor;
    const known = await knownFinding(client, taskId, finding.finding_id);
    if (known !== null) return { state: task.state, known: true, late: known.late };
    if (!task.mine && !task.own_place) throw problems.notYours();
    const late = lateness(task.state, finding.outcome, task.assigned_to, accountId ?? '');
    await insertFinding(client, acting, taskId, task, finding, late);
    const state = late === null ? taskActs[actOf(finding.outcome)].to : task.state;
    if (late === null) await settle(client, acting, taskId, state, finding.finding_id);
    await writeJournal(client, acting.actor, {
      act: 'census.reportFinding',
      unionId: await actingUnion(client, 'census:check'),
      subject: `census/tasks/${taskId}`,
      before: { state: task.state },
      after: { state, employer: task.name, outcome: finding.outcome, headcount: finding.headcount ?? null, late },
    });
    return { state, known: false, late };
  });
}

async function reportedTask(client: PoolClient, taskId: string): Promise<ReportedTask> {
  const found = await client.query<ReportedTask>(
    `select k.employer_id, k.division_code, k.name, k.state, k.assigned_to,
       exists (select from census.assignment a where a.task_id = k.task_id and a.assigned_to = identity.actor_id()) as mine,
       coalesce(k.division_code <@ (select identity.place_codes('census:write')), false) as own_place
     from census.task k where k.task_id = $1`,
    [taskId],
  );
  const [task] = found.rows;
  if (!task) throw problems.noTask();
  return task;
}

async function knownFinding(
  client: PoolClient,
  taskId: string,
  findingId: string,
): Promise<{ readonly late: Late | null } | null> {
  const found = await client.query<{ task_id: string; late: Late | null; own: boolean }>(
    'select task_id, late, found_by = identity.actor_id() as own from census.finding where finding_id = $1',
    [findingId],
  );
  const [known] = found.rows;
  if (!known) return null;
  if (known.task_id !== taskId || !known.own) throw problems.otherFinding();
  return known;
}

async function insertFinding(
  client: PoolClient,
  { actor }: Acting,
  taskId: string,
  { employer_id, division_code }: ReportedTask,
  { finding_id, outcome, headcount, note, moved_to, union_name, position, found_at }: FindingToReport,
  late: Late | null,
): Promise<void> {
  const values = [
    finding_id,
    taskId,
    employer_id,
    division_code,
    outcome,
    headcount ?? null,
    note ?? null,
    moved_to ?? null,
    union_name ?? null,
    position?.latitude ?? null,
    position?.longitude ?? null,
    position?.accuracy ?? null,
    found_at,
    actor.accountId,
    actor.name,
    late,
  ];
  await client
    .query(
      `insert into census.finding
         (finding_id, task_id, employer_id, division_code, outcome, headcount, note, moved_to, union_name, latitude, longitude,
          accuracy, found_at, found_by, finder, late)
       values (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
      values,
    )
    .catch((error: unknown) => {
      // Somebody else's, out of sight.
      throw (error as { readonly code?: string } | null)?.code === '23505' ? problems.otherFinding() : error;
    });
}

async function settle(
  client: PoolClient,
  { actor }: Acting,
  taskId: string,
  state: TaskState,
  findingId: string,
): Promise<void> {
  const settled = await client.query(
    `update census.task set state = $2, finding_id = $3, closed_at = case when $2 = 'closed' then now() end,
       assigned_to = coalesce(assigned_to, $4), assigned_name = coalesce(assigned_name, $5)
     where task_id = $1`,
    [taskId, state, findingId, actor.accountId, actor.name],
  );
  if (settled.rowCount !== 1) throw problems.notYours();
}
