import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction, type PoolClient } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn, type SignedIn } from '../../testing/index.ts';
import { roles } from '../../domain/roles.ts';
import { grantsInForce } from './enter.ts';

/** What a statement smuggled into a request could do beyond the reach of whose request it is. */

const db = await testDatabase();
afterAll(() => db.drop());
let clerk: SignedIn;
let accomplice: SignedIn;
beforeAll(async () => {
  await plantForest(db.owner);
  clerk = await signedIn(db, [{ role: 'clerk', union: 'A111' }]);
  accomplice = await signedIn(db, [], { home: 'A111' });
});

const smuggle = <T>(work: (client: PoolClient) => Promise<T>, who = clerk) => inTransaction(who.acting, work);
const refused = { code: '42501' };

async function ownGrant(who: SignedIn): Promise<string> {
  const found = await db.owner.query<{ id: string }>(
    'select grant_id as id from identity.role_grant where account_id = $1',
    [who.accountId],
  );
  return found.rows[0]?.id ?? '';
}

/** A grant by delegation, as an act would write it but for what is given. */
async function delegated(who: SignedIn, row: Readonly<Record<string, unknown>>): Promise<void> {
  const whole = {
    account_id: accomplice.accountId,
    role: 'clerk',
    union_id: (await db.owner.query<{ id: string }>(`select id('A111') as id`)).rows[0]?.id,
    source: 'delegated',
    delegated_from: await ownGrant(who),
    valid_until: new Date(Date.now() + 86_400_000),
    reason: '代班',
    granted_by: who.accountId,
    ...row,
  };
  const names = Object.keys(whole);
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  const insert = `insert into identity.role_grant (${names.join(', ')}) values (${places})`;
  await smuggle((client) => client.query(insert, Object.values(whole)), who);
}

test('the tickets of others stand in no statement that can be read', async () => {
  const other = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
  await inTransaction(other.acting, async () => {
    const seen = await smuggle(async (client) => {
      // Back to the login, which sees what its other sessions run.
      await client.query(`select set_config('role', 'none', true)`);
      const found = await client.query<{ texts: string }>(
        `select coalesce(string_agg(query, ' '), '') as texts from pg_stat_activity where datname = current_database()`,
      );
      return found.rows[0]?.texts ?? '';
    });
    expect(seen).toContain('jianjia.actor');
    expect(seen).not.toContain(other.ticket);
  });
});

test('an honest delegation passes', async () => {
  await delegated(clerk, {});
  expect(await grantsInForce(db.system, accomplice.accountId)).toMatchObject([{ role: 'clerk' }]);
});

test.each<[string, () => Readonly<Record<string, unknown>>]>([
  ['of a role one has not', () => ({ role: 'chair' })],
  ['of the whole installation', () => ({ role: 'administrator', union_id: null })],
  ['to oneself', () => ({ account_id: clerk.accountId })],
  ['in another name', () => ({ granted_by: accomplice.accountId })],
])('no grant is delegated %s', async (_what, row) => {
  await expect(delegated(clerk, row())).rejects.toMatchObject(refused);
});

test('no grant is delegated from another’s, nor elsewhere', async () => {
  const county = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
  const from = { delegated_from: await ownGrant(county), role: 'county_officer' };
  await expect(delegated(clerk, from)).rejects.toMatchObject(refused);
  const union = (await db.owner.query<{ id: string }>(`select id('A112') as id`)).rows[0]?.id;
  await expect(delegated(clerk, { union_id: union })).rejects.toMatchObject(refused);
});

test('the database knows the roles as the program does', async () => {
  interface Rule {
    readonly reach: string;
    readonly at: readonly string[];
    readonly grants: readonly string[];
  }
  const told = ({ reach, at, grants }: Rule) => ({ reach, at: at.toSorted(), grants: grants.toSorted() });
  const found = await db.owner.query<Rule & { role: string }>('select role, reach, at, grants from kernel.role_rule');
  const known = Object.fromEntries(found.rows.map((row) => [row.role, told(row)]));
  expect(known).toEqual(Object.fromEntries(Object.entries(roles).map(([role, rule]) => [role, told(rule)])));
});

