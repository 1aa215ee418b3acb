import { inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Duties, type Jobs, openJobs } from './index.ts';
import { SCHEMA } from './tables.ts';

const db = await testDatabase();
afterAll(() => db.drop());

const kinds = {
  write: { lane: 'test.list', payload: z.object({ n: z.int() }) },
  erase: { lane: 'test.list', payload: z.object({ n: z.int() }) },
} as const;
type Kinds = typeof kinds;

const opened: Jobs<Kinds>[] = [];
const told: string[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.stop()));
  told.length = 0;
  await db.owner.query('delete from jobs.job');
});

async function open(): Promise<Jobs<Kinds>> {
  const report = (kind: string, error: unknown): void => void told.push(`${kind}: ${(error as Error).message}`);
  const jobs = await openJobs(db.system, kinds, { report });
  opened.push(jobs);
  return jobs;
}

const nothing = { failed: async () => {}, waiting: async () => [] };

function duties(work: (kind: string, n: number, signal: AbortSignal) => Promise<unknown>): Duties<Kinds> {
  const handlers = {
    write: ({ n }: { n: number }, signal: AbortSignal) => work('write', n, signal),
    erase: ({ n }: { n: number }, signal: AbortSignal) => work('erase', n, signal),
  };
  return { handlers, ...nothing };
}

const write = (n: number, key = 'a') => ({ kind: 'write', key, payload: { n } }) as const;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('the tables are those of the library in use', async () => {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => db.owner.query(text, values) },
    schema: SCHEMA,
    migrate: false,
  });
  boss.on('error', () => {});
  await boss.start();
  const drift = await boss.detectSchemaDrift();
  await boss.stop();
  expect(drift).toMatchObject({
    ok: true,
    missing: [],
    mismatched: [],
    columnDrift: [],
    missingFunctions: [],
    mismatchedFunctions: [],
  });
});

test('a job is sent with the transaction that sends it, or not at all', async () => {
  const jobs = await open();
  const broken = inTransaction(db.system, async (client) => {
    await jobs.send(write(1), client);
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  expect(await jobs.counts()).toEqual({ waiting: 0, active: 0, failed: 0 });
  await inTransaction(db.system, (client) => jobs.send(write(1), client));
  expect(await jobs.counts()).toEqual({ waiting: 1, active: 0, failed: 0 });
  await expect(jobs.send({ kind: 'write', key: 'a', payload: { n: 0.5 } })).rejects.toThrow(z.ZodError);
});

test('a second of the same content that would wait behind a first is left out', async () => {
  const jobs = await open();
  expect(await jobs.send(write(1))).toBe(true);
  expect(await jobs.send(write(1))).toBe(false);
  expect(await jobs.send(write(2))).toBe(true);
  expect(await jobs.sendMissing([write(1), write(2), write(3)])).toBe(1);
  expect((await jobs.counts()).waiting).toBe(3);
});

test('of one key one job at a time, whoever works; in the order they were sent; of two keys both at once', async () => {
  const [one, other] = [await open(), await open()];
  for (const n of [1, 2, 3]) await one.send(write(n, 'a'));
  await one.send({ kind: 'erase', key: 'a', payload: { n: 4 } });
  for (const n of [5, 6]) await one.send(write(n, 'b'));
  const inWork = new Map<string, number>();
  const order: number[] = [];
  let most = 0;
  const work = duties(async (_kind, n) => {
    const key = n < 5 ? 'a' : 'b';
    inWork.set(key, (inWork.get(key) ?? 0) + 1);
    expect(inWork.get(key)).toBe(1);
    most = Math.max(
      most,
      [...inWork.values()].reduce((sum, count) => sum + count, 0),
    );
    order.push(n);
    await pause(400);
    inWork.set(key, 0);
  });
  await Promise.all([one.work(work, { atOnce: 2 }), other.work(work, { atOnce: 2 })]);
  await one.idle();
  expect(told).toEqual([]);
  expect(order.filter((n) => n < 5)).toEqual([1, 2, 3, 4]);
  expect(order.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(most).toBe(2);
});

test('what fails is told and tried again after a while', async () => {
  const jobs = await open();
  let tries = 0;
  await jobs.work(
    duties(async () => {
      if (++tries === 1) throw new Error('数据库连接中断');
    }),
    { atOnce: 1 },
  );
  await jobs.send(write(1));
  await jobs.idle();
  expect(tries).toBe(2);
  expect(told).toEqual(['write: 数据库连接中断']);
});

test('what fails for good is kept, whoever is there is told of it, and the next of its key is done', async () => {
  const jobs = await open();
  const given: unknown[] = [];
  const done: number[] = [];
  for (const n of [1, 2]) await jobs.send(write(n));
  await db.owner.query('update jobs.job set retry_limit = 0');
  const work = duties(async (_kind, n) => {
    if (n === 1) throw new Error('再试也没用');
    done.push(n);
  });
  await jobs.work({ ...work, failed: async (job) => void given.push(job) }, { atOnce: 1 });
  await expect.poll(() => done, { timeout: 20_000 }).toEqual([2]);
  expect(given).toEqual([{ kind: 'write', payload: { n: 1 } }]);
  expect(told[0]).toBe('write: 再试也没用');
  expect(told[1]).toContain('write: given up: {"payload":{"n":1}');
  expect(told[1]).toContain('再试也没用');
  expect((await jobs.counts()).failed).toBe(1);
  // Not again within the hour by itself, but at once where somebody asks for it.
  expect(await jobs.sendMissing([write(1)])).toBe(0);
  expect(await jobs.send(write(1))).toBe(true);
});

test('what was never sent is sent when a worker begins', async () => {
  const jobs = await open();
  const done: number[] = [];
  await jobs.work({ ...duties(async (_kind, n) => done.push(n)), waiting: async () => [write(7)] }, { atOnce: 1 });
  await jobs.idle();
  expect(done).toEqual([7]);
});

test(
  'a worker that is told to stop breaks off what does not end, and another does it',
  { timeout: 60_000 },
  async () => {
    const stopping = await open();
    let begun = false;
    await stopping.work(
      duties(async (_kind, _n, signal) => {
        begun = true;
        await inTransaction(db.system, (client) => client.query('select pg_sleep(60)'), { signal });
      }),
      { atOnce: 1 },
    );
    await stopping.send(write(1));
    await expect.poll(() => begun, { timeout: 10_000 }).toBe(true);
    const start = performance.now();
    await stopping.stop();
    expect(performance.now() - start).toBeLessThan(10_000);
    const jobs = await open();
    const done: number[] = [];
    await jobs.work(
      duties(async (_kind, n) => done.push(n)),
      { atOnce: 1 },
    );
    await jobs.idle();
    expect(done).toEqual([1]);
  },
);

test('requests cannot reach the queue', async () => {
  for (const sql of [
    'select from jobs.job',
    "insert into jobs.job (name) values ('test.list')",
    `select jobs.create_queue('x', '{}')`,
  ]) {
    await expect(db.app.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  }
});
