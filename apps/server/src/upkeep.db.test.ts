import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { inTransaction, verifyJournal, writeJournal } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { demoKeyring } from '@jianjia/vault';
import { testHouse } from './testing/house.ts';
import { startUpkeep, type Task, upkeepTasks } from './upkeep.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'jianjia-upkeep-'));
const headsFile = join(folder, 'journal-heads.jsonl');
const vault = demoKeyring();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});
afterEach(() => vi.useRealTimers());

async function run(name: string): Promise<void> {
  const { results } = await testHouse(db);
  await upkeepTasks({ system: db.system, vault, results }, headsFile)
    .find((task) => task.name === name)
    ?.work();
}

test('the journal is signed when something in it is unsigned, and not again', async () => {
  const act = (): Promise<void> =>
    inTransaction(db.system, (client) =>
      writeJournal(
        client,
        { accountId: null, name: '系统', reach: '', ticket: null, requestId: crypto.randomUUID() },
        {
          act: 'db.test',
        },
      ),
    );
  const heads = (): number => readFileSync(headsFile, 'utf8').split('\n').length - 1;
  await run('signJournal');
  expect(existsSync(headsFile)).toBe(false);
  for (const count of [1, 2]) {
    await act();
    await act();
    await run('signJournal');
    await run('signJournal');
    expect(heads()).toBe(count);
  }
  const verdict = await inTransaction(db.system, (client) => verifyJournal(client, vault, { headsFile }));
  expect(verdict).toMatchObject({ entries: 4, unsigned: 0, fault: null });
});

test('what has run out is purged', async () => {
  await db.owner.query(
    `insert into identity.challenge (purpose, challenge, expires_at) values ('sign_in', 'x', now())`,
  );
  await run('forgetEnded');
  expect((await db.owner.query('select from identity.challenge')).rowCount).toBe(0);
});

test('new unions are spelled, so that they are found by pinyin', async () => {
  await db.owner.query(
    `insert into organisations.union (union_code, name, kind, division_code, founded_on)
     values ('C50', '重庆市总工会', 'city', '3408', '2010-01-01')`,
  );
  await run('fillSearchKeys');
  const keys = await db.owner.query('select initials from organisations.search_key');
  expect(keys.rows).toEqual([{ initials: 'cqszgh' }]);
});

test('a task waits for its own end, is tried again after a failure, and ends with the service', async () => {
  vi.useFakeTimers();
  const reported: [string, unknown][] = [];
  let begun = 0;
  let release = (): void => {};
  const tasks: Task[] = [
    {
      name: 'slow',
      every: 10,
      work: () => {
        begun += 1;
        return new Promise((resolve) => (release = resolve));
      },
    },
    { name: 'broken', every: 25, work: () => Promise.reject(new Error('disk')) },
  ];
  const upkeep = startUpkeep(tasks, (task, error) => reported.push([task, (error as Error).message]));
  await vi.advanceTimersByTimeAsync(60);
  expect(begun).toBe(1);
  expect(reported).toEqual([
    ['broken', 'disk'],
    ['broken', 'disk'],
  ]);
  release();
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toBe(2);
  let stopped = false;
  const stopping = upkeep.stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(100);
  expect({ begun, stopped, reported: reported.length }).toEqual({ begun: 2, stopped: false, reported: 2 });
  release();
  await stopping;
});