test('what is granted is a role one may grant, where it is held', async () => {
  const chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  const city = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
  const appointed = async (who: SignedIn, role: string, union: string | null): Promise<void> => {
    const found = await db.owner.query<{ id: string }>('select id($1) as id', [union]);
    const union_id = union === null ? null : found.rows[0]?.id;
    await delegated(who, { source: 'appointed', delegated_from: null, role, union_id });
  };
  await appointed(chair, 'clerk', 'A111');
  await appointed(city, 'county_officer', 'A1');
  for (const [who, role, union] of [
    [chair, 'city_officer', 'A111'],
    [chair, 'administrator', 'A111'],
    [chair, 'chair', 'A111'],
    [chair, 'clerk', 'A112'],
    [city, 'county_officer', 'A111'],
    [city, 'city_officer', 'A'],
    [city, 'administrator', null],
    [clerk, 'member', 'A111'],
  ] as const) {
    await expect(appointed(who, role, union), `${role} ${union}`).rejects.toMatchObject(refused);
  }
  const made = await db.owner.query(`delete from identity.role_grant where account_id = $1 and source = 'appointed'`, [
    accomplice.accountId,
  ]);
  expect(made.rowCount).toBe(2);
});

test('a grant is not changed but ended, in one’s own name', async () => {
  const chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  const grant = await ownGrant(clerk);
  for (const change of [`role = 'chair'`, 'ended_at = null, valid_until = null', `account_id = granted_by`]) {
    const sql = `update identity.role_grant set ${change} where grant_id = $1`;
    await expect(smuggle((client) => client.query(sql, [grant]), chair)).rejects.toMatchObject(refused);
  }
  const framed = `update identity.role_grant set ended_at = now(), ended_by = $2 where grant_id = $1`;
  const frame = smuggle((client) => client.query(framed, [grant, accomplice.accountId]), chair);
  await expect(frame).rejects.toMatchObject(refused);
});

test('the functions that keep the tree of reach cannot be hung on another table', async () => {
  const plant = smuggle(async (client) => {
    await client.query('create temp table mine (union_id uuid)');
    await client.query(`create trigger x after delete on mine referencing old table as replaced
      for each statement execute function organisations.keep_descent_on_delete()`);
  });
  await expect(plant).rejects.toMatchObject(refused);
});

