import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn, type SignedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JointUnionToFound } from '../../contract/index.ts';
import {
  creditCode,
  employerIds,
  fieldDeps,
  journalLines,
  plantEmployers,
  typedFinding,
  type TypedEmployer,
} from '../../testing/index.ts';
import { handOut } from '../checks/hand-out.ts';
import { reportFinding } from '../checks/report-finding.ts';
import { showTask } from '../checks/show-task.ts';
import { showGaps } from '../gaps/show-gaps.ts';
import { foundJointUnion } from './found-joint-union.ts';
import { showJointGroup } from './show-joint-group.ts';

const db = await testDatabase();
const deps = fieldDeps(db);
const TOWER = { division: '340802001', place_kind: 'building', place: '世纪大厦', part: 1 } as const;
let officer: SignedIn;
let walker: SignedIn;
let ids: ReadonlyMap<string, string>;

/** Small employers in one building. */
const inTower = (from: number, names: string): readonly TypedEmployer[] =>
  [...names].map((name, index) => ({
    name: `${name}商行`,
    number: from + index,
    employees: 3 + index,
    industry: '5211',
    address: `人民路12号世纪大厦${from + index}室`,
  }));

beforeAll(async () => {
  await plantForest(db.owner);
  await plantEmployers(db.system, [
    ...inTower(1, '甲乙丙丁戊己庚辛壬癸'),
    { name: '大商行', number: 21, employees: 25, address: '人民路12号世纪大厦21室' },
    { name: '关商行', number: 22, employees: 4, address: '人民路12号世纪大厦22室', status: '注销' },
    { name: '无商行', number: null, employees: 4, address: '人民路12号世纪大厦23室' },
    { name: '邻街商行', number: 24, employees: 4, address: '人民路12号世纪大厦', division: '340802002' },
    { name: '外县商行', number: 25, employees: 4, address: '人民路12号世纪大厦', division: '340803001' },
  ]);
  officer = await signedIn(db, [{ role: 'township_officer', union: 'A11' }]);
  walker = await signedIn(db, [{ role: 'coordinator', union: 'A11' }]);
  ids = await employerIds(db.owner);
});
afterAll(() => db.drop());

const named = (names: string): string[] => [...names].map((name) => ids.get(`${name}商行`) ?? '');

const found = (employers: readonly string[], over: Partial<JointUnionToFound> = {}, acting: Acting = officer.acting) =>
  foundJointUnion(deps, acting, {
    employer_ids: [...employers],
    name: '世纪大厦联合工会',
    parent: 'A11',
    code: 'A11J00001',
    founded_on: '2026-11-20',
    sector: 'private',
    ...over,
  });

describe('the group of a joint union', () => {
  test('names its employers, what stands in the way of each, and what the union would be', async () => {
    const group = await showJointGroup(deps, officer.acting, TOWER);
    expect(group.employers.map(({ name }) => name).toSorted()).toEqual(
      [...'甲乙丙丁戊己庚辛壬癸无'].map((name) => `${name}商行`).toSorted(),
    );
    const obstacles = group.employers.filter(({ obstacle }) => obstacle !== null);
    expect(obstacles.map(({ name }) => name)).toEqual(['无商行']);
    expect(group).toMatchObject({
      division: { code: '340802001' },
      proposal: { name: '世纪大厦联合工会', parent: { code: 'A11' }, code: 'A11J00001', founded_on: '2026-11-21' },
      can: { hand_out: true, found: true },
    });
    const chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
    expect(await showJointGroup(deps, chair.acting, TOWER)).toMatchObject({
      employers: [],
      can: { hand_out: false, found: false },
    });
  });
});

