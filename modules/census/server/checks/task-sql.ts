import type { FieldOutcome, Gap, Task, TaskState } from '../../contract/index.ts';

/** A task as it comes from the database. */
export interface TaskRow {
  readonly task_id: string;
  readonly employer_id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly address: string | null;
  readonly division_code: string;
  readonly division_name: string;
  readonly employees: number | null;
  readonly gap: Gap;
  readonly state: TaskState;
  readonly assigned_to: string | null;
  readonly assigned_name: string | null;
  readonly due_on: string | null;
  readonly outcome: FieldOutcome | null;
  readonly visit_id: string | null;
  readonly visit: string | null;
  readonly created_at: Date;
}

/** SQL: a task `k` with the name of its place and what was found. */
export const TASK_COLUMNS = `k.task_id, k.employer_id, k.name, k.uscc, k.address, k.division_code, v.name as division_name,
  k.employees, k.gap, k.state, k.assigned_to, k.assigned_name, k.due_on::text as due_on, f.outcome, k.visit_id, k.visit, k.created_at`;
export const TASK_FROM = `census.task k
  join kernel.division v on v.code = k.division_code
  left join census.finding f on f.finding_id = k.finding_id`;

/** A row of the list of tasks. */
export function taskOf({ division_code, division_name, created_at, ...row }: TaskRow): Task {
  return {
    task_id: row.task_id,
    employer_id: row.employer_id,
    name: row.name,
    uscc: row.uscc,
    address: row.address,
    division: { code: division_code, name: division_name },
    employees: row.employees,
    gap: row.gap,
    state: row.state,
    assigned_to: row.assigned_to,
    assigned_name: row.assigned_name,
    due_on: row.due_on,
    outcome: row.outcome,
    visit: row.visit_id === null || row.visit === null ? null : { visit_id: row.visit_id, title: row.visit },
    created_at: created_at.toISOString(),
  };
}

/** SQL: nobody else settles or gives away the task until the transaction ends. A row lock would ask for the right to change. */
export const LOCK_TASK = `select pg_advisory_xact_lock(hashtextextended('census.task/' || $1::text, 0))`;
