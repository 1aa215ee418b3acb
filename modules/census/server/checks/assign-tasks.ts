import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import type { TaskState, ToAssign } from '../../contract/index.ts';
import { mayDo, taskActs } from '../../domain/checks/lifecycle.ts';
import { actingUnion } from './acting-union.ts';
import { checkerOf, noteAssignments } from './hand-out.ts';
import { problems } from './problems.ts';

/**
 * Gives tasks to somebody, or to somebody else: all of them, or none.
 * @throws Problem census.noChecker, census.someTasksMissing, census.notAssignable
 */
export async function assignTasks(
  acting: Acting,
  { task_ids: taskIds, assigned_to: to, due_on: due, reason }: ToAssign,
): Promise<number> {
  return inTransaction(acting, async (client) => {
    const checker = await checkerOf(client, to);
    const ids = [...new Set(taskIds)];
    // Within the right to change them: a row lock sees no others.
    const found = await client.query<{ state: TaskState }>(
      'select state from census.task where task_id = any ($1::uuid[]) for update',
      [ids],
    );
    if (found.rows.length < ids.length) throw problems.someTasksMissing(ids.length - found.rows.length);
    const settled = found.rows.filter(({ state }) => !mayDo('assign', state));
    if (settled.length > 0) throw problems.notAssignable(settled.length);
    await client.query(
      `update census.task set state = $2, assigned_to = $3, assigned_name = $4, due_on = coalesce($5::date, due_on)
       where task_id = any ($1::uuid[])`,
      [ids, taskActs.assign.to, checker.accountId, checker.name, due ?? null],
    );
    await noteAssignments(client, ids, checker, due ?? null, reason ?? null);
    await writeJournal(client, acting.actor, {
      act: 'census.assignTasks',
      unionId: await actingUnion(client, 'census:write'),
      subject: 'census/tasks',
      after: { tasks: ids.length, to: checker.name, due: due ?? null },
      ...(reason === undefined ? {} : { reason }),
    });
    return ids.length;
  });
}
