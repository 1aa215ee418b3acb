import { type Acting, inTransaction, Values } from '@jianjia/db';
import { MOST_CARRIED, type Task, type TaskQuery } from '../../contract/index.ts';
import { TASK_COLUMNS, TASK_FROM, taskOf, type TaskRow } from './task-sql.ts';

/** One page of the tasks within reach, the oldest first, with the number of all. */
export async function listTasks(
  acting: Acting,
  query: TaskQuery,
): Promise<{ readonly rows: readonly Task[]; readonly total: number; readonly next: string | null }> {
  const values = new Values();
  const conditions = conditionsOf(query, values);
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const after = query.after === undefined ? '' : `where l.task_id > ${values.add(query.after)}::uuid`;
  const sql = `with listed as materialized (select k.task_id from census.task k ${where}),
    page as (select l.task_id from listed l ${after} order by l.task_id limit ${values.add(query.limit + 1)})
    select ${TASK_COLUMNS}, (select count(*)::integer from listed) as total
    from page p join ${TASK_FROM} on true where k.task_id = p.task_id order by k.task_id`;
  return inTransaction(
    acting,
    async (client) => {
      const { rows } = await client.query<TaskRow & { readonly total: number }>(sql, values.list);
      const shown = rows.slice(0, query.limit);
      return {
        rows: shown.map(taskOf),
        total: rows[0]?.total ?? 0,
        next: rows.length > query.limit ? (shown.at(-1)?.task_id ?? null) : null,
      };
    },
    { readOnly: true },
  );
}

function conditionsOf(
  { state, division, gap, assigned_to: to, visit, overdue }: TaskQuery,
  values: Values,
): readonly string[] {
  const conditions: string[] = [];
  if (state !== undefined) conditions.push(`k.state = ${values.add(state)}`);
  if (gap !== undefined) conditions.push(`k.gap = ${values.add(gap)}`);
  if (to !== undefined) conditions.push(`k.assigned_to = ${values.add(to)}::uuid`);
  if (visit !== undefined) conditions.push(`k.visit_id = ${values.add(visit)}::uuid`);
  if (division !== undefined) {
    conditions.push(
      `k.division_code in (select v.code from kernel.division_descent v where v.ancestor = ${values.add(division)})`,
    );
  }
  if (overdue === true) conditions.push(`k.state in ('open', 'assigned') and k.due_on < ${TODAY}`);
  return conditions;
}

/** SQL: today, where the unions are. */
export const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;

/** The tasks an account is to look at, those due first. */
export async function listMyChecks(
  acting: Acting,
): Promise<{ readonly account_id: string; readonly tasks: readonly Task[]; readonly more: boolean }> {
  const { accountId } = acting.actor;
  return inTransaction(
    acting,
    async (client) => {
      const { rows } = await client.query<TaskRow>(
        `select ${TASK_COLUMNS} from ${TASK_FROM} where k.assigned_to = $1 and k.state = 'assigned'
         order by k.due_on nulls last, k.visit_id nulls last, k.task_id limit ${MOST_CARRIED + 1}`,
        [accountId],
      );
      return {
        account_id: accountId ?? '',
        tasks: rows.slice(0, MOST_CARRIED).map(taskOf),
        more: rows.length > MOST_CARRIED,
      };
    },
    { readOnly: true },
  );
}
