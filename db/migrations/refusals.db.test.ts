import { testDatabase } from '@jianjia/db/testing';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

/** What the database itself refuses, whoever writes: the last honest witness. All as the application role. */

const db = await testDatabase();
afterAll(() => db.drop());

const REFUSED = { check: '23514', foreign: '23503', unique: '23505', null: '23502', grant: '42501' } as const;
const EMPLOYER = '91350100M000100Y43';

async function addUnion(code: string, parent: string | null = null): Promise<void> {
  await db.system.query(
    `insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on)
     values ($1, '示例工会', (select union_id from organisations.union where union_code = $2), 'township', '340802',
       '2020-01-01')`,
    [code, parent],
  );
}

/** Resolves when some session of this database waits for an advisory lock. */
async function waiting(): Promise<void> {
  const sql = `select 1 from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and not granted and datname = current_database()`;
  while ((await db.owner.query(sql)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Inserts a row given as SQL values; `U` stands for the id of the union `ROOT`. */
function insert(table: string, row: Readonly<Record<string, string>>): Promise<unknown> {
  const values = Object.values(row).map((value) =>
    value === 'U' ? `(select union_id from organisations.union where union_code = 'ROOT')` : value,
  );
  return db.system.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${values.join(', ')})`);
}

const member = {
  member_no: `'M1'`,
  union_id: 'U',
  name: `'张示例'`,
  id_type: `'resident'`,
  joined_on: `'2020-01-01'`,
  updated_on: `'2026-01-01'`,
};
const workforce = { uscc: `'${EMPLOYER}'`, as_of: `'2025-12-31'`, employees: '10' };
const survey = {
  survey_no: `'S1'`,
  union_id: 'U',
  kind: `'member_review'`,
  held_on: `'2025-01-01'`,
  eligible: '100',
  returned: '90',
  satisfied: '80',
  dissatisfied: '5',
};
const contract = {
  contract_no: `'K1'`,
  kind: `'wage'`,
  scope: `'enterprise'`,
  union_id: 'U',
  signed_on: `'2025-01-01'`,
  valid_from: `'2025-01-01'`,
  valid_to: `'2025-12-31'`,
};

beforeAll(async () => {
  await addUnion('ROOT');
  await insert('employers.employer', {
    uscc: `'${EMPLOYER}'`,
    name: `'示例机械有限公司'`,
    division_code: `'340802'`,
    sector: `'private'`,
  });
  await insert('people.member', member);
  await insert('employers.workforce', workforce);
  await insert('surveys.survey', survey);
  await insert('agreements.contract', contract);
});

describe('a row that breaks a sentence of the contract', () => {
  const m = { ...member, member_no: `'M2'` };
  const w = { ...workforce, as_of: `'2024-12-31'` };
  const s = { ...survey, survey_no: `'S2'` };
  it.each([
    ['left before joined', 'people.member', { ...m, left_on: `'2019-12-31'` }, 'check'],
    ['an unknown kind', 'people.member', { ...m, id_type: `'居民身份证'` }, 'check'],
    ['no name', 'people.member', { ...m, name: 'null' }, 'null'],
    ['no union', 'people.member', { ...m, union_id: 'kernel.uuid_v7()' }, 'foreign'],
    ['an unknown employer', 'people.member', { ...m, uscc: `'91110000802100433B'` }, 'foreign'],
    ['a number given already', 'people.member', { ...m, member_no: `'M1'` }, 'unique'],
    ['more women than employees', 'employers.workforce', { ...w, female: '11' }, 'check'],
    ['a negative count', 'employers.workforce', { ...w, employees: '-1' }, 'check'],
    ['a negative wage bill', 'employers.workforce', { ...w, wage_bill: '-1' }, 'check'],
    ['more answers than returns', 'surveys.survey', { ...s, basic: '6' }, 'check'],
    ['more returns than entitled', 'surveys.survey', { ...s, eligible: '89' }, 'check'],
    ['answers beyond integers', 'surveys.survey', { ...s, satisfied: '2147483647', dissatisfied: '1' }, 'check'],
    ['an end before the start', 'agreements.contract', { ...contract, valid_to: `'2024-12-31'` }, 'check'],
  ] as const)('is refused: %s', async (_case, table, row, why) => {
    await expect(insert(table, row)).rejects.toMatchObject({ code: REFUSED[why] });
  });

  it('passes at the bound: as many women as employees, left on the day of joining, all answers given', async () => {
    await insert('employers.workforce', { ...w, female: '10' });
    await insert('people.member', { ...m, left_on: member.joined_on });
    await insert('surveys.survey', { ...s, basic: '5' });
    const { rows } = await db.system.query(`select count(*)::int as n from people.member where left_on = joined_on`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is refused for a union code outside its alphabet, an unknown division, a wrong credit code', async () => {
    await expect(addUnion('总工会')).rejects.toMatchObject({ code: REFUSED.check });
    await expect(addUnion('A'.repeat(33))).rejects.toMatchObject({ code: REFUSED.check });
    const union = `update organisations.union set`;
    await expect(db.system.query(`${union} division_code = '99'`)).rejects.toMatchObject({ code: REFUSED.foreign });
    await expect(db.system.query(`${union} uscc = '81I'`)).rejects.toMatchObject({ code: REFUSED.check });
  });
});

describe('the union tree', () => {
  const move = (code: string, parent: string) =>
    db.system.query(
      `update organisations.union set parent_id = (select union_id from organisations.union where union_code = $2)
       where union_code = $1`,
      [code, parent],
    );
  const cycle = { code: REFUSED.check, constraint: 'union_parent_no_cycle' };

  beforeAll(async () => {
    for (const [code, parent] of [
      ['T1', 'ROOT'],
      ['T2', 'T1'],
      ['T3', 'T2'],
      ['L', null],
      ['R', null],
    ] as const) {
      await addUnion(code, parent);
    }
  });

  it('refuses a union above itself, near and far, and names the unions', async () => {
    await expect(move('T3', 'T3')).rejects.toMatchObject(cycle);
    await expect(move('T1', 'T3')).rejects.toMatchObject(cycle);
    await expect(move('T1', 'T3')).rejects.toThrow('T1、T2、T3');
  });

  it('refuses a cycle that arrives in one statement', async () => {
    const both = `insert into organisations.union
        (union_id, union_code, name, parent_id, kind, division_code, founded_on)
      select self, code, '示例工会', above, 'township', '340802', '2020-01-01' from (select kernel.uuid_v7() as a,
        kernel.uuid_v7() as b) ids, lateral (values (a, 'C1', b), (b, 'C2', a)) pair (self, code, above)`;
    await expect(db.system.query(both)).rejects.toMatchObject(cycle);
  });

  const chain = (letter: string, length: number) =>
    db.system.query(
      `with recursive chain as (
         select 1 as n, kernel.uuid_v7() as self, null::uuid as above
         union all select n + 1, kernel.uuid_v7(), self from chain where n < $2)
       insert into organisations.union (union_id, union_code, name, parent_id, kind, division_code, founded_on)
       select self, $1 || n, '示例工会', above, 'branch', '340802', '2020-01-01' from chain`,
      [letter, length],
    );

  it('takes a long chain and a move to another branch', async () => {
    await chain('N', 31);
    await move('T3', 'N31');
    await expect(move('N1', 'T3')).rejects.toMatchObject(cycle);
  });

  it('refuses more levels than 32, arriving together or by a move', async () => {
    const depth = { code: REFUSED.check, constraint: 'union_depth' };
    await chain('D', 32);
    await expect(chain('E', 33)).rejects.toMatchObject(depth);
    await expect(move('D1', 'ROOT')).rejects.toMatchObject(depth);
  });

  it('refuses a cycle that two transactions close together', async () => {
    const [left, right] = [await db.system.connect(), await db.system.connect()];
    const under = (parent: string, code: string) =>
      `update organisations.union set parent_id = (select union_id from organisations.union
         where union_code = '${parent}') where union_code = '${code}'`;
    try {
      await left.query('begin');
      await left.query(under('R', 'L'));
      const second = right.query(under('L', 'R')).then(
        () => 'done',
        (error: unknown) => error,
      );
      await Promise.race([second, waiting()]);
      await left.query('commit');
      expect(await second).toMatchObject(cycle);
    } finally {
      left.release();
      right.release();
    }
  });
});

test('a contract moved to another union takes its employers along', async () => {
  await addUnion('OTHER', 'ROOT');
  await insert('agreements.contract_employer', { union_id: 'U', contract_no: `'K1'`, uscc: `'${EMPLOYER}'` });
  await db.system.query(
    `update agreements.contract set union_id = (select union_id from organisations.union where union_code = 'OTHER')`,
  );
  const { rows } = await db.system.query(
    `select u.union_code from agreements.contract_employer join organisations.union u using (union_id)`,
  );
  expect(rows).toEqual([{ union_code: 'OTHER' }]);
});

describe('history', () => {
  it.each([
    ['kernel.register_history', `(register, key, old) values ('members', 'M1', '{}')`, `key = 'M2'`],
    [
      'kernel.import_batch',
      `(import_id, started_at, file_name, register, read, added, changed, same, rejected)
       values (kernel.uuid_v7(), now(), 'members.csv', 'members', 1, 1, 0, 0, 0)`,
      'read = 2',
    ],
  ])('of %s is added to and read, never changed or deleted', async (table, row, change) => {
    await db.system.query(`insert into ${table} ${row}`);
    expect((await db.system.query(`select 1 from ${table}`)).rowCount).toBe(1);
    for (const sql of [`update ${table} set ${change}`, `delete from ${table}`, `truncate ${table}`]) {
      await expect(db.system.query(sql), sql).rejects.toMatchObject({ code: REFUSED.grant });
    }
  });
});

test.each(['people.member', 'organisations.union', 'kernel.division'])(
  'the application role deletes nothing from %s',
  async (table) => {
    for (const sql of [`delete from ${table}`, `truncate ${table} cascade`, `drop table ${table}`]) {
      await expect(db.system.query(sql), sql).rejects.toMatchObject({ code: REFUSED.grant });
    }
  },
);

test.each([
  ['lies elsewhere than its code says', `('440000', '34', 9, '甲')`],
  ['lies below a place its code does not begin with', `('3408020019', '340803001', 9, '甲')`],
  ['has signs that no range of codes holds', `('340802001～1', '340802001', 9, '甲')`],
])('a division that %s is refused: reach over employers is a range of codes', async (_, row) => {
  await expect(
    db.owner.query(`insert into kernel.division (code, parent, level, name) values ${row}`),
  ).rejects.toMatchObject({ code: REFUSED.check, constraint: 'division_codes_nest' });
});

test('the codes below places are those of the places spelled out, everywhere is everything, and no place is nothing', async () => {
  const differing = await db.owner.query(
    `select a.code, d.code from kernel.division a cross join kernel.division d
     left join kernel.division_descent v on v.ancestor = a.code and v.code = d.code
     where a.level <= 3 and (d.code <@ kernel.codes_below(array[a.code])) <> (v.code is not null)`,
  );
  expect(differing.rows).toEqual([]);
  const ends = await db.owner.query(
    `select '3408'::text <@ kernel.codes_below('{*}') as everywhere, '3408'::text <@ kernel.codes_below('{}') as nowhere,
       '340802'::text <@ kernel.codes_below('{1501, 3408}') as one, '340902'::text <@ kernel.codes_below('{1501, 3408}') as neither`,
  );
  expect(ends.rows).toEqual([{ everywhere: true, nowhere: null, one: true, neither: false }]);
});
