import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction, type Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import type { RoleName } from '../../domain/roles.ts';
import { actAs, plantForest, recordTables, signedIn } from '../../testing/index.ts';

const db = await testDatabase();
afterAll(() => db.drop());
beforeAll(async () => {
  await plantForest(db.owner);
});

/** What rows of a table name their union by: its code, through whatever the owner sees. */
const CODE_OF: Readonly<Record<string, string>> = {
  'employers.workforce': `(select u.union_code from organisations.union u join employers.employer e using (union_id) where e.uscc = t.uscc)`,
  'democracy.mechanism': `(select u.union_code from organisations.union u join employers.employer e using (union_id) where e.uscc = t.uscc)`,
};

/** The codes of the unions whose rows of a table an actor sees; the ids are looked up as the owner. */
async function seen(acting: Acting, table: string): Promise<readonly string[]> {
  const ctids = await inTransaction(acting, (client) =>
    client.query<{ at: string }>(`select ctid::text as at from ${table}`),
  );
  const of = CODE_OF[table] ?? `(select union_code from organisations.union u where u.union_id = t.union_id)`;
  const codes = await db.owner.query<{ code: string }>(
    `select ${of} as code from ${table} t where ctid = any ($1::tid[]) order by 1`,
    [ctids.rows.map(({ at }) => at)],
  );
  return codes.rows.map(({ code }) => code);
}

async function seenByTable(acting: Acting): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of recordTables) found[table] = (await seen(acting, table)).join(' ');
  return found;
}

describe('what each role sees, table by table', () => {
  test.each([
    ['administrator', 'A'],
    ['city_officer', 'A'],
    ['county_officer', 'A1'],
    ['township_officer', 'A11'],
    ['scheme_administrator', 'A1'],
    ['auditor', 'A1'],
    ['chair', 'A111'],
    ['clerk', 'A111'],
  ] as const)('%s of %s', async (role, union) => {
    expect(await seenByTable(await actAs(db, role, union))).toMatchSnapshot();
  });

  test('an inspector from another county, of the one union assigned', async () => {
    const { acting } = await signedIn(db, [{ role: 'inspector', union: 'A111' }], { home: 'A2' });
    expect(await seenByTable(acting)).toMatchSnapshot();
  });

  test('a member: his or her own records and the name of the union', async () => {
    const { acting } = await signedIn(db, [{ role: 'member', union: 'A111' }], { memberNo: 'A111-p' });
    expect(await seenByTable(acting)).toMatchSnapshot();
  });

  test('an account without a grant: nothing', async () => {
    const { acting } = await signedIn(db, [], { home: 'A111' });
    expect(Object.values(await seenByTable(acting)).join('')).toBe('');
  });
});

test('without an actor, or with one that is not known, nothing is there', async () => {
  const nobody = { accountId: null, name: '', reach: '', requestId: crypto.randomUUID() };
  for (const ticket of [null, crypto.randomUUID()]) {
    const acting = { pool: db.app, actor: { ...nobody, ticket } };
    expect(Object.values(await seenByTable(acting)).join('')).toBe('');
  }
  expect((await db.app.query('select from people.member')).rowCount).toBe(0);
});

test('a reach that ran out is none', async () => {
  const { acting, ticket } = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
  expect(await seen(acting, 'people.member')).not.toEqual([]);
  await db.owner.query(`update identity.acting set expires_at = now() where ticket = $1`, [ticket]);
  expect(await seen(acting, 'people.member')).toEqual([]);
});

