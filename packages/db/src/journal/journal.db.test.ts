import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { chinaToday } from '@jianjia/kernel';
import {
  type JournalVerdict,
  type Pool,
  type PoolClient,
  type Source,
  backup,
  inTransaction,
  readJournal,
  restore,
  signHead,
  verifyJournal,
  writeJournal,
} from '../index.ts';
import { createPool } from '../pool.ts';
import { testDatabase } from '../testing/index.ts';
import { ACTOR, testSigner, writeAt } from './testing/chain.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianjia-journal-'));
const signer = testSigner();
const db = await testDatabase();

afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => db.owner.query('truncate journal.entry, journal.link, journal.head'));

const ACT = { act: 'people.changeMember' } as const;

function write(source: Source, count = 1, work?: (client: PoolClient) => Promise<unknown>): Promise<void> {
  return inTransaction(source, async (client) => {
    for (let n = 0; n < count; n += 1) await writeJournal(client, ACTOR, { ...ACT, subject: `members/M${n}` });
    await work?.(client);
  });
}

function verdict(pool: Pool = db.system): Promise<JournalVerdict> {
  return inTransaction(pool, (client) => verifyJournal(client, signer), { readOnly: true });
}

async function links(): Promise<{ day: string; seq: number }[]> {
  const sql = `select to_char(day, 'YYYY-MM-DD') as day, seq from journal.link order by 1, 2`;
  return (await db.owner.query<{ day: string; seq: number }>(sql)).rows;
}

test('a line says who, how far, what, where, before and after, why and in which request', async () => {
  const union = '019ac000-0000-7000-8000-00000000000a';
  await inTransaction(db.system, (client) =>
    writeJournal(client, ACTOR, {
      act: 'people.changeMember',
      unionId: union,
      subject: 'members/M1',
      before: { name: '王小明' },
      after: [1, null, { name: '王晓明' }],
      reason: '更正姓名',
    }),
  );
  await write(db.system);
  const rows = await readJournal(db.system, { limit: 10 });
  expect(rows.map((row) => row.seq)).toEqual([2, 1]);
  expect(rows[1]).toEqual({
    day: chinaToday(new Date()),
    seq: 1,
    at: expect.any(Date) as Date,
    actorId: ACTOR.accountId,
    actor: ACTOR.name,
    reach: ACTOR.reach,
    act: 'people.changeMember',
    unionId: union,
    subject: 'members/M1',
    before: { name: '王小明' },
    after: [1, null, { name: '王晓明' }],
    reason: '更正姓名',
    requestId: ACTOR.requestId,
  });
  expect(await readJournal(db.system, { unionId: union, limit: 10 })).toHaveLength(1);
  expect(await readJournal(db.system, { act: 'people.changeMember', limit: 1 })).toMatchObject([{ seq: 2 }]);
  expect(await readJournal(db.system, { day: '2026-01-01', limit: 10 })).toEqual([]);
  expect(await verdict()).toEqual({ days: 1, entries: 2, heads: 0, unsigned: 2, fault: null });
});

test('a secret is refused before anything is written', async () => {
  const leaking = inTransaction(db.system, (client) =>
    writeJournal(client, ACTOR, { ...ACT, after: { account: { password: 'x' } } }),
  );
  await expect(leaking).rejects.toThrow('after.account.password');
  expect(await verdict()).toMatchObject({ entries: 0, fault: null });
});

test('an act rolled back, wholly or to a savepoint, leaves neither line nor gap', async () => {
  await write(db.system, 2);
  const fail = (): Promise<never> => Promise.reject(new Error('no'));
  await expect(write(db.system, 2, fail)).rejects.toThrow('no');
  await write(db.system, 1, async (client) => {
    await client.query('savepoint file');
    await writeJournal(client, ACTOR, ACT);
    await client.query('rollback to savepoint file');
  });
  expect((await links()).map((link) => link.seq)).toEqual([1, 2, 3]);
  expect(await verdict()).toMatchObject({ entries: 3, fault: null });
});

