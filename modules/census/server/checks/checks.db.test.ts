import { testDatabase } from '@jianjia/db/testing';
import { actAs, signedIn, type SignedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldDeps, journalLines, plantField, taskFor, typedFinding, WORKS } from '../../testing/index.ts';
import { listGaps } from '../gaps/list-gaps.ts';
import { showGaps } from '../gaps/show-gaps.ts';
import { assignTasks } from './assign-tasks.ts';
import { handOut } from './hand-out.ts';
import { listCheckers } from './list-checkers.ts';
import { listMyChecks, listTasks } from './list-tasks.ts';
import { reportFinding } from './report-finding.ts';
import { showProgress } from './show-progress.ts';
import { showTask } from './show-task.ts';

const db = await testDatabase();
const deps = fieldDeps(db);
let officer: SignedIn;
let walker: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  ({ officer, walker } = await plantField(db));
  other = await signedIn(db, [{ role: 'coordinator', union: 'A11' }]);
});
afterAll(() => db.drop());

const found = typedFinding;
const taskOf = (name: string): Promise<string> => taskFor(db.owner, deps, officer.acting, walker.accountId, name);

test('a list is handed out once: who is sent for already is left alone', async () => {
  const first = await handOut(deps, officer.acting, { gap: 'uncovered', division: '340802001' });
  expect(first).toEqual({ created: WORKS.length, known: 0 });
  expect(await handOut(deps, officer.acting, { gap: 'uncovered' })).toEqual({ created: 0, known: WORKS.length });
  expect(await journalLines(db.owner, 'census.handOut')).toBe(2);
  await expect(handOut(deps, officer.acting, { gap: 'double' })).rejects.toMatchObject({
    id: 'census.nothingToHandOut',
  });
  const list = await listTasks(officer.acting, { limit: 3 });
  expect([list.total, list.rows.length]).toEqual([WORKS.length, 3]);
  expect((await listTasks(officer.acting, { limit: 50, after: list.next ?? '' })).rows).toHaveLength(WORKS.length - 3);
  await db.owner.query('truncate census.task cascade');
});

test('tasks go to people who may check, and to nobody else', async () => {
  const checkers = await listCheckers(officer.acting, undefined);
  const ids = checkers.map(({ account_id }) => account_id);
  expect(ids).toContain(walker.accountId);
  const auditor = await signedIn(db, [{ role: 'auditor', union: 'A11' }]);
  const stranger = await signedIn(db, [{ role: 'coordinator', union: 'B1' }]);
  expect(ids).not.toContain(auditor.accountId);
  for (const { accountId } of [auditor, stranger]) {
    await expect(handOut(deps, officer.acting, { gap: 'uncovered', assigned_to: accountId })).rejects.toMatchObject({
      id: 'census.noChecker',
    });
  }
});

test('a coordinator sees the own tasks and no other row of the census', async () => {
  const task = await taskOf('甲机械厂');
  expect((await listMyChecks(walker.acting)).tasks.map(({ task_id }) => task_id)).toEqual([task]);
  expect((await listMyChecks(other.acting)).tasks).toEqual([]);
  await expect(showTask(other.acting, task)).rejects.toMatchObject({ id: 'census.noTask' });
  await expect(reportFinding(other.acting, task, found('present'))).rejects.toMatchObject({ id: 'census.noTask' });
  expect((await listGaps(deps, walker.acting, { gap: 'uncovered' }, { limit: 10 })).rows).toEqual([]);
  expect((await showGaps(deps, walker.acting, { division: '3408' })).total.open).toBe(0);
  await expect(assignTasks(walker.acting, { task_ids: [task], assigned_to: other.accountId })).rejects.toMatchObject({
    kind: 'missing',
  });
});