describe('writing', () => {
  const meeting = (code: string): string =>
    `insert into democracy.meeting (meeting_no, union_id, kind, held_on)
     select '${code}-' || gen_random_uuid(), id('${code}'), 'regular', '2026-02-02'`;
  const write = (acting: Acting, sql: string): Promise<number | null> =>
    inTransaction(acting, async (client) => (await client.query(sql)).rowCount);
  /** `id()` of the tests needs the tree; what an attacker knows he writes down. */
  const idOf = async (code: string): Promise<string> => {
    const found = await db.owner.query<{ id: string }>(`select id($1)::text as id`, [code]);
    return found.rows[0]?.id ?? '';
  };

  test.each<[RoleName, string, string, boolean]>([
    ['chair', 'A111', 'A111', true],
    ['chair', 'A111', 'A111b', true],
    ['chair', 'A111', 'A112', false],
    ['chair', 'A111', 'A11', false],
    ['clerk', 'A111', 'A111', true],
    ['county_officer', 'A1', 'A112', true],
    ['county_officer', 'A1', 'A21', false],
    ['county_officer', 'A1', 'A', false],
    ['county_officer', 'A1', 'B11', false],
    ['auditor', 'A1', 'A111', false],
    ['scheme_administrator', 'A', 'A111', false],
    ['administrator', 'A', 'A111', false],
  ])('%s of %s may write a meeting of %s: %s', async (role, union, target, may) => {
    const acting = await actAs(db, role, union);
    const sql = meeting(target).replace(`id('${target}')`, `'${await idOf(target)}'::uuid`);
    if (may) expect(await write(acting, sql)).toBe(1);
    else await expect(write(acting, sql)).rejects.toThrow('row-level security');
  });

  test('a record cannot be moved out of the reach, nor one outside be changed', async () => {
    const acting = await actAs(db, 'county_officer', 'A1');
    const outside = await idOf('B11');
    await expect(
      write(acting, `update democracy.meeting set union_id = '${outside}' where meeting_no = 'A111-m'`),
    ).rejects.toThrow('row-level security');
    expect(await write(acting, `update democracy.meeting set topics = '改' where meeting_no = 'B11-m'`)).toBe(0);
    expect(await write(acting, `update democracy.meeting set topics = '改' where meeting_no = 'A112-m'`)).toBe(1);
  });

  test('nobody deletes, and derived results are written by nobody who asks', async () => {
    const acting = await actAs(db, 'city_officer', 'A');
    for (const sql of [
      'delete from people.member',
      'truncate people.member cascade',
      `update assessments.result set reached = true`,
      `insert into assessments.changed (union_id) values (null)`,
      'select from assessments.fact_value',
      'select from identity.session',
      'select from identity.acting',
      `update identity.account set name = 'x'`,
      'update organisations.descent set ancestor_id = union_id',
      'select organisations.add_descent(array[gen_random_uuid()])',
    ]) {
      await expect(write(acting, sql), sql).rejects.toThrow('permission denied');
    }
  });
});

test('the tree of reach follows a move, a change of kind and a founding', async () => {
  const acting = await actAs(db, 'county_officer', 'A2');
  const members = (): Promise<readonly string[]> => seen(acting, 'people.member');
  const move = (code: string, parent: string) =>
    db.owner.query(`update organisations.union set parent_id = id($2) where union_code = $1`, [code, parent]);
  expect(await members()).toEqual(['A2', 'A21']);
  await move('A111', 'A2');
  expect(await members()).toEqual(['A111', 'A111b', 'A2', 'A21']);
  await move('A111', 'A11');
  expect(await members()).toEqual(['A2', 'A21']);
  const chair = await actAs(db, 'chair', 'A21');
  await db.owner.query(
    `insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on)
     values ('A21b', '分会', id('A21'), 'branch', '340803001', '2020-01-01')`,
  );
  expect(await seen(chair, 'organisations.union')).toEqual(['A21', 'A21b']);
  await db.owner.query(`update organisations.union set kind = 'joint' where union_code = 'A21b'`);
  expect(await seen(chair, 'organisations.union')).toEqual(['A21']);
});

test('employers without a union are of the place, for whoever answers for it', async () => {
  await db.owner.query(
    `insert into employers.employer (uscc, name, division_code, sector) values
       (credit(901), '无会甲', '340802001', 'private'), (credit(902), '无会乙', '340803001', 'private'),
       (credit(903), '无会丙', '150102001', 'private')`,
  );
  const uncovered = async (role: RoleName, union: string): Promise<readonly string[]> => {
    const found = await inTransaction(await actAs(db, role, union), (client) =>
      client.query<{ name: string }>(`select name from employers.employer where union_id is null order by name`),
    );
    return found.rows.map(({ name }) => name);
  };
  expect(await uncovered('city_officer', 'A')).toEqual(['无会乙', '无会甲']);
  expect(await uncovered('township_officer', 'A11')).toEqual(['无会甲']);
  expect(await uncovered('county_officer', 'B1')).toEqual(['无会丙']);
  expect(await uncovered('chair', 'A111')).toEqual([]);
});
