import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@jianjia/db/testing';
import { signedIn } from '@jianjia/identity/testing';
import type { FieldTarget, Probe, Target } from './probe.ts';

/** Plants an employer, two tasks, a finding and a photo in the place of a union, and somebody who was sent. */
export async function plantField(db: TestDatabase, code: string): Promise<FieldTarget> {
  const id = async (sql: string, values: readonly unknown[]): Promise<string> =>
    (await db.owner.query<{ id: string }>(sql, [...values])).rows[0]?.id ?? '';
  const division = await id('select division_code as id from organisations.union where union_code = $1', [code]);
  const { accountId: checker } = await signedIn(db, [{ role: 'coordinator', union: code }], { home: code });
  const employer = (): Promise<string> =>
    id(
      `insert into census.employer (employer_id, name, division_code, employees, records, departments)
       values (gen_random_uuid(), $1 || '的大单位', $2, 60, 1, '{tax}') returning employer_id as id`,
      [code, division],
    );
  const small = (): Promise<string> =>
    id(
      `insert into census.employer (employer_id, uscc, name, division_code, employees, sector, records, departments)
       values (gen_random_uuid(), '9' || lpad(floor(random() * 1e15)::text, 17, '0'), $1 || '的小单位', $2, 6, 'private', 1, '{tax}')
       returning employer_id as id`,
      [code, division],
    );
  const task = async (): Promise<string> => {
    const made = await id(
      `insert into census.task (employer_id, division_code, uscc, name, gap, state, assigned_to, assigned_name, created_by)
       values ($1, $2, '9' || lpad(floor(random() * 1e15)::text, 17, '0'), $3, 'uncovered', 'assigned', $4, '某人', '某人')
       returning task_id as id`,
      [await employer(), division, `${code}的大单位`, checker],
    );
    await db.owner.query(
      'insert into census.assignment (task_id, division_code, assigned_to, assigned_by) values ($1, $2, $3, $3)',
      [made, division, checker],
    );
    return made;
  };
  const [assigned, reported] = [await task(), await task()];
  const finding = await id(
    `insert into census.finding (finding_id, task_id, employer_id, division_code, outcome, union_name, found_at, found_by, finder)
     select gen_random_uuid(), task_id, employer_id, division_code, 'union_founded', '新建的工会', now(), $2, '某人'
     from census.task where task_id = $1 returning finding_id as id`,
    [reported, checker],
  );
  await db.owner.query(`update census.task set state = 'to_confirm', finding_id = $2 where task_id = $1`, [
    reported,
    finding,
  ]);
  const photo = await id(
    `insert into census.photo (photo_id, finding_id, kind, content) values (gen_random_uuid(), $1, 'png', '\\x89') returning photo_id as id`,
    [finding],
  );
  const couple = [await small(), await small()];
  return { employer: await employer(), small: couple, division, assigned, reported, finding, photo, checker };
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const photoForm = (): Buffer =>
  Buffer.concat([
    Buffer.from(
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
    ),
    PNG,
    Buffer.from('\r\n--b--\r\n'),
  ]);

/** Lawful calls of gaps, classification and field checks, aimed at the place of a union. */
export const FIELD_PROBES: Readonly<Record<string, (target: Target) => Promise<Probe>>> = {
  'census.showGaps': async (target) => ({
    method: 'GET',
    url: `/api/census/gaps?division=${(await target.freshField()).division}`,
  }),
  'census.listGaps': async (target) => ({
    method: 'GET',
    url: `/api/census/gaps/employers?gap=uncovered&division=${(await target.freshField()).division}`,
  }),
  'census.exportGaps': async (target) => ({
    method: 'GET',
    url: `/api/census/gaps/employers/export?gap=uncovered&division=${(await target.freshField()).division}`,
  }),
  'census.listJointUnions': async () => ({ method: 'GET', url: '/api/census/joint-unions' }),
  'census.showJointGroup': async (target) => ({
    method: 'GET',
    url: `/api/census/joint-unions/group?division=${(await target.freshField()).division}&place_kind=street&place=${encodeURIComponent('人民路')}`,
  }),
  'census.foundJointUnion': async (target) => ({
    method: 'POST',
    url: '/api/census/joint-unions/founding',
    payload: {
      employer_ids: (await target.freshField()).small,
      name: '人民路联合工会',
      parent: target.code,
      code: `N${randomUUID().slice(0, 12)}`,
      founded_on: '2026-11-20',
    },
  }),
  'census.showBoundaries': async () => ({ method: 'GET', url: '/api/census/boundaries/3408' }),
  'census.classifyList': async () => ({ method: 'POST', url: '/api/census/classification' }),
  'census.showClassifier': async () => ({ method: 'GET', url: '/api/census/classifier' }),
  'census.listIndustryRules': async ({ code }) => ({ method: 'GET', url: `/api/census/industry-rules?at=${code}` }),
  'census.findIndustries': async ({ code }) => ({ method: 'GET', url: `/api/census/industries?search=62&at=${code}` }),
  'census.setIndustryRule': async ({ code }) => ({
    method: 'PUT',
    url: '/api/census/industry-rules/6210',
    payload: { at: code, industrial_union: 'banking' },
  }),
  'census.handOut': async (target) => ({
    method: 'POST',
    url: '/api/census/tasks',
    payload: { gap: 'uncovered', employer_ids: [(await target.freshField()).employer] },
  }),
  'census.listTasks': async () => ({ method: 'GET', url: '/api/census/tasks' }),
  'census.showTask': async (target) => ({
    method: 'GET',
    url: `/api/census/tasks/${(await target.freshField()).assigned}`,
  }),
  'census.assignTasks': async (target) => {
    const { assigned, checker } = await target.freshField();
    return {
      method: 'POST',
      url: '/api/census/tasks/assignments',
      payload: { task_ids: [assigned], assigned_to: checker },
    };
  },
  'census.listCheckers': async () => ({ method: 'GET', url: '/api/census/checkers' }),
  'census.showProgress': async (target) => ({
    method: 'GET',
    url: `/api/census/progress?division=${(await target.freshField()).division}`,
  }),
  'census.listMyChecks': async () => ({ method: 'GET', url: '/api/census/checks' }),
  'census.reportFinding': async (target) => ({
    method: 'POST',
    url: `/api/census/checks/${(await target.freshField()).assigned}/findings`,
    payload: { finding_id: randomUUID(), outcome: 'present', found_at: '2026-11-20T08:00:00Z' },
  }),
  'census.addPhoto': async (target) => ({
    method: 'POST',
    url: `/api/census/findings/${(await target.freshField()).finding}/photos/${randomUUID()}`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: photoForm(),
  }),
  'census.showPhoto': async (target) => ({
    method: 'GET',
    url: `/api/census/photos/${(await target.freshField()).photo}`,
  }),
  'census.proposeFounding': async (target) => ({
    method: 'GET',
    url: `/api/census/tasks/${(await target.freshField()).reported}/founding`,
  }),
  'census.confirmFounding': async (target) => ({
    method: 'POST',
    url: `/api/census/tasks/${(await target.freshField()).reported}/founding`,
    payload: {
      name: '新建的工会',
      kind: 'enterprise',
      parent: target.code,
      code: `N${randomUUID().slice(0, 12)}`,
      founded_on: '2026-11-20',
      sector: 'private',
    },
  }),
  'census.sendBack': async (target) => ({
    method: 'POST',
    url: `/api/census/tasks/${(await target.freshField()).reported}/send-back`,
    payload: { reason: '还没有选举' },
  }),
};