test('fifty transactions at once, some rolled back: contiguous numbers, no deadlock', async () => {
  const wide = Array.from({ length: 50 }, (_, index) => index);
  const pool = createPool({ url: db.url, role: 'system', name: 'jianjia test', max: 50 });
  await db.owner.query('create table busy (n integer primary key, times integer)');
  await db.owner.query('insert into busy select n, 0 from generate_series(0, 2) n');
  await db.owner.query('grant select, update on busy to jianjia_system');
  const outcomes = await Promise.allSettled(
    wide.map((index) =>
      write(pool, 1 + (index % 3), async (client) => {
        // Rows are fought for, too: whoever holds one must be able to commit.
        await client.query('update busy set times = times + 1 where n = $1', [index % 3]);
        if (index % 7 === 0) throw new Error('rolled back');
      }),
    ),
  );
  await pool.end();
  await db.owner.query('drop table busy');
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  expect(failures).toEqual(Array.from({ length: 8 }, () => 'Error: rolled back'));
  const lines = wide.filter((index) => index % 7 !== 0).reduce((sum, index) => sum + 1 + (index % 3), 0);
  expect((await links()).map((link) => link.seq)).toEqual(Array.from({ length: lines }, (_, index) => index + 1));
  expect(await verdict()).toMatchObject({ entries: lines, fault: null });
});

describe('days', () => {
  test('begin at midnight in China and hang on the day before; a clock set back does not go back', async () => {
    await writeAt(db.owner, '2026-03-01T15:59:59.999Z', 2);
    await writeAt(db.owner, '2026-03-01T16:00:00Z', 1);
    await writeAt(db.owner, '2026-03-01T15:00:00Z', 1);
    await writeAt(db.owner, '2026-03-09T00:00:00Z', 1);
    expect(await links()).toEqual([
      { day: '2026-03-01', seq: 1 },
      { day: '2026-03-01', seq: 2 },
      { day: '2026-03-02', seq: 1 },
      { day: '2026-03-02', seq: 2 },
      { day: '2026-03-09', seq: 1 },
    ]);
    expect(await verdict()).toEqual({ days: 3, entries: 5, heads: 0, unsigned: 5, fault: null });
  });

  test('a transaction open over midnight belongs to the day of its commit', async () => {
    await inTransaction(db.owner, (client) =>
      client.query(
        `insert into journal.entry (at, actor, reach, act, request_id)
        values (clock_timestamp() - interval '1 day', '甲', '全部', 'people.changeMember', gen_random_uuid())`,
      ),
    );
    expect(await links()).toEqual([{ day: chinaToday(new Date()), seq: 1 }]);
  });
});

test('how a session writes dates and which encoding it speaks changes nothing', async () => {
  await write(db.system, 1, (client) =>
    client.query(`set local datestyle = 'German'; set local timezone = 'Asia/Tokyo'`),
  );
  expect(await verdict()).toMatchObject({ entries: 1, fault: null });
});

test('with a snapshot from its begin an act is refused at once, not only under load', async () => {
  const writing = inTransaction(db.system, (client) => writeJournal(client, ACTOR, ACT), {
    isolation: 'repeatable read',
  });
  await expect(writing).rejects.toThrow('read committed transactions only');
});

/** The pool with an actor where its role needs one: row policies let nobody write in another's name. */
async function sourceOf(name: 'app' | 'system'): Promise<Source> {
  if (name === 'system') return db.system;
  const actor = { ...ACTOR, ticket: randomUUID() };
  await db.owner.query(
    `insert into identity.acting (ticket, account_id, member_nos, known_roots, digest, expires_at, name, reach)
     values ($1, $2, '{}', '{}', '', now() + interval '1 hour', $3, $4)`,
    [actor.ticket, actor.accountId, actor.name, actor.reach],
  );
  return { pool: db.app, actor };
}

test('a request writes in its own name only', async () => {
  const source = await sourceOf('app');
  const forged = { ...ACTOR, accountId: randomUUID(), name: '别人', reach: '全部' };
  await inTransaction(source, (client) => writeJournal(client, forged, ACT));
  const { rows } = await db.owner.query<object>(
    'select actor_id as id, actor as name, reach from journal.entry order by at desc limit 1',
  );
  expect(rows).toEqual([{ id: ACTOR.accountId, name: ACTOR.name, reach: ACTOR.reach }]);
  await expect(inTransaction(db.app, (client) => writeJournal(client, ACTOR, ACT))).rejects.toMatchObject({
    code: '42501',
  });
});

