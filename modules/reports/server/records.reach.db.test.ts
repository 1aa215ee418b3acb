import { allRegisters } from '@jianjia/assessments/contract';
import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { registersOfPersons } from '@jianjia/registers';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { ID_NUMBER, PHONE, plantNumbers } from '@jianjia/people/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRecords, type RecordQuery, searchRecords } from './records/list-records.ts';

const db = await testDatabase();
let chair: Acting;

beforeAll(async () => {
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  await db.owner.query(`update people.member set born_on = '1949-12-31' where member_no = 'A111-p'`);
  chair = await actAs(db, 'chair', 'A111');
});
afterAll(() => db.drop());

/** The unions whose entries of accounts are listed. */
async function unionsListed(acting: Acting, union: string, scope: RecordQuery['scope']): Promise<readonly string[]> {
  const page = await listRecords(acting, { union, register: 'funds', scope, order: 'asc', page: 1, limit: 50 });
  const place = page.columns.findIndex(({ id }) => id === 'union_code');
  expect(page.total).toBe(page.rows.length);
  return page.rows.map((row) => String(row[place])).toSorted();
}

const MEMBERS: RecordQuery = {
  union: 'A111',
  register: 'members',
  scope: 'own',
  order: 'asc',
  page: 1,
  limit: 50,
};

test('registers of persons are those with sealed numbers and whatever refers to them, near or far', () => {
  expect([...registersOfPersons(allRegisters)].toSorted()).toEqual([
    'hardship',
    'honours',
    'members',
    'officers',
    'relief',
  ]);
});

test('a page of members shows no identity number, the end of the telephone, the year of birth', async () => {
  const page = await listRecords(chair, MEMBERS);
  const text = JSON.stringify(page.rows);
  expect(text).toContain('"******************"');
  expect(text).toContain('"****5678"');
  expect(text).toContain('"1949"');
  expect(text).not.toMatch(/1949-12-31|002X|19491231/);
});

test('what is masked cannot be asked for, sorted by or searched in', async () => {
  for (const filter of ['born_on:1949', 'born_on:1949-12-31', 'id_number:x', 'phone:5678']) {
    await expect(searchRecords(chair, { ...MEMBERS, filter })).rejects.toMatchObject({ id: 'reports.badFilter' });
  }
  for (const q of ['1949', '5678', '****', '002X']) {
    expect((await searchRecords(chair, { ...MEMBERS, q })).total, q).toBe(0);
  }
  const unsorted = await listRecords(chair, MEMBERS);
  expect((await listRecords(chair, { ...MEMBERS, sort: 'born_on', order: 'desc' })).rows).toEqual(unsorted.rows);
});

test('a register of persons is searched by POST only; others by address as well', async () => {
  for (const asked of [{ q: 'A111' }, { filter: 'name:A111会员' }]) {
    await expect(listRecords(chair, { ...MEMBERS, ...asked })).rejects.toMatchObject({ id: 'reports.searchByPost' });
    expect((await searchRecords(chair, { ...MEMBERS, ...asked })).total).toBeGreaterThan(0);
    await listRecords(chair, { ...MEMBERS, register: 'funds', q: 'A111' });
  }
});

test('a page of a register of persons leaves one line, of others none; never what was searched for', async () => {
  const lines = async (): Promise<number> => {
    const found = await db.owner.query(`select from journal.entry where act = 'reports.listRecords'`);
    return found.rowCount ?? 0;
  };
  const before = await lines();
  await listRecords(chair, { ...MEMBERS, register: 'funds' });
  await listRecords(chair, { ...MEMBERS, page: 9 });
  expect(await lines()).toBe(before);
  await searchRecords(chair, { ...MEMBERS, q: 'A111' });
  expect(await lines()).toBe(before + 1);
  const last = await db.owner.query(
    `select actor_id, subject, after from journal.entry where act = 'reports.listRecords' order by at desc limit 1`,
  );
  expect(last.rows[0]).toEqual({
    actor_id: chair.actor.accountId,
    subject: 'registers/members',
    after: { union: 'A111', scope: 'own', page: 1, limit: 50, searched: true },
  });
});

test('from a union below the own one its records are listed, alone or with all below', async () => {
  const acting = {
    county: await actAs(db, 'county_officer', 'A1'),
    city: await actAs(db, 'city_officer', 'A'),
    chair,
  };
  for (const officer of [acting.county, acting.city]) {
    expect(await unionsListed(officer, 'A11', 'below')).toEqual(['A11', 'A111', 'A111b', 'A112']);
    expect(await unionsListed(officer, 'A11', 'own')).toEqual(['A11']);
    expect(await unionsListed(officer, 'A111', 'own')).toEqual(['A111', 'A111b']);
  }
  expect(await unionsListed(acting.chair, 'A111', 'below')).toEqual(['A111', 'A111b']);
  expect(await unionsListed(acting.chair, 'A111b', 'own')).toEqual(['A111b']);
  await expect(unionsListed(acting.chair, 'A11', 'below')).rejects.toMatchObject({ id: 'organisations.noUnion' });
});

test('the line in the journal names the union that was looked at', async () => {
  await listRecords(chair, { ...MEMBERS, union: 'A111' });
  const last = await db.owner.query(
    `select u.union_code from journal.entry e left join organisations.union u on u.union_id = e.union_id
     where e.act = 'reports.listRecords' order by e.at desc limit 1`,
  );
  expect(last.rows).toEqual([{ union_code: 'A111' }]);
});
