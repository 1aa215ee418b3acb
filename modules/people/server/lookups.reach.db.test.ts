import { type Acting, inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest, signedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ID_NUMBER, PHONE, plantNumbers, tablesHolding, testVault } from '../testing/index.ts';
import { findMembers } from './members/find-members.ts';
import { listMembers, type MemberFilter } from './members/list-members.ts';

const db = await testDatabase();
let chair: Acting;
let county: Acting;

beforeAll(async () => {
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  chair = await actAs(db, 'chair', 'A111');
  county = await actAs(db, 'county_officer', 'A1');
});
afterAll(() => db.drop());

const EVERY: Omit<MemberFilter, 'union'> = { scope: 'own', sort: 'member_no', descending: false, limit: 50 };

test('searches by number: as often as the limit, found or not, also at the same moment; free again after an hour', async () => {
  const limited = { vault: testVault, foundPerHour: 3 };
  const { acting } = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  const once = (lastFour = '0000'): Promise<unknown> => findMembers(acting, limited, { lastFour });
  const tried = await Promise.allSettled([once(), once('002X'), once(), once(), once()]);
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  await expect(once()).rejects.toMatchObject({ id: 'people.lookupLimit' });
  await expect(findMembers(acting, limited, { idNumber: ID_NUMBER })).rejects.toThrow('大约 60 分钟后可以再查');
  await findMembers(chair, limited, { lastFour: '0000' });
  const forget = inTransaction(acting, (client) => client.query('delete from people.lookup'));
  await expect(forget).rejects.toThrow('permission denied');
  await db.owner.query(`update people.lookup set looked_at = looked_at - interval '1 hour'`);
  await once();
});

test('at rest: beside the birthday lies no end of an identity number, in no table', async () => {
  const stored = await db.owner.query<{ row: string }>(
    `select to_jsonb(m) - 'id_number' - 'id_number_hash' as row from people.member m where member_no = 'A111-p'`,
  );
  expect(JSON.stringify(stored.rows)).toContain('5678');
  expect(JSON.stringify(stored.rows)).not.toContain('002X');
  expect(await tablesHolding(db.owner, ['002X'])).toEqual([]);
});

test('a page of members leaves one line of who went through which list, never what was searched for', async () => {
  const lines = async (): Promise<unknown[]> =>
    (
      await db.owner.query<{ after: unknown }>(
        `select after from journal.entry where act = 'people.listMembers' and actor_id = $1 order by at`,
        [county.actor.accountId],
      )
    ).rows;
  const before = (await lines()).length;
  await listMembers(county, { ...EVERY, union: 'A1', scope: 'subtree', limit: 4 });
  await listMembers(county, { ...EVERY, union: 'A111', name: 'A111' });
  await listMembers(county, { ...EVERY, union: 'A111', name: '没有这个人' });
  const left = (await lines()).slice(before);
  expect(left).toEqual([
    { after: { union: 'A1', scope: 'subtree', searched: false, more: false, limit: 4 } },
    { after: { union: 'A111', scope: 'own', searched: true, more: false, limit: 50 } },
  ]);
});
