import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Migration, migrate } from './migrate.ts';
import { createPool } from './pool.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const FIRST: Migration = { number: 1, name: '0001_one', sql: 'create schema one; create table one.a (n integer)' };
const SECOND: Migration = { number: 2, name: '0002_two', sql: 'insert into one.a values (1)' };

const opened: TestDatabase[] = [];
let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase({ empty: true });
  opened.push(db);
});
afterAll(() => Promise.all(opened.map((one) => one.drop())));

test('applies what is missing, once, in order', async () => {
  expect(await migrate(db.owner, [FIRST])).toEqual({ applied: ['0001_one'], level: 1 });
  expect(await migrate(db.owner, [FIRST, SECOND])).toEqual({ applied: ['0002_two'], level: 2 });
  expect(await migrate(db.owner, [FIRST, SECOND])).toEqual({ applied: [], level: 2 });
  expect((await db.owner.query('select n from one.a')).rows).toEqual([{ n: 1 }]);
});

test('several processes at once apply each step once', async () => {
  const pools = [1, 2, 3, 4].map(() => createPool({ url: db.url, role: 'owner', name: 'test', max: 1 }));
  const outcomes = await Promise.all(pools.map((pool) => migrate(pool, [FIRST, SECOND])));
  await Promise.all(pools.map((pool) => pool.end()));
  expect(outcomes.flatMap((outcome) => outcome.applied)).toEqual(['0001_one', '0002_two']);
  expect((await db.owner.query('select n from one.a')).rows).toEqual([{ n: 1 }]);
});

test('a step that fails leaves nothing of itself, and the steps before it stay', async () => {
  const broken = { ...SECOND, sql: 'create table one.b (n integer); insert into one.c values (1)' };
  await expect(migrate(db.owner, [FIRST, broken])).rejects.toThrow('在 0002_two 这一步失败，已全部撤销');
  expect((await db.owner.query(`select to_regclass('one.a') as a, to_regclass('one.b') as b`)).rows).toEqual([
    { a: 'one.a', b: null },
  ]);
  expect(await migrate(db.owner, [FIRST, SECOND])).toEqual({ applied: ['0002_two'], level: 2 });
});

test('an applied step whose file changed is refused; other line ends are no change', async () => {
  const lines = { ...FIRST, sql: 'create schema one;\ncreate table one.a (n integer)' };
  await migrate(db.owner, [lines]);
  await migrate(db.owner, [{ ...lines, sql: lines.sql.replaceAll('\n', '\r\n') }]);
  const changed = { ...lines, sql: `${lines.sql};` };
  await expect(migrate(db.owner, [changed, SECOND])).rejects.toThrow('0001_one 的文件被改动过');
  expect((await db.owner.query('select from one.a')).rowCount).toBe(0);
});

test('a program older than the database is refused', async () => {
  await migrate(db.owner, [FIRST, SECOND]);
  await expect(migrate(db.owner, [FIRST])).rejects.toThrow('数据库比程序新');
});

test('a gap in the numbers is refused before anything is done', async () => {
  await expect(migrate(db.owner, [FIRST, { ...SECOND, number: 3 }])).rejects.toThrow('编号不连续');
  expect((await db.owner.query(`select to_regclass('kernel.migration') as journal`)).rows).toEqual([{ journal: null }]);
});
