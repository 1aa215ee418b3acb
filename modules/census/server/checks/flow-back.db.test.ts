import { testDatabase } from '@jianjia/db/testing';
import type { SignedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldDeps, plantField, taskFor, typedFinding } from '../../testing/index.ts';
import { listGaps } from '../gaps/list-gaps.ts';
import { flowBack } from './flow-back.ts';
import { reportFinding } from './report-finding.ts';

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

describe('findings as one more source', () => {
  test('change the list with their provenance, once', async () => {
    const task = await taskOf('乙机械厂');
    await reportFinding(walker.acting, task, found('moved', { headcount: 12, moved_to: '集贤路9号' }));
    expect(await flowBack(db.system, '3408')).toBe(1);
    expect(await flowBack(db.system, '3408')).toBe(0);
    const { rows } = await db.owner.query<{ field: string; value: string; department: string }>(
      `select v.field, v.value, v.department from census.value v join census.employer e using (employer_id)
       where e.name = '乙机械厂' and v.field in ('address', 'employees', 'status') order by 1`,
    );
    expect(rows).toEqual([
      { field: 'address', value: '集贤路9号', department: 'field' },
      { field: 'employees', value: '12', department: 'field' },
      { field: 'status', value: 'moved', department: 'field' },
    ]);
  });

  test('an employer found closed is no gap any more, and one found back is', async () => {
    const name = '丁机械厂';
    const inList = async () => {
      const { rows } = await listGaps(deps, officer.acting, { gap: 'uncovered' }, { limit: 50 });
      return rows.some((row) => row.name === name);
    };
    expect(await inList()).toBe(true);
    const gone = await taskOf(name);
    await reportFinding(walker.acting, gone, found('closed', { found_at: '2026-11-20T09:00:00Z' }));
    await flowBack(db.system, '3408');
    expect(await inList()).toBe(false);
    const back = await db.owner.query<{ id: string }>(
      `insert into census.task (employer_id, division_code, uscc, name, gap, created_by)
       select employer_id, division_code, uscc, name, 'uncovered', '测试' from census.employer where name = $1 returning task_id as id`,
      [name],
    );
    await reportFinding(officer.acting, back.rows[0]?.id ?? '', found('present', { found_at: '2026-11-21T09:00:00Z' }));
    await flowBack(db.system, '3408');
    expect(await inList()).toBe(true);
  });
});
