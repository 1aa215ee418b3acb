import { afterAll, beforeEach, expect, test } from 'vitest';
import { type PoolClient, copyIn, copyOut, inTransaction } from './index.ts';
import { testDatabase } from './testing/index.ts';

const db = await testDatabase({ empty: true });
afterAll(() => db.drop());

beforeEach(async () => {
  await db.owner.query('drop table if exists kept; create table kept (n integer primary key, word text)');
});

async function kept(): Promise<unknown[]> {
  const result = await db.owner.query<{ n: number; word: string | null }>('select n, word from kept order by n');
  return result.rows;
}

async function* words(count: number): AsyncGenerator<string> {
  for (let n = 1; n <= count; n += 1) yield `${n}\t第${n}号\n`;
}

async function collect(client: PoolClient, sql: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of copyOut(client, sql)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

test('what the work wrote is kept when it returns and gone when it throws', async () => {
  expect(
    await inTransaction(db.owner, (client) => client.query(`insert into kept values (1, '甲')`).then(() => 7)),
  ).toBe(7);
  const work = async (client: PoolClient): Promise<void> => {
    await client.query(`insert into kept values (2, '乙')`);
    throw new Error('no');
  };
  await expect(inTransaction(db.owner, work)).rejects.toThrow('no');
  expect(await kept()).toEqual([{ n: 1, word: '甲' }]);
});

test('an error swallowed by the work does not pass for a commit', async () => {
  const work = async (client: PoolClient): Promise<void> => {
    await client.query('insert into kept values (1)');
    await client.query('insert into kept values (1)').catch(() => {});
  };
  await expect(inTransaction(db.owner, work)).rejects.toThrow('其中一步已经失败');
  expect(await kept()).toEqual([]);
});

test('a connection lost in the middle leaves nothing and is told in a sentence', async () => {
  const work = async (client: PoolClient): Promise<void> => {
    await client.query('insert into kept values (1)');
    const pid = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.owner.query('select pg_terminate_backend($1, 5000)', [pid.rows[0]?.pid]);
    await client.query('insert into kept values (2)');
  };
  await expect(inTransaction(db.owner, work)).rejects.toThrow('与数据库的连接中断');
  expect(await kept()).toEqual([]);
});

test('a read-only transaction refuses writes', async () => {
  const write = (client: PoolClient): Promise<unknown> => client.query('insert into kept values (1)');
  await expect(inTransaction(db.owner, write, { readOnly: true })).rejects.toThrow('read-only');
});

test('rows go in and come out as they were', async () => {
  const count = await inTransaction(db.owner, (client) => copyIn(client, 'copy kept from stdin', words(20_000)));
  expect(count).toBe(20_000);
  const out = await inTransaction(db.owner, (client) =>
    collect(client, 'copy (select * from kept order by n) to stdout'),
  );
  let expected = '';
  for await (const line of words(20_000)) expected += line;
  expect(out).toBe(expected);
});

test('pieces cut in the middle of a character are put together', async () => {
  const bytes = Buffer.from('1\t工会\n2\t建家\n', 'utf8');
  const single = async function* (): AsyncGenerator<Buffer | string> {
    for (const byte of bytes) yield Buffer.of(byte);
    yield '3\t末\n';
  };
  await inTransaction(db.owner, (client) => copyIn(client, 'copy kept from stdin', single()));
  expect(await kept()).toEqual([
    { n: 1, word: '工会' },
    { n: 2, word: '建家' },
    { n: 3, word: '末' },
  ]);
});

test('an error of the source or of a row loads nothing, and the connection goes on', async () => {
  const breaking = async function* (): AsyncGenerator<string> {
    yield* words(10_000);
    throw new Error('the file ended');
  };
  const twice = async function* (): AsyncGenerator<string> {
    yield* words(1);
    yield* words(1);
  };
  await inTransaction(db.owner, async (client) => {
    await client.query('savepoint before');
    await expect(copyIn(client, 'copy kept from stdin', breaking())).rejects.toThrow('the file ended');
    await client.query('rollback to before');
    await expect(copyIn(client, 'copy kept from stdin', twice())).rejects.toThrow('duplicate key');
    await client.query('rollback to before');
    expect((await client.query('select count(*) as n from kept')).rows).toEqual([{ n: 0 }]);
  });
});

test('leaving a reading early leaves the connection usable', async () => {
  await inTransaction(db.owner, async (client) => {
    for await (const piece of copyOut(client, 'copy (select n from generate_series(1, 300000) n) to stdout')) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });
});

test('days, whole numbers and decimals arrive exactly', async () => {
  const { rows } = await db.owner.query(
    `select date '0999-12-31' as day, array[date '2026-11-21', null] as days, 9007199254740991::int8 as safe,
       9007199254740993::int8 as big, array[1::int8, null] as list, 0.10::numeric as decimal`,
  );
  expect(rows[0]).toEqual({
    day: '0999-12-31',
    days: ['2026-11-21', null],
    safe: 9_007_199_254_740_991,
    big: 9_007_199_254_740_993n,
    list: [1, null],
    decimal: '0.10',
  });
});

test('sessions speak UTC and ISO', async () => {
  const { rows } = await db.owner.query(
    `select current_setting('timezone') as zone, current_setting('datestyle') as style`,
  );
  expect(rows).toEqual([{ zone: 'UTC', style: 'ISO, YMD' }]);
});
