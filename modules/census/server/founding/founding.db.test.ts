import { testDatabase } from '@jianjia/db/testing';
import type { SignedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creditCode, fieldDeps, journalLines, plantField, taskFor, typedFinding } from '../../testing/index.ts';
import { confirmFounding } from './confirm-founding.ts';
import { proposeFounding } from './propose-founding.ts';
import { sendBack } from './send-back.ts';
import { showGaps } from '../gaps/show-gaps.ts';
import { reportFinding } from '../checks/report-finding.ts';
import { showTask } from '../checks/show-task.ts';

const db = await testDatabase();
const deps = fieldDeps(db);
let officer: SignedIn;
let walker: SignedIn;

beforeAll(async () => {
  ({ officer, walker } = await plantField(db));
});
afterAll(() => db.drop());

const found = typedFinding;
const taskOf = (name: string): Promise<string> => taskFor(db.owner, deps, officer.acting, walker.accountId, name);

describe('a union that was founded', () => {
  test('waits for an officer, who founds it and says whom it covers in one act', async () => {
    const task = await taskOf('庚机械厂');
    // Older than any day that could be evaluated.
    await db.owner.query(`update census.employer set established_on = '1998-03-01' where name = '庚机械厂'`);
    const before = await showGaps(deps, officer.acting, {});
    expect(await reportFinding(walker.acting, task, found('union_founded', { headcount: 36 }))).toMatchObject({
      state: 'to_confirm',
    });
    const proposed = await proposeFounding(deps, officer.acting, task);
    expect(proposed).toMatchObject({
      name: '机械厂工会',
      kind: 'enterprise',
      parent: { code: 'A11' },
      code: 'A11E00001',
      obstacle: null,
    });
    await expect(
      confirmFounding(deps, walker.acting, task, {
        name: '机械厂工会',
        kind: 'enterprise',
        parent: 'A11',
        code: 'A11E00001',
        founded_on: '2026-11-20',
        sector: 'private',
      }),
    ).rejects.toMatchObject({ id: 'census.noTask' });
    const made = {
      name: '机械厂工会',
      kind: 'enterprise',
      parent: 'A11',
      code: 'A11E00001',
      founded_on: '2026-11-20',
    } as const;
    await expect(confirmFounding(deps, officer.acting, task, made)).rejects.toMatchObject({ id: 'employers.noSector' });
    await expect(
      confirmFounding(deps, officer.acting, task, { ...made, sector: 'private', code: 'A112' }),
    ).rejects.toMatchObject({ id: 'organisations.codeTaken' });
    await expect(
      confirmFounding(deps, officer.acting, task, { ...made, sector: 'private', parent: 'A12' }),
    ).rejects.toMatchObject({ id: 'organisations.noSuperior' });
    await expect(
      confirmFounding(deps, officer.acting, task, { ...made, sector: 'private', founded_on: '2026-12-24' }),
    ).rejects.toMatchObject({ id: 'census.foundedLater' });
    // Nothing of what was refused has stayed.
    expect((await db.owner.query(`select from organisations.union where union_code like 'A11E%'`)).rowCount).toBe(0);

    expect(await confirmFounding(deps, officer.acting, task, { ...made, sector: 'private' })).toEqual({
      code: 'A11E00001',
      name: '机械厂工会',
    });
    const { rows } = await db.owner.query(
      `select u.union_code, u.kind, p.union_code as parent, e.name, e.sector, e.established_on::text as since
       from employers.employer e
       join organisations.union u on u.union_id = e.union_id join organisations.union p on p.union_id = u.parent_id
       where e.uscc = $1`,
      [creditCode(7)],
    );
    expect(rows).toEqual([
      {
        union_code: 'A11E00001',
        kind: 'enterprise',
        parent: 'A11',
        name: '庚机械厂',
        sector: 'private',
        since: '1998-03-01',
      },
    ]);
    const after = await showGaps(deps, officer.acting, {});
    expect([after.total.covered, after.total.uncovered]).toEqual([
      before.total.covered + 1,
      before.total.uncovered - 1,
    ]);
    expect(await showTask(officer.acting, task)).toMatchObject({ state: 'closed', founded: { code: 'A11E00001' } });
    expect(await journalLines(db.owner, 'census.confirmFounding')).toBe(1);
    // Its township is judged anew.
    const changed = await db.owner.query('select from assessments.changed');
    expect(changed.rowCount).toBeGreaterThan(0);
    await expect(confirmFounding(deps, officer.acting, task, { ...made, sector: 'private' })).rejects.toMatchObject({
      id: 'census.wrongState',
    });
  });

  test('that does not hold goes back to whoever was there; the finding stays', async () => {
    const task = await taskOf('辛机械厂');
    await reportFinding(walker.acting, task, found('union_founded'));
    expect(await sendBack(officer.acting, task, '还没有选举')).toBe('assigned');
    const whole = await showTask(officer.acting, task);
    expect(whole).toMatchObject({ state: 'assigned', outcome: null, assigned_to: walker.accountId });
    expect(whole.findings).toHaveLength(1);
    expect(whole.assignments[0]?.reason).toBe('还没有选举');
    expect(await reportFinding(walker.acting, task, found('refused'))).toMatchObject({ state: 'closed' });
    await expect(sendBack(officer.acting, task, '再看')).rejects.toMatchObject({ id: 'census.wrongState' });
  });
});
