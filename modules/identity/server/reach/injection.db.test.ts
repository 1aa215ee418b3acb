import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, type PoolClient } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn, type SignedIn } from '../../testing/index.ts';
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
