import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JournalVerdict, type PoolClient, inTransaction, signHead, verifyJournal } from '../index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { RECOMPUTE, testSigner, writeAt } from './testing/chain.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianjia-journal-'));
const headsFile = join(folder, 'journal-heads.jsonl');
const signer = testSigner();
let db: TestDatabase;

// Three days of 4, 5 and 3 lines. Signed: the last line of each of the first two days, and line 2 of the third.
beforeAll(async () => {
  db = await testDatabase();
  await writeAt(db.owner, '2026-03-01T10:00:00Z', 4);
  await signHead(db.system, signer, headsFile);
  await writeAt(db.owner, '2026-03-02T10:00:00Z', 5);
  await signHead(db.system, signer, headsFile);
  await writeAt(db.owner, '2026-03-04T10:00:00Z', 2);
  await signHead(db.system, signer, headsFile);
  await writeAt(db.owner, '2026-03-04T11:00:00Z', 1);
});

afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

class Undo extends Error {}

/** What verification says after a superuser did this; nothing of it stays. */
async function after(sql: string, options: { unsigned?: boolean } = {}): Promise<JournalVerdict> {
  let verdict: JournalVerdict | null = null;
  const work = async (client: PoolClient): Promise<void> => {
    // No trigger and no check stands in the way of a superuser.
    await client.query(`set local session_replication_role = replica; ${sql}`);
    verdict = await verifyJournal(client, signer, options.unsigned ? {} : { headsFile });
    throw new Undo();
  };
  await expect(inTransaction(db.owner, work)).rejects.toThrow(Undo);
  return verdict as unknown as JournalVerdict;
}

const linkOf = (day: number, seq: number): string => `day = '2026-03-0${day}' and seq = ${seq}`;
const entryOf = (day: number, seq: number): string =>
  `entry_id = (select entry_id from journal.link where ${linkOf(day, seq)})`;

const remove = (day: number, seq: number): string =>
  `delete from journal.entry where ${entryOf(day, seq)}; delete from journal.link where ${linkOf(day, seq)}`;

test('untouched, the journal is whole; lines after the last signature are counted', async () => {
  expect(await after('select 1')).toEqual({ days: 3, entries: 12, heads: 3, unsigned: 1, fault: null });
});

describe('a changed line is found whatever was changed in it', () => {
  const other = `'019ac000-0000-7000-8000-0000000000ff'`;
  test.each([
    ['at', `at + interval '1 microsecond'`],
    ['actor_id', 'null'],
    ['actor', `'别人'`],
    ['reach', `reach || ' '`],
    ['act', `'people.removeMember'`],
    ['union_id', other],
    ['subject', `'members/M99'`],
    ['before', `jsonb_set(before, '{n}', '7')`],
    ['after', 'null'],
    ['reason', `''`],
    ['request_id', other],
  ])('%s', async (column, value) => {
    const { fault } = await after(`update journal.entry set ${column} = ${value} where ${entryOf(2, 3)}`);
    expect(fault).toEqual({ day: '2026-03-02', seq: 3, what: expect.stringContaining('被改动过') as string });
  });

  test('what is moved from one column to its neighbour', async () => {
    const move = `update journal.entry set actor = left(actor, 1), reach = substr(actor, 2) || reach where ${entryOf(1, 2)}`;
    expect((await after(move)).fault).toMatchObject({ day: '2026-03-01', seq: 2 });
  });

  test('its number, its link, its hash and the hash before it', async () => {
    const change = (set: string): Promise<JournalVerdict> =>
      after(`update journal.link set ${set} where ${linkOf(2, 3)}`);
    expect((await change('entry_id = kernel.uuid_v7()')).fault).toMatchObject({
      day: '2026-03-02',
      seq: 3,
      what: expect.stringContaining('内容不见了') as string,
    });
    for (const set of [`hash = sha256('x')`, `previous = sha256('x')`]) {
      expect((await change(set)).fault, set).toMatchObject({ day: '2026-03-02', seq: 3 });
    }
    expect((await change('seq = 9')).fault).toMatchObject({ day: '2026-03-02', seq: 3 });
  });
});