describe('founding a joint union', () => {
  test('is refused whole when anything speaks against one of them', async () => {
    const refused: readonly (readonly [readonly string[], string])[] = [
      [named('甲大'), 'census.jointLarge'],
      [named('甲关'), 'census.jointClosed'],
      [named('甲无'), 'census.jointWithoutCode'],
      [[...named('甲'), ids.get('邻街商行') ?? ''], 'census.jointMissing'],
      [[...named('甲'), ids.get('外县商行') ?? ''], 'census.jointMissing'],
      [[...named('甲'), crypto.randomUUID()], 'census.jointMissing'],
    ];
    for (const [employers, id] of refused) await expect(found(employers)).rejects.toMatchObject({ id });
    const city = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
    const apart = [...named('甲'), ids.get('邻街商行') ?? ''];
    await expect(found(apart, {}, city.acting)).rejects.toMatchObject({ id: 'census.jointScattered' });
    await expect(found(named('甲乙'), {}, walker.acting)).rejects.toMatchObject({ id: 'census.jointMissing' });
    await expect(found(named('甲乙'), { founded_on: '2026-12-01' })).rejects.toMatchObject({
      id: 'census.foundedLater',
    });
    await expect(found(named('甲乙'), { parent: 'A12' })).rejects.toMatchObject({ id: 'organisations.noSuperior' });
    await expect(found(named('甲乙'), { sector: undefined })).rejects.toMatchObject({ id: 'employers.noSector' });
    expect((await db.owner.query(`select from organisations.union where kind = 'joint'`)).rowCount).toBe(0);
    expect((await db.owner.query('select from employers.employer where uscc = $1', [creditCode(1)])).rowCount).toBe(0);
  });

  test('covers all of them in one act, settles their field checks, and the gaps are fewer', async () => {
    const [assigned, reported, other] = named('甲乙丙');
    const hand = { gap: 'small', assigned_to: walker.accountId, due_on: '2026-12-01' } as const;
    await handOut(deps, officer.acting, { ...hand, employer_ids: [assigned, reported, other] as string[] });
    const tasks = await db.owner.query<{ id: string; employer: string }>(
      'select task_id as id, employer_id as employer from census.task',
    );
    const taskOf = (employer: string | undefined): string =>
      tasks.rows.find((task) => task.employer === employer)?.id ?? '';
    const finding = typedFinding('union_founded');
    await reportFinding(walker.acting, taskOf(reported), finding);
    await db.owner.query('delete from assessments.changed');
    const before = await showGaps(deps, officer.acting, {});

    expect(await found(named('甲乙丁戊'))).toEqual({
      union: { code: 'A11J00001', name: '世纪大厦联合工会' },
      employers: 4,
      tasks: 2,
    });

    const covered = await db.owner.query(
      `select e.name, u.union_code as union, u.kind, u.industry_code as industry, u.division_code as division
       from employers.employer e join organisations.union u using (union_id) where u.kind = 'joint' order by e.uscc`,
    );
    const union = { union: 'A11J00001', kind: 'joint', industry: '5211', division: '340802001' };
    expect(covered.rows).toEqual([...'甲乙丁戊'].map((name) => ({ name: `${name}商行`, ...union })));
    const after = await showGaps(deps, officer.acting, {});
    expect([after.total.small, after.total.covered]).toEqual([before.total.small - 4, before.total.covered + 4]);
    expect((await db.owner.query('select from assessments.changed')).rowCount).toBeGreaterThan(0);
    expect(await journalLines(db.owner, 'census.foundJointUnion')).toBe(1);

    // What was reported stays what closed the one; of the other, who founded the union says so.
    const whole = await showTask(officer.acting, taskOf(reported));
    expect(whole).toMatchObject({ state: 'closed', founded: { code: 'A11J00001' } });
    expect(whole.findings.map(({ finding_id: id }) => id)).toEqual([finding.finding_id]);
    const told = await showTask(officer.acting, taskOf(assigned));
    expect(told).toMatchObject({ state: 'closed', outcome: 'union_founded', assigned_to: walker.accountId });
    expect(told.findings).toMatchObject([{ union_name: '世纪大厦联合工会', late: null }]);
    expect(await reportFinding(walker.acting, taskOf(assigned), typedFinding('present'))).toMatchObject({
      late: 'settled',
    });
    expect((await showTask(officer.acting, taskOf(other))).state).toBe('assigned');
  });

  test('twice does nothing the second time, and says who has a union', async () => {
    await expect(found(named('甲乙丁戊'), { code: 'A11J00002' })).rejects.toMatchObject({
      id: 'census.jointCovered',
      message: expect.stringContaining('“甲商行”、“乙商行”、“丁商行”等 4 家') as string,
    });
    await expect(found(named('甲己'), { code: 'A11J00002' })).rejects.toMatchObject({ id: 'census.jointCovered' });
    await expect(found(named('己庚'))).rejects.toMatchObject({ id: 'organisations.codeTaken' });
  });

  test('by two officers at a time, who share an employer: one is first, the other is told', async () => {
    const results = await Promise.allSettled([
      found(named('己庚辛'), { code: 'A11J00002' }),
      found(named('辛壬'), { code: 'A11J00002' }),
    ]);
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toMatchObject([{ reason: { id: 'census.jointCovered' } }]);
    const joint = await db.owner.query(`select from organisations.union where union_code = 'A11J00002'`);
    expect(joint.rowCount).toBe(1);
  });
});
