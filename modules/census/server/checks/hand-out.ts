import { type Acting, inTransaction, type PoolClient, Values, writeJournal } from '@jianjia/db';
import { listHolders } from '@jianjia/identity/server';
import { type GapQuery, MOST_IN_VISIT, type ToHandOut } from '../../contract/index.ts';
import type { FieldDeps } from '../field-deps.ts';
import { foundSql } from '../gaps/gaps-sql.ts';
import { wantedIn } from '../gaps/list-gaps.ts';
import { actingUnion } from './acting-union.ts';
import { problems } from './problems.ts';

/** Tasks made in one act, at most. */
const MOST = 5000;

/**
 * Makes a task for each employer of a gap list, or for those named; an employer somebody is sent to already is left alone.
 * @throws Problem census.noChecker, census.nothingToHandOut, census.tooManyTasks, census.visitTooLarge, census.noDivision
 */
export async function handOut(
  deps: Pick<FieldDeps, 'asOf'>,
  acting: Acting,
  { employer_ids: ids, assigned_to: to, due_on: due, visit, ...query }: ToHandOut,
): Promise<{ readonly created: number; readonly known: number }> {
  return inTransaction(acting, async (client) => {
    const checker = to === undefined ? null : await checkerOf(client, to);
    const { wanted, filters } = await wantedIn(client, deps, query satisfies GapQuery);
    const values = new Values();
    const found = foundSql(wanted, values);
    const chosen = ids === undefined ? '' : `and p.employer_id = any (${values.add(ids)}::uuid[])`;
    await client.query(
      `create temporary table handed on commit drop as
       select e.employer_id, e.division_code, e.uscc, e.name, e.address, nullif(p.headcount, -1) as employees,
         exists (select from census.task k where k.employer_id = e.employer_id and k.state <> 'closed') as known
       from (${found}) p join census.employer e on e.employer_id = p.employer_id
       where e.division_code <@ (select identity.place_codes('census:write')) ${chosen}
       limit ${MOST + 1}`,
      values.list,
    );
    const counted = await client.query<{ all: number; known: number }>(
      'select count(*)::integer as all, (count(*) filter (where known))::integer as known from handed',
    );
    const { all, known } = counted.rows[0] ?? { all: 0, known: 0 };
    if (all === 0) throw problems.nothingToHandOut();
    if (all > MOST) throw problems.tooManyTasks(all, MOST);
    if (visit !== undefined && all > MOST_IN_VISIT) throw problems.visitTooLarge(all, MOST_IN_VISIT);
    const created = await insertTasks(client, acting, query.gap, { checker, due: due ?? null, visit: visit ?? null });
    await writeJournal(client, acting.actor, {
      act: 'census.handOut',
      unionId: await actingUnion(client, 'census:write'),
      subject: 'census/tasks',
      after: {
        created,
        known,
        gap: query.gap,
        filters: filters.map(({ text }) => text),
        to: checker?.name ?? null,
        due: due ?? null,
        visit: visit ?? null,
      },
    });
    return { created, known };
  });
}

interface Checker {
  readonly accountId: string;
  readonly name: string;
}

/** The account tasks are given to. Throws Problem census.noChecker. */
export async function checkerOf(client: PoolClient, accountId: string): Promise<Checker> {
  const [checker] = await listHolders(client, 'census:check', { accountId, limit: 1 });
  if (!checker) throw problems.noChecker();
  return checker;
}

/** What is the same for all tasks that are handed out together. */
interface Errand {
  readonly checker: Checker | null;
  readonly due: string | null;
  /** Name of the visit, where they are one. */
  readonly visit: string | null;
}

async function insertTasks(
  client: PoolClient,
  { actor }: Acting,
  gap: GapQuery['gap'],
  { checker, due, visit }: Errand,
): Promise<number> {
  const added = await client.query<{ task_id: string }>(
    `insert into census.task
       (employer_id, division_code, uscc, name, address, employees, gap, state, assigned_to, assigned_name, due_on, created_by,
        visit_id, visit)
     select employer_id, division_code, uscc, name, address, employees, $1::text,
       case when $2::uuid is null then 'open' else 'assigned' end, $2, $3, $4, $5, v.id, $6
     from handed cross join (select case when $6::text is not null then kernel.uuid_v7() end as id) v
     where not known
     on conflict (employer_id) where state <> 'closed' do nothing
     returning task_id`,
    [gap, checker?.accountId ?? null, checker?.name ?? null, due, actor.name, visit],
  );
  const ids = added.rows.map(({ task_id }) => task_id);
  if (checker) await noteAssignments(client, ids, checker, due, null);
  return ids.length;
}

/** Notes who was given tasks, by whoever acts. */
export async function noteAssignments(
  client: PoolClient,
  taskIds: readonly string[],
  to: Pick<Checker, 'accountId'>,
  due: string | null,
  reason: string | null,
): Promise<void> {
  await client.query(
    `insert into census.assignment (task_id, division_code, assigned_to, assigned_by, due_on, reason)
     select k.task_id, k.division_code, $2, identity.actor_id(), $3, $4 from census.task k where k.task_id = any ($1::uuid[])`,
    [taskIds, to.accountId, due, reason],
  );
}