test.each([
  ['first', 1, 1, '第 1 行不见了'],
  ['middle', 2, 3, '第 3 行不见了：行号应当连续，下一行却是第 4 行'],
  ['last of a day', 2, 5, '与前一天（2026-03-02 第 4 行）接不上'],
])('the %s line deleted', async (_, day, seq, sentence) => {
  const { fault } = await after(remove(day, seq));
  expect(fault?.what).toContain(sentence);
  expect(fault?.day).toBe(seq === 5 ? '2026-03-04' : `2026-03-0${day}`);
});

test('lines deleted and those after them numbered anew', async () => {
  const renumbered = `${remove(2, 2)}; update journal.link set seq = seq - 1 where day = '2026-03-02' and seq > 2`;
  expect((await after(renumbered)).fault).toMatchObject({ day: '2026-03-02', seq: 2 });
});

test('the content of a line deleted', async () => {
  const { fault } = await after(`delete from journal.entry where ${entryOf(2, 3)}`);
  expect(fault).toEqual({ day: '2026-03-02', seq: 3, what: expect.stringContaining('内容不见了') as string });
});

test('a line put in without a place in the chain', async () => {
  const insert = `insert into journal.entry (at, actor, reach, act, request_id)
    values ('2026-03-02T16:00:00Z', '甲', '全部', 'people.removeMember', gen_random_uuid())`;
  expect((await after(insert)).fault).toEqual({
    day: '2026-03-03',
    seq: null,
    what: expect.stringContaining('不在链上') as string,
  });
  const both = `${insert}; update journal.entry set reason = 'x' where ${entryOf(2, 1)}`;
  expect((await after(both)).fault).toMatchObject({ day: '2026-03-02', seq: 1 });
});

test('a line put in with a forged place', async () => {
  const forged = `update journal.link set seq = seq + 100 where day = '2026-03-02' and seq >= 3;
    update journal.link set seq = seq - 99 where day = '2026-03-02' and seq > 100;
    with added as (
      insert into journal.entry (actor, reach, act, request_id)
      values ('甲', '全部', 'people.removeMember', gen_random_uuid()) returning *
    ), last as (select hash from journal.link where ${linkOf(2, 2)})
    insert into journal.link (day, seq, entry_id, previous, hash)
    select '2026-03-02', 3, added.entry_id, last.hash, sha256(last.hash || journal.line('2026-03-02', 3, added))
    from added, last`;
  // The forger did well: the line itself is right. The next one is not.
  expect((await after(forged)).fault).toEqual({
    day: '2026-03-02',
    seq: 4,
    what: expect.stringContaining('现在的第 4 行，写下时是第 3 行') as string,
  });
});

test.each([
  ['their contents', 'entry_id = case l.seq when 2 then b.entry_id else a.entry_id end'],
  ['their numbers', 'seq = case l.seq when 2 then 1004 else 1002 end'],
])('two lines swapped: %s', async (_, set) => {
  const swap = `with a as (select * from journal.link where ${linkOf(2, 2)}),
      b as (select * from journal.link where ${linkOf(2, 4)})
    update journal.link l set ${set} from a, b where l.day = '2026-03-02' and l.seq in (2, 4);
    update journal.link set seq = seq - 1000 where seq > 1000`;
  // Contents are exchanged under a unique key: it must go first.
  const { fault } = await after(`alter table journal.link drop constraint link_entry_id_key; ${swap}`);
  expect(fault).toEqual({
    day: '2026-03-02',
    seq: 2,
    what: '行序变了：现在的第 2 行，写下时是第 4 行，其间有行被调换、插入或删除。',
  });
});

