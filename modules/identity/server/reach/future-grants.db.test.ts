import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn, type SignedIn } from '../../testing/index.ts';
import { requireAccountReach } from './require-reach.ts';

/** Whoever manages accounts must not take over, today, somebody who will be above him tomorrow. */

const db = await testDatabase();
afterAll(() => db.drop());
let chair: SignedIn;
let colleague: SignedIn;
let county: SignedIn;
beforeAll(async () => {
  await plantForest(db.owner);
  chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  county = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
});
beforeEach(async () => {
  colleague = await signedIn(db, [{ role: 'clerk', union: 'A111' }]);
});

const mayManage = () =>
  inTransaction(db.system, (client) => requireAccountReach(client, chair.acting.actor, colleague.accountId));
const notAllowed = { id: 'identity.mayNotManage' };

/** A grant of a county officer at A1, with these columns instead of the usual ones. */
async function granted(columns: Readonly<Record<string, string>> = {}): Promise<void> {
  const all = {
    role: `'county_officer'`,
    union_id: `id('A1')`,
    source: `'appointed'`,
    reason: `'测试'`,
    valid_from: `now() - interval '2 days'`,
    ...columns,
  };
  await db.owner.query(
    `insert into identity.role_grant (account_id, ${Object.keys(all).join(', ')}) values ($1, ${Object.values(all).join(', ')})`,
    [colleague.accountId],
  );
}

test('without any such grant he may', async () => {
  await expect(mayManage()).resolves.toBeUndefined();
});

test.each([
  ['begins tomorrow', { valid_from: `now() + interval '1 day'` }],
  ['is in force', {}],
  ['runs out tomorrow', { valid_until: `now() + interval '1 day'` }],
])('a grant that %s counts', async (_when, columns) => {
  await granted(columns);
  await expect(mayManage()).rejects.toMatchObject(notAllowed);
});

test.each([
  ['ended', { ended_at: 'now()' }],
  ['has run out', { valid_until: 'now()' }],
])('a grant that %s does not', async (_when, columns) => {
  await granted(columns);
  await expect(mayManage()).resolves.toBeUndefined();
});

test('a post that is to be taken counts, one that is over does not', async () => {
  await db.owner.query(
    `insert into people.officer (officer_no, union_id, name, body, post, since, until) values
       ('next', id('A1'), '新主席', 'committee', 'chair', '2999-01-01', null),
       ('last', id('A1'), '老主席', 'committee', 'chair', '2001-01-01', '2020-01-01')`,
  );
  await granted({ source: `'post'`, officer_no: `'last'` });
  await mayManage();
  await granted({ source: `'post'`, officer_no: `'next'` });
  await expect(mayManage()).rejects.toMatchObject(notAllowed);
});

test('what is delegated from tomorrow on counts, until the grant it comes from ends', async () => {
  const own = await db.owner.query<{ id: string }>(
    'select grant_id as id from identity.role_grant where account_id = $1',
    [county.accountId],
  );
  const delegated_from = `'${own.rows[0]?.id ?? ''}'`;
  const period = { valid_from: `now() + interval '1 day'`, valid_until: `now() + interval '5 days'` };
  await granted({ ...period, source: `'delegated'`, delegated_from });
  await expect(mayManage()).rejects.toMatchObject(notAllowed);
  await db.owner.query('update identity.role_grant set ended_at = now() where account_id = $1', [county.accountId]);
  await mayManage();
});
