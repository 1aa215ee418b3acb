import { type Acting, inTransaction, type PoolClient, writeJournal } from '@jianjia/db';
import { coverEmployer } from '@jianjia/employers/server';
import { foundUnion } from '@jianjia/organisations/server';
import { parsePlainDate } from '@jianjia/kernel';
import type { FoundingToConfirm, Sector, TaskState } from '../../contract/index.ts';
import { mayDo, taskActs } from '../../domain/checks/lifecycle.ts';
import { actingUnion } from '../checks/acting-union.ts';
import { problems as checkProblems } from '../checks/problems.ts';
import { LOCK_TASK } from '../checks/task-sql.ts';
import type { FieldDeps } from '../field-deps.ts';
import { lockEmployers } from './joint-employers.ts';
import { dayOfFounding } from './day-of-founding.ts';
import { problems } from './problems.ts';

/** A task that waits for its union, with what the list knows of the employer now. */
export interface FoundingTask {
  readonly employerId: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly division: string;
  readonly industry: string | null;
  readonly sector: Sector | null;
  readonly establishedOn: string | null;
  readonly state: TaskState;
  readonly unionName: string | null;
  readonly headcount: number | null;
  readonly ownPlace: boolean;
}

/** @throws Problem census.noTask */
export async function foundingTask(client: PoolClient, taskId: string): Promise<FoundingTask> {
  const found = await client.query<FoundingTask>(
    `select k.employer_id as "employerId", coalesce(e.name, k.name) as name, coalesce(e.uscc, k.uscc) as uscc, k.division_code as division,
       coalesce(c.industry_code, e.industry_code) as industry, coalesce(e.sector, c.sector) as sector,
       e.established_on::text as "establishedOn", k.state, f.union_name as "unionName",
       coalesce(f.headcount, e.employees, e.insured, k.employees) as headcount,
       coalesce(k.division_code <@ (select identity.place_codes('census:write')), false) as "ownPlace"
     from census.task k
     left join census.finding f on f.finding_id = k.finding_id
     left join census.employer e on e.employer_id = k.employer_id
     left join census.classification c on c.employer_id = k.employer_id
     where k.task_id = $1`,
    [taskId],
  );
  const [task] = found.rows;
  if (!task) throw checkProblems.noTask();
  return task;
}

/**
 * Founds the union that was reported, says that it covers the employer, and settles the task: all of it or nothing.
 * @throws Problem census.noTask, census.wrongState, census.noCreditCode, census.foundedLater, and those of founding and covering
 */
export async function confirmFounding(
  { asOf }: Pick<FieldDeps, 'asOf'>,
  acting: Acting,
  taskId: string,
  wanted: FoundingToConfirm,
): Promise<{ readonly code: string; readonly name: string }> {
  return inTransaction(acting, async (client) => {
    await client.query(LOCK_TASK, [taskId]);
    const task = await foundingTask(client, taskId);
    if (!mayDo('confirm', task.state)) throw checkProblems.wrongState(task.state);
    if (!task.ownPlace) throw checkProblems.noTask();
    if (task.uscc === null) throw problems.noCreditCode(task.name);
    const today = asOf(undefined);
    const foundedOn = dayOfFounding(wanted.founded_on, today);
    const { code, name, kind, parent } = wanted;
    const { division, industry } = task;
    await lockEmployers(client, [task.employerId]);
    const unionId = await foundUnion(client, { code, name, kind, parent, division, industry, foundedOn });
    const covered = {
      uscc: task.uscc,
      name: task.name,
      division,
      industry,
      sector: wanted.sector ?? task.sector,
      establishedOn: task.establishedOn === null ? null : parsePlainDate(task.establishedOn),
    };
    await coverEmployer(client, covered, unionId, today);
    const settled = await client.query(
      'update census.task set state = $2, founded_id = $3, closed_at = now() where task_id = $1',
      [taskId, taskActs.confirm.to, unionId],
    );
    if (settled.rowCount !== 1) throw checkProblems.noTask();
    await writeJournal(client, acting.actor, {
      act: 'census.confirmFounding',
      unionId: (await actingUnion(client, 'census:write')) ?? unionId,
      subject: `unions/${code}`,
      before: { state: task.state },
      after: { union: code, name, kind, parent, founded_on: foundedOn, employer: covered.uscc, task: taskId },
    });
    return { code, name };
  });
}
