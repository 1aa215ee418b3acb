import type { Acting, PoolClient } from '@jianjia/db';
import { taskActs } from '../../domain/checks/lifecycle.ts';
import { LOCK_TASK } from '../checks/task-sql.ts';

/** A union that settles field checks by having been founded. */
export interface Founded {
  readonly unionId: string;
  readonly name: string;
}

const NOTE = '建立联合工会时一并办结';

/**
 * Settles what field checks there are of employers that a union has just been founded for. No task is closed without a finding:
 * where none was reported yet, whoever founds the union says what he or she knows, that there is one.
 * @returns how many tasks
 */
export async function settleTasks(
  client: PoolClient,
  { actor }: Acting,
  employerIds: readonly string[],
  { unionId, name }: Founded,
): Promise<number> {
  const open = await client.query<{ id: string }>(
    `select task_id as id from census.task where employer_id = any ($1::uuid[]) and state <> 'closed' order by task_id`,
    [employerIds],
  );
  for (const { id } of open.rows) await client.query(LOCK_TASK, [id]);
  const ids = open.rows.map(({ id }) => id);
  const told = await client.query<{ finding: string; task: string }>(
    `insert into census.finding
       (finding_id, task_id, employer_id, division_code, outcome, note, union_name, found_at, found_by, finder)
     select kernel.uuid_v7(), k.task_id, k.employer_id, k.division_code, 'union_founded', $2, $3, now(), $4, $5
     from census.task k where k.task_id = any ($1::uuid[]) and k.state = any ($6)
     returning finding_id as finding, task_id as task`,
    [ids, NOTE, name, actor.accountId, actor.name, taskActs.report_founded.from],
  );
  const settled = await client.query(
    `update census.task k set state = $2, founded_id = $3, closed_at = now(), finding_id = coalesce(f.finding, k.finding_id),
       assigned_to = coalesce(k.assigned_to, $4), assigned_name = coalesce(k.assigned_name, $5)
     from unnest($1::uuid[]) as wanted (id)
     left join unnest($6::uuid[], $7::uuid[]) as f (finding, task) on f.task = wanted.id
     where k.task_id = wanted.id and k.state <> 'closed'`,
    [
      ids,
      taskActs.confirm.to,
      unionId,
      actor.accountId,
      actor.name,
      told.rows.map(({ finding }) => finding),
      told.rows.map(({ task }) => task),
    ],
  );
  return settled.rowCount ?? 0;
}
