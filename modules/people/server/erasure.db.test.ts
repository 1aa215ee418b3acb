import { randomUUID } from 'node:crypto';
import { type Actor, isProblem } from '@jianjia/kernel';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_YEARS } from '../domain/retention.ts';
import { HOLDING, ID_NUMBER, PHONE, plantNumbers, tablesHolding, testVault } from '../testing/index.ts';
import { eraseExpired } from './erasure/erase-expired.ts';
import { erasePerson } from './erasure/erase-person.ts';
import { reportRetention } from './erasure/report-retention.ts';
import { showMember } from './members/show-member.ts';
import { unmaskMember } from './members/unmask-member.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const OPERATOR: Actor = { accountId: null, name: '操作员', reach: '全部', ticket: null, requestId: randomUUID() };
const NAME = '欧阳锦绣程';
const NO = 'A111-p';
/** Midnight in China has passed, in UTC it has not. */
const NOW = new Date('2026-11-24T16:30:00Z');
const CANARIES = [NAME, ID_NUMBER, PHONE, '1949-12-31', '002X', '203.0.113.9'];
const erase = (options = {}): ReturnType<typeof eraseExpired> => eraseExpired(db.system, OPERATOR, NOW, options);
const request = { memberNo: NO, reason: '本人书面要求删除' };
const onRequest = (): Promise<void> => erasePerson({ system: db.system, actor: OPERATOR }, request, NOW);
const left = (day: string | null, no = NO): Promise<unknown> =>
  db.owner.query(`update people.member set left_on = $2, leave_reason = 'resigned' where member_no = $1`, [no, day]);

beforeEach(async () => {
  await db.owner.query(
    `truncate organisations.union, identity.account, people.sighting, people.erasure, kernel.register_history,
       employers.employer cascade`,
  );
  await plantForest(db.owner);
  await plantNumbers(db.owner, NO, ID_NUMBER, PHONE);
  await db.owner.query('delete from care.relief; delete from care.hardship');
  await db.owner.query(`update people.officer set until = '2015-01-01', since = '2012-01-01'`);
  await db.owner.query(`update people.member set joined_on = '2005-01-01'`);
  await db.owner.query(
    `update people.member set name = $2, gender = 'female', born_on = '1949-12-31' where member_no = $1`,
    [NO, NAME],
  );
});

const newestOf = async (act: string): Promise<unknown> =>
  (await db.owner.query('select * from journal.entry where act = $1 order by at desc limit 1', [act])).rows[0];

/** Everything that is kept of a person besides the row: history, officer, sightings, account. */
async function plantTraces(): Promise<void> {
  await db.owner.query(
    `insert into kernel.register_history (register, union_id, key, old)
     select 'members', union_id, member_no, to_jsonb(m) from people.member m where member_no = $1`,
    [NO],
  );
  await db.owner.query(`update people.officer set name = $2, gender = 'female' where member_no = $1`, [NO, NAME]);
  await db.owner.query(
    `insert into kernel.register_history (register, union_id, key, old)
     select 'officers', union_id, officer_no, to_jsonb(o) from people.officer o where member_no = $1`,
    [NO],
  );
  const chair = await actAs(db, 'chair', 'A111');
  await showMember(chair, NO);
  await unmaskMember(chair, { vault: testVault }, { memberNo: NO, fields: ['phone'], reason: '办理互助保障' });
  await db.owner.query(`update people.sighting set reason = '给${NAME}办理' where what = 'unmasked'`);
  await db.owner.query(
    `insert into identity.account (union_id, login, name, member_no, phone, phone_hash, phone_last4, disabled_at)
     select union_id, $2, $2, member_no, phone, phone_hash, phone_last4, now() from people.member where member_no = $1`,
    [NO, NAME],
  );
  const ids = `from identity.account where login = '${NAME}'`;
  await db.owner.query(
    `insert into identity.external_identity (account_id, issuer, claim_value, linked_at)
     select account_id, 'https://example.test', '${NAME}', now() ${ids};
     insert into identity.session (account_id, token_hash, stage, expires_at, address, agent)
     select account_id, '\\x01', 'whole', now(), '203.0.113.9', '${NAME}' ${ids}`,
  );
}

const sealed = async (): Promise<readonly string[]> => {
  const row = await db.owner.query<Record<string, string>>(
    `select id_number::text a, id_number_hash::text b, phone::text c, phone_hash::text d from people.member where member_no = $1`,
    [NO],
  );
  return Object.values(row.rows[0] ?? {}).map((text) => text.slice(2));
};