describe('the journal and the history', () => {
  const entry = `insert into journal.entry (actor_id, actor, reach, act, request_id)
    values ($1, '别人（other）', '全部', 'identity.forged', gen_random_uuid())`;

  test('a line tells the actor’s own name and reach, whatever it is given', async () => {
    for (const id of [clerk.accountId, accomplice.accountId, null]) {
      await smuggle((client) => client.query(entry, [id]));
    }
    const { name, reach } = clerk.acting.actor;
    const found = await db.owner.query<object>(
      `select actor_id as id, actor as name, reach from journal.entry where act = 'identity.forged'`,
    );
    expect(found.rows).toEqual([1, 2, 3].map(() => ({ id: clerk.accountId, name, reach })));
  });

  test('without a ticket no line is written', async () => {
    const nobody = { ...clerk, acting: { ...clerk.acting, actor: { ...clerk.acting.actor, ticket: null } } };
    await expect(smuggle((client) => client.query(entry, [clerk.accountId]), nobody)).rejects.toMatchObject(refused);
  });

  test('nor a sighting with another’s name or union', async () => {
    const see = (viewer: string, union: string) =>
      smuggle((client) =>
        client.query(
          `insert into people.sighting (union_id, member_no, account_id, viewer, viewer_union, what, request_id)
           select union_id, member_no, $1, $2, $3, 'shown', gen_random_uuid() from people.member where member_no = 'A111-p'`,
          [clerk.accountId, viewer, union],
        ),
      );
    const { name } = clerk.acting.actor;
    expect((await see(name, 'A111工会')).rowCount).toBe(1);
    await expect(see('别人（other）', 'A111工会')).rejects.toMatchObject(refused);
    await expect(see(name, 'A工会')).rejects.toMatchObject(refused);
  });

  const replaced = (union: string | null, register: string, key: string, who = clerk) =>
    smuggle(async (client) => {
      const sql = 'insert into kernel.register_history (register, union_id, key, old) values ($1, $2, $3, $4)';
      return (await client.query(sql, [register, union, key, {}])).rowCount;
    }, who);
  const idOf = async (code: string): Promise<string> =>
    (await db.owner.query<{ id: string }>('select id($1) as id', [code])).rows[0]?.id ?? '';
  const employerOf = async (code: string): Promise<string> =>
    (await db.owner.query<{ uscc: string }>('select uscc from employers.employer where union_id = id($1)', [code]))
      .rows[0]?.uscc ?? '';

  test('what was replaced is written of unions one imports for, and of employers one writes', async () => {
    expect(await replaced(await idOf('A111'), 'meetings', 'A111-m')).toBe(1);
    for (const register of ['employers', 'workforce', 'democracy']) {
      expect(await replaced(null, register, `${await employerOf('A111')}/2025-12-31`)).toBe(1);
    }
    for (const code of ['A112', 'A11', 'B11']) {
      await expect(replaced(await idOf(code), 'meetings', 'x')).rejects.toMatchObject(refused);
    }
    await expect(replaced(null, 'workforce', await employerOf('A112'))).rejects.toMatchObject(refused);
    await expect(replaced(null, 'meetings', await employerOf('A111'))).rejects.toMatchObject(refused);
    await expect(replaced(null, 'employers', 'nobody')).rejects.toMatchObject(refused);
    const auditor = await signedIn(db, [{ role: 'auditor', union: 'A1' }]);
    await expect(replaced(await idOf('A111'), 'funds', 'x', auditor)).rejects.toMatchObject(refused);
  });

  test('what was replaced of an employer without a union is of its place', async () => {
    await db.owner.query(
      `insert into employers.employer (uscc, name, division_code, sector)
       values (credit(901), '无会甲', '340802001', 'private'), (credit(902), '无会丙', '150102001', 'private')`,
    );
    const keys = await db.owner.query<{ uscc: string }>(
      'select uscc from employers.employer where union_id is null order by name desc',
    );
    const [near = '', far = ''] = keys.rows.map(({ uscc }) => uscc);
    const county = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
    expect(await replaced(null, 'employers', near, county)).toBe(1);
    await expect(replaced(null, 'employers', far, county)).rejects.toMatchObject(refused);
    await expect(replaced(null, 'employers', near)).rejects.toMatchObject(refused);
  });
});

test('the requester of an export gives back neither time nor fetches', async () => {
  const chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  const county = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
  const made = await db.owner.query<{ id: string }>(
    `insert into reports.export_request (union_id, registers, format, with_numbers, reason, requested_by, requester, requested_at)
     values (id('A111'), '{members}', 'csv', false, '年度统计', $1, 'x', now()) returning request_id as id`,
    [chair.accountId],
  );
  const set = (who: SignedIn, columns: string) =>
    smuggle(
      (client) =>
        client.query(`update reports.export_request set ${columns} where request_id = $1`, [made.rows[0]?.id]),
      who,
    );
  const decide = (until: string): string =>
    `decision = 'approved', decided_by = '${county.accountId}', decider = 'x', decided_at = now(),
     expires_at = now() + interval '${until}'`;
  await expect(set(county, decide('2 days'))).rejects.toMatchObject(refused);
  expect((await set(county, decide('1 day'))).rowCount).toBe(1);
  const fetch = `fetches = fetches + 1, fetched_at = now(), rows = 1, sha256 = repeat('a', 64)`;
  expect((await set(chair, fetch)).rowCount).toBe(1);
  for (const change of [
    'fetches = 0',
    'fetches = fetches',
    `rows = 0`,
    `${fetch}, expires_at = expires_at + interval '1 day'`,
    `${fetch}, decider = 'y'`,
  ]) {
    await expect(set(chair, change), change).rejects.toMatchObject(refused);
  }
  expect((await set(chair, fetch)).rowCount).toBe(1);
});
