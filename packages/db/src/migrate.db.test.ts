import { afterAll, expect, test } from 'vitest';
import { type Migration, migrate } from './migrate.ts';
import { testDatabase } from './testing/index.ts';

const db = await testDatabase({ empty: true });
afterAll(() => db.drop());

const first: Migration = { number: 1, name: '0001_one', sql: 'create schema one; create table one.a (n integer)' };
const second: Migration = { number: 2, name: '0002_two', sql: 'insert into one.a values (1)' };

test('applies what is missing, once, in order', async () => {
  expect(await migrate(db.owner, [first])).toEqual({ applied: ['0001_one'], level: 1 });
  expect(await migrate(db.owner, [first, second])).toEqual({ applied: ['0002_two'], level: 2 });
  expect(await migrate(db.owner, [first, second])).toEqual({ applied: [], level: 2 });
  expect((await db.owner.query('select n from one.a')).rows).toEqual([{ n: 1 }]);
});