test('a whole day deleted, and lines moved to another day', async () => {
  const gone = `delete from journal.entry where entry_id in (select entry_id from journal.link where day = '2026-03-02');
    delete from journal.link where day = '2026-03-02'`;
  expect((await after(gone)).fault).toMatchObject({
    day: '2026-03-04',
    seq: 1,
    what: expect.stringContaining('与前一天（2026-03-01 第 4 行）接不上') as string,
  });
  const first = gone.replaceAll('2026-03-02', '2026-03-01');
  expect((await after(first)).fault).toMatchObject({
    day: '2026-03-02',
    seq: 1,
    what: expect.stringContaining('第一天接不上开头') as string,
  });
  const moved = `update journal.link set day = '2026-03-03' where day = '2026-03-02'`;
  expect((await after(moved)).fault).toMatchObject({ day: '2026-03-03', seq: 1 });
});

describe('all hashes computed anew', () => {
  const edit = `update journal.entry set after = '{}' where ${entryOf(1, 3)}; ${RECOMPUTE}`;

  test('the chain is right again, and the first signature after the edit says it is not', async () => {
    const { fault } = await after(edit, { unsigned: true });
    expect(fault).toEqual({ day: '2026-03-01', seq: 4, what: expect.stringContaining('与签名不符') as string });
  });

  test('with the signatures deleted or changed to the new hashes', async () => {
    const noHeads = await after(`${edit}; delete from journal.head`, { unsigned: true });
    // Without the file nothing is left to compare with: that is why copies of it lie elsewhere.
    expect(noHeads).toMatchObject({ heads: 0, unsigned: 12, fault: null });
    expect((await after(`${edit}; delete from journal.head`)).fault?.what).toContain('与签名不符');
    const changed = `${edit}; update journal.head h set hash = l.hash from journal.link l where l.day = h.day and l.seq = h.seq`;
    expect((await after(changed, { unsigned: true })).fault).toMatchObject({
      day: '2026-03-01',
      seq: 4,
      what: expect.stringContaining('签名不对') as string,
    });
  });
});

describe('signatures', () => {
  const tail = `delete from journal.entry where ${entryOf(4, 2)} or ${entryOf(4, 3)};
    delete from journal.link where day = '2026-03-04' and seq > 1`;

  test('tell of lines cut off at the end; with their signatures gone too, the file does', async () => {
    const missing = {
      day: '2026-03-04',
      seq: 2,
      what: expect.stringContaining('末尾被截去') as string,
    };
    expect((await after(tail, { unsigned: true })).fault).toEqual(missing);
    const both = `${tail}; delete from journal.head where day = '2026-03-04'`;
    expect((await after(both, { unsigned: true })).fault).toBeNull();
    expect((await after(both)).fault).toEqual(missing);
  });

  test('changed, made by another key or deleted', async () => {
    const change = (set: string): Promise<JournalVerdict> =>
      after(`update journal.head set ${set} where day = '2026-03-02'`);
    for (const set of [
      'signature = sha512(signature)',
      `key_id = 'other'`,
      `signed_at = signed_at - interval '1 day'`,
    ]) {
      expect((await change(set)).fault, set).toMatchObject({
        day: '2026-03-02',
        seq: 5,
        what: expect.stringContaining('签名不对') as string,
      });
    }
    expect((await after(`delete from journal.head where day = '2026-03-02'`)).fault).toMatchObject({
      seq: 5,
      what: expect.stringContaining('签名从数据库里删除') as string,
    });
  });

  test('a line of the file changed, torn or missing', async () => {
    const text = readFileSync(headsFile, 'utf8');
    const other = join(folder, 'other.jsonl');
    const withText = (changed: string): Promise<JournalVerdict> => {
      writeFileSync(other, changed);
      return inTransaction(db.owner, (client) => verifyJournal(client, signer, { headsFile: other }));
    };
    expect((await withText(text.replace('"seq":5', '"seq":4'))).fault?.what).toContain('签名不对');
    await expect(withText(text.slice(0, -20))).rejects.toThrow('第 3 行读不懂');
    const none = join(folder, 'none');
    const verified = inTransaction(db.owner, (client) => verifyJournal(client, signer, { headsFile: none }));
    await expect(verified).rejects.toThrow('找不到日志签名文件');
    expect((await withText(text.split('\n').slice(1).join('\n'))).fault).toBeNull();
  });
});