describe('by rule', () => {
  test('after erasure nothing of the person is in any table; the row stays for the counts', async () => {
    await left('2016-11-25');
    await plantTraces();
    const canaries = [...CANARIES, ...(await sealed())];
    const before = await tablesHolding(db.owner, canaries);
    expect(before).toEqual([
      'identity.account',
      'identity.external_identity',
      'identity.session',
      'kernel.register_history',
      'people.member',
      'people.officer',
      'people.sighting',
    ]);
    expect(await erase()).toEqual({ membership: 1, phone: 0 });
    expect(await tablesHolding(db.owner, canaries)).toEqual([]);
    const row = await db.owner.query(
      `select name, left_on, joined_on, leave_reason, num_nonnulls(id_number, phone, born_on, gender) as personal
       from people.member where member_no = $1`,
      [NO],
    );
    expect(row.rows).toEqual([
      { name: '（已删除）', left_on: '2016-11-25', joined_on: '2005-01-01', leave_reason: 'resigned', personal: 0 },
    ]);
    const lines = await db.owner.query(
      `select act, after, subject from journal.entry where act = 'people.eraseExpired'`,
    );
    expect(lines.rows).toEqual([
      { act: 'people.eraseExpired', after: { rule: 'membership', members: 1 }, subject: null },
    ]);
    expect((await db.owner.query('select from people.sighting')).rowCount).toBe(2);
  });

  test.each([
    ['2016-11-25', 10, { membership: 1, phone: 0 }],
    ['2016-11-26', 10, { membership: 0, phone: 1 }],
    ['2023-11-25', 10, { membership: 0, phone: 1 }],
    ['2023-11-26', 10, { membership: 0, phone: 0 }],
    ['2024-02-29', 2, { membership: 1, phone: 0 }],
    [null, 10, { membership: 0, phone: 0 }],
  ] as const)(
    'left on %s, %s years: on the day in China it is due, a day before it is not',
    async (day, membership, due) => {
      await left(day);
      const options = { years: { ...DEFAULT_YEARS, membership } };
      expect(await erase({ ...options, dryRun: true })).toEqual(due);
      expect(await erase(options)).toEqual(due);
      expect(await erase(options)).toEqual({ membership: 0, phone: 0 });
    },
  );

  test('telephones go first, everywhere, and the person stays', async () => {
    await left('2020-01-01');
    await plantTraces();
    const [, , phone = '', hash = ''] = await sealed();
    expect(await erase()).toEqual({ membership: 0, phone: 1 });
    expect(await tablesHolding(db.owner, [phone, hash])).toEqual(['identity.account']);
    expect(await tablesHolding(db.owner, [NAME])).toContain('people.member');
  });

  test('a dry run and a report change nothing and name nobody', async () => {
    await left('2016-11-25');
    const before = await db.owner.query('select * from people.member order by 1');
    expect(await erase({ dryRun: true })).toEqual({ membership: 1, phone: 0 });
    const report = await reportRetention(db.system, NOW);
    expect(report).toMatchObject({ left: 1, due: { membership: 1, phone: 0 }, erased: {} });
    expect(JSON.stringify(report)).not.toContain(NAME);
    expect((await db.owner.query('select * from people.member order by 1')).rows).toEqual(before.rows);
    await erase();
    expect(await reportRetention(db.system, NOW)).toMatchObject({ left: 0, erased: { membership: 1 } });
  });

  test('killed half-way: what was done is whole, the next run goes on; a batch that fails leaves nothing', async () => {
    const { rows } = await db.owner.query<{ at: string }>('select clock_timestamp()::text as at');
    for (const no of ['A111-p', 'A112-p', 'A21-p']) await left('2010-01-01', no);
    const killed = erase({
      batch: 1,
      onProgress: () => {
        throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    const state = async (): Promise<unknown> =>
      (
        await db.owner.query(
          `select (select count(*) from people.member where name = '（已删除）') as erased,
             (select count(*) from people.erasure) as noted,
             (select sum((after ->> 'members')::integer) from journal.entry where act = 'people.eraseExpired' and at > $1) as told`,
          [rows[0]?.at],
        )
      ).rows[0];
    await db.owner.query('revoke execute on function people.scrub(text[]) from jianjia_system');
    await expect(erase()).rejects.toThrow('permission denied');
    await db.owner.query('grant execute on function people.scrub(text[]) to jianjia_system');
    expect(await state()).toMatchObject({ erased: 1, noted: 1, told: 1 });
    expect(await erase()).toEqual({ membership: 2, phone: 0 });
    expect(await state()).toMatchObject({ erased: 3, noted: 3, told: 3 });
  });

  test('whom an import brings back is erased again', async () => {
    await left('2016-11-25');
    await erase();
    await plantNumbers(db.owner, NO, ID_NUMBER, PHONE);
    expect(await erase()).toEqual({ membership: 1, phone: 0 });
    expect(await tablesHolding(db.owner, [ID_NUMBER, '002X'])).toEqual([]);
  });
});

describe('what holds a person', () => {
  test.each(HOLDING)('%s: neither by rule nor on request, and the report counts it', async (_, why, sql) => {
    await left('2016-01-01');
    await db.owner.query(sql);
    expect((await erase()).membership).toBe(0);
    await expect(onRequest()).rejects.toThrow(why);
    const { held } = await reportRetention(db.system, NOW);
    expect(held.filter(({ members }) => members > 0).map((hold) => hold.why)).toEqual([expect.stringContaining(why)]);
  });

  test('but not a hardship file whose period has run out on the day, a dispute of another time or employer', async () => {
    await left('2016-01-01');
    await db.owner.query((HOLDING[1]?.[2] ?? '').replace('2016-11-26', '2016-11-25'));
    const dispute = HOLDING[2]?.[2] ?? '';
    await db.owner.query(dispute.replace('2015-06-01', '2016-06-01'));
    await db.owner.query(dispute.replace(`'x'`, `'y'`).replace(NO, 'A112-p'));
    expect((await erase()).membership).toBe(1);
  });
});

describe('on request', () => {
  test('erases who left, once, and writes the reason', async () => {
    await left('2023-11-25');
    await plantTraces();
    await onRequest();
    expect(await tablesHolding(db.owner, CANARIES)).toEqual([]);
    await expect(onRequest()).rejects.toMatchObject({ id: 'people.alreadyErased' });
    const line = await newestOf('people.erasePerson');
    expect(line).toMatchObject({ subject: `members/${NO}`, reason: request.reason, before: null, after: null });
  });

  test('refused: not left, leaving in future, three years not over, a reason that names the person', async () => {
    const refusal = async (): Promise<string> =>
      onRequest().then(
        () => '',
        (error: unknown) => (isProblem(error) ? error.id : 'fault'),
      );
    expect(await refusal()).toBe('people.notLeft');
    await left('2026-11-26');
    expect(await refusal()).toBe('people.notLeft');
    await left('2023-11-26');
    await expect(onRequest()).rejects.toThrow('不满 3 年');
    await left('2020-01-01');
    const refused = (asked: typeof request, id: string): Promise<void> =>
      expect(erasePerson({ system: db.system, actor: OPERATOR }, asked, NOW)).rejects.toMatchObject({ id });
    for (const person of [NAME, PHONE]) {
      await refused({ memberNo: NO, reason: `${person}要求` }, 'people.reasonNamesPerson');
    }
    await refused({ memberNo: 'x', reason: '要求删除' }, 'people.noMember');
  });

  test('by an account: only who keeps the register of that union', async () => {
    await left('2016-01-01');
    for (const [role, union] of [
      ['chair', 'A112'],
      ['county_officer', 'A2'],
      ['city_officer', 'B'],
      ['administrator', 'A'],
      ['auditor', 'A'],
    ] as const) {
      const acting = await actAs(db, role, union);
      await expect(erasePerson({ system: db.system, acting }, request, NOW)).rejects.toMatchObject({
        id: 'people.noMember',
      });
    }
    const acting = await actAs(db, 'chair', 'A111');
    await erasePerson({ system: db.system, acting }, request, NOW);
    expect(await newestOf('people.erasePerson')).toMatchObject({ actor_id: acting.actor.accountId });
  });

  test('the hole in insert-only takes nothing of whoever has not left or was not erased', async () => {
    await left('2016-01-01');
    await plantTraces();
    await db.system.query(`select people.scrub('{${NO}}')`);
    expect(await tablesHolding(db.owner, [NAME])).toHaveLength(7);
    await db.owner.query(
      `insert into people.erasure (union_id, member_no, what, rule) select union_id, member_no, 'person', 'x' from people.member where member_no = '${NO}'`,
    );
    await left(null);
    await db.system.query(`select people.scrub('{${NO}}')`);
    expect(await tablesHolding(db.owner, [NAME])).toHaveLength(7);
    await expect(db.system.query(`update kernel.register_history set old = '{}'`)).rejects.toThrow('permission denied');
  });
});
