import { type Acting, inTransaction, type PoolClient } from '@jianjia/db';
import type { FieldOutcome, Finding, Late, WholeTask } from '../../contract/index.ts';
import { mayDo } from '../../domain/checks/lifecycle.ts';
import { problems } from './problems.ts';
import { TASK_COLUMNS, TASK_FROM, taskOf, type TaskRow } from './task-sql.ts';

interface WholeRow extends TaskRow {
  readonly founded_code: string | null;
  readonly founded_name: string | null;
  readonly may_write: boolean;
  readonly may_found: boolean;
}

/** A task with everything that was found and decided. Throws Problem census.noTask. */
export async function showTask(acting: Acting, taskId: string): Promise<WholeTask> {
  return inTransaction(
    acting,
    async (client) => {
      const found = await client.query<WholeRow>(
        `select ${TASK_COLUMNS}, u.union_code as founded_code, u.name as founded_name,
           coalesce(k.division_code <@ (select identity.place_codes('census:write')), false) as may_write,
           identity.roots('organisations:write') is not null as may_found
         from ${TASK_FROM} left join organisations.union u on u.union_id = k.founded_id
         where k.task_id = $1`,
        [taskId],
      );
      const [row] = found.rows;
      if (!row) throw problems.noTask();
      const { state, may_write: may, founded_code: code, founded_name: name } = row;
      return {
        ...taskOf(row),
        findings: await findingsOf(client, taskId),
        assignments: await assignmentsOf(client, taskId),
        founded: code === null || name === null ? null : { code, name },
        can: {
          assign: may && mayDo('assign', state),
          confirm: may && row.may_found && mayDo('confirm', state),
          send_back: may && mayDo('send_back', state),
        },
      };
    },
    { readOnly: true },
  );
}

interface FindingRow {
  readonly finding_id: string;
  readonly outcome: FieldOutcome;
  readonly headcount: number | null;
  readonly note: string | null;
  readonly moved_to: string | null;
  readonly union_name: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly accuracy: number | null;
  readonly found_at: Date;
  readonly received_at: Date;
  readonly finder: string;
  readonly late: Late | null;
  readonly photos: readonly string[];
}

async function findingsOf(client: PoolClient, taskId: string): Promise<readonly Finding[]> {
  const { rows } = await client.query<FindingRow>(
    `select f.finding_id, f.outcome, f.headcount, f.note, f.moved_to, f.union_name, f.latitude, f.longitude, f.accuracy,
       f.found_at, f.received_at, f.finder, f.late,
       array(select p.photo_id from census.photo p where p.finding_id = f.finding_id order by p.received_at, p.photo_id) as photos
     from census.finding f where f.task_id = $1 order by f.received_at desc, f.finding_id limit 50`,
    [taskId],
  );
  return rows.map(({ latitude, longitude, accuracy, found_at, received_at, ...row }) => ({
    ...row,
    position: latitude === null || longitude === null ? null : { latitude, longitude, accuracy },
    found_at: found_at.toISOString(),
    received_at: received_at.toISOString(),
  }));
}

async function assignmentsOf(client: PoolClient, taskId: string): Promise<WholeTask['assignments']> {
  const { rows } = await client.query<{ name: string | null; due_on: string | null; reason: string | null; at: Date }>(
    `select a.name, s.due_on::text as due_on, s.reason, s.assigned_at as at
     from census.assignment s left join identity.account a on a.account_id = s.assigned_to
     where s.task_id = $1 order by s.assignment_id desc limit 50`,
    [taskId],
  );
  return rows.map(({ name, due_on, reason, at }) => ({
    assigned_to: name ?? '（账号不在您的范围内）',
    due_on,
    reason,
    assigned_at: at.toISOString(),
  }));
}