describe.each(['app', 'system'] as const)('the role of the %s pool', (name) => {
  test('adds lines and can neither change, delete, back-date nor link them', async () => {
    const pool = db[name];
    await write(await sourceOf(name), 2);
    await signHead(db.system, signer);
    const tables = ['entry', 'link', 'head'];
    const statements = tables.flatMap((table) => [
      `update journal.${table} set ${table === 'entry' ? `act = 'a.b'` : `hash = ''`}`,
      `delete from journal.${table}`,
      `truncate journal.${table}`,
    ]);
    for (const sql of [
      ...statements,
      `insert into journal.link (day, seq, entry_id, previous, hash)
        values ('2026-01-01', 1, gen_random_uuid(), sha256(''), sha256(''))`,
      `insert into journal.entry (at, actor, reach, act, request_id) values (now(), '甲', '', 'a.b', gen_random_uuid())`,
      `insert into journal.entry (entry_id, actor, reach, act, request_id)
        values (gen_random_uuid(), '甲', '', 'a.b', gen_random_uuid())`,
      `select journal.append(e, now()) from journal.entry e`,
      `alter table journal.entry disable trigger link_at_commit`,
      `drop trigger link_at_commit on journal.entry`,
      ...(name === 'app' ? ['select from journal.link', 'select from journal.head'] : []),
    ]) {
      await expect(pool.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    }
    expect(await verdict()).toMatchObject({ entries: 2, heads: 1, fault: null });
  });

  test('gains nothing by asking for the links early', async () => {
    await write(await sourceOf(name), 1, (client) => client.query('set constraints all immediate'));
    expect(await verdict()).toMatchObject({ entries: 1, fault: null });
  });
});

test('what the journal must not hold the table refuses, too', async () => {
  for (const act of ['people', 'People.change', 'people.change member', 'people.change; drop']) {
    const writing = inTransaction(db.system, (client) => writeJournal(client, ACTOR, { act }));
    await expect(writing, act).rejects.toMatchObject({ code: '23514' });
  }
});

describe('signing', () => {
  test('signs the newest line once and keeps the signature in the file, readable by its owner only', async () => {
    const file = join(folder, 'new', 'journal-heads.jsonl');
    expect(await signHead(db.system, signer, file)).toBeNull();
    await write(db.system, 3);
    const day = chinaToday(new Date());
    expect(await signHead(db.system, signer, file)).toEqual({ day, seq: 3, signed: true });
    expect(await signHead(db.system, signer, file)).toEqual({ day, seq: 3, signed: false });
    await write(db.system);
    expect(await signHead(db.system, signer, file)).toEqual({ day, seq: 4, signed: true });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([3, 4]);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await verdict()).toMatchObject({ heads: 2, unsigned: 0, fault: null });
  });

  test('a file that could not be written gets the signature at the next call', async () => {
    await write(db.system);
    await expect(signHead(db.system, signer, '/proc/none/heads.jsonl')).rejects.toThrow('签名没有写进文件');
    const file = join(folder, 'later.jsonl');
    expect(await signHead(db.system, signer, file)).toMatchObject({ seq: 1, signed: false });
    const options = { headsFile: file };
    const whole = await inTransaction(db.system, (client) => verifyJournal(client, signer, options));
    expect(whole).toMatchObject({ heads: 1, unsigned: 0, fault: null });
  });
});

test('a restored journal is the same, verifies with the same key and goes on where it ended', async () => {
  await writeAt(db.owner, '2026-03-01T10:00:00Z', 3);
  await write(db.system, 2);
  await signHead(db.system, signer);
  const file = join(folder, 'backup.tar.gz');
  await backup({ pool: () => db.owner }, file);
  const target = await testDatabase();
  try {
    await restore(file, { pool: () => target.owner }, (client) => writeJournal(client, ACTOR, { act: 'db.restore' }));
    expect(await verdict(target.system)).toEqual({ days: 2, entries: 6, heads: 1, unsigned: 1, fault: null });
    const chain = `select day, seq, entry_id, hash from journal.link order by day, seq limit 5`;
    expect((await target.owner.query(chain)).rows).toEqual((await db.owner.query(chain)).rows);
    await write(target.system);
    expect(await verdict(target.system)).toMatchObject({ entries: 7, fault: null });
  } finally {
    await target.drop();
  }
});
