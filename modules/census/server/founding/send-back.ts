import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import type { TaskState } from '../../contract/index.ts';
import { mayDo, taskActs } from '../../domain/checks/lifecycle.ts';
import { actingUnion } from '../checks/acting-union.ts';
import { noteAssignments } from '../checks/hand-out.ts';
import { problems } from '../checks/problems.ts';
import { LOCK_TASK } from '../checks/task-sql.ts';

/**
 * Sends a task whose reported union does not hold back to whoever was there; the finding stays on record.
 * @throws Problem census.noTask, census.wrongState
 */
export async function sendBack(acting: Acting, taskId: string, reason: string): Promise<TaskState> {
  return inTransaction(acting, async (client) => {
    await client.query(LOCK_TASK, [taskId]);
    const found = await client.query<{ state: TaskState; to: string; due_on: string | null; name: string }>(
      `select state, assigned_to as "to", due_on::text as due_on, name from census.task
       where task_id = $1 and division_code <@ (select identity.place_codes('census:write'))`,
      [taskId],
    );
    const [task] = found.rows;
    if (!task) throw problems.noTask();
    if (!mayDo('send_back', task.state)) throw problems.wrongState(task.state);
    const { to } = taskActs.send_back;
    await client.query('update census.task set state = $2, finding_id = null where task_id = $1', [taskId, to]);
    await noteAssignments(client, [taskId], { accountId: task.to }, task.due_on, reason);
    await writeJournal(client, acting.actor, {
      act: 'census.sendBack',
      unionId: await actingUnion(client, 'census:write'),
      subject: `census/tasks/${taskId}`,
      before: { state: task.state },
      after: { state: to, employer: task.name },
      reason,
    });
    return to;
  });
}