describe('a finding', () => {
  test.each(['present', 'moved', 'closed', 'refused'] as const)(
    '«%s» settles the task; sent twice, it is kept once',
    async (outcome) => {
      const task = await taskOf('乙机械厂');
      const finding = found(outcome, { headcount: 12, position: { latitude: 30.5, longitude: 117, accuracy: 20 } });
      expect(await reportFinding(walker.acting, task, finding)).toEqual({ state: 'closed', known: false, late: null });
      expect(await reportFinding(walker.acting, task, finding)).toEqual({ state: 'closed', known: true, late: null });
      const whole = await showTask(officer.acting, task);
      expect(whole.findings).toHaveLength(1);
      expect(whole).toMatchObject({
        state: 'closed',
        outcome,
        can: { assign: false, confirm: false, send_back: false },
      });
      expect((await listMyChecks(walker.acting)).tasks.map(({ task_id }) => task_id)).not.toContain(task);
    },
  );

  test('that comes when the task went to somebody else is kept, and changes nothing', async () => {
    const task = await taskOf('丙机械厂');
    await assignTasks(officer.acting, { task_ids: [task], assigned_to: other.accountId, reason: '换人' });
    expect(await reportFinding(walker.acting, task, found('closed'))).toEqual({
      state: 'assigned',
      known: false,
      late: 'reassigned',
    });
    expect(await reportFinding(other.acting, task, found('present'))).toEqual({
      state: 'closed',
      known: false,
      late: null,
    });
    expect(await reportFinding(walker.acting, task, found('moved'))).toMatchObject({ late: 'settled' });
    const whole = await showTask(officer.acting, task);
    expect(whole.outcome).toBe('present');
    expect(new Set(whole.findings.map(({ late }) => late))).toEqual(new Set(['reassigned', 'settled', null]));
    expect(whole.assignments).toHaveLength(2);
  });

  test('with the number of another task is refused', async () => {
    const [one, two] = [await taskOf('丁机械厂'), await taskOf('戊机械厂')];
    const finding = found('present');
    await reportFinding(walker.acting, one, finding);
    await expect(reportFinding(walker.acting, two, finding)).rejects.toMatchObject({ id: 'census.otherFinding' });
  });

  test('settled tasks are not given away, and a list with one of them is given away as a whole or not at all', async () => {
    const task = await taskOf('己机械厂');
    const settled = await listTasks(officer.acting, { state: 'closed', limit: 1 });
    const ids = [task, settled.rows[0]?.task_id ?? ''];
    await expect(assignTasks(officer.acting, { task_ids: ids, assigned_to: other.accountId })).rejects.toMatchObject({
      id: 'census.notAssignable',
    });
    expect((await showTask(officer.acting, task)).assigned_to).toBe(walker.accountId);
  });
});

describe('nothing is closed without a finding', () => {
  test('by the database, whoever asks', async () => {
    const task = await taskOf('己机械厂');
    for (const pool of [db.owner, db.system]) {
      await expect(
        pool.query(`update census.task set state = 'closed', closed_at = now() where task_id = $1`, [task]),
      ).rejects.toMatchObject({ constraint: 'task_closed_by_a_finding' });
      await expect(
        pool.query(`update census.task set state = 'to_confirm' where task_id = $1`, [task]),
      ).rejects.toMatchObject({ constraint: 'task_closed_by_a_finding' });
    }
    const { rows } = await db.owner.query<{ id: string }>(
      'select finding_id as id from census.finding where task_id <> $1 limit 1',
      [task],
    );
    await expect(
      db.owner.query(`update census.task set state = 'closed', closed_at = now(), finding_id = $2 where task_id = $1`, [
        task,
        rows[0]?.id,
      ]),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test('findings, assignments and photos are never changed, nor taken away', async () => {
    for (const table of ['finding', 'assignment', 'photo']) {
      for (const pool of [db.app, db.system]) {
        await expect(pool.query(`delete from census.${table}`), table).rejects.toMatchObject({ code: '42501' });
        await expect(pool.query(`update census.${table} set ${table}_id = ${table}_id`), table).rejects.toMatchObject({
          code: '42501',
        });
      }
    }
  });
});

test('progress adds up, area by area', async () => {
  const acting = await actAs(db, 'city_officer', 'A');
  const { total, divisions } = await showProgress(acting, '340802');
  const states = ['open', 'assigned', 'to_confirm', 'closed'] as const;
  for (const state of states) {
    expect(divisions.reduce((sum, row) => sum + row[state], 0)).toBe(total[state]);
    expect((await listTasks(acting, { state, limit: 200 })).total).toBe(total[state]);
  }
  expect(Object.values(total.outcomes).reduce((sum, count) => sum + count, 0)).toBe(total.to_confirm + total.closed);
});
