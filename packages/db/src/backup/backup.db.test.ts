import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BackupOutcome, type Migration, backup, migrate, restore } from '../index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';

const SCHEMA: Migration = {
  number: 1,
  name: '0001_place',
  sql: `
    create schema "地 方";
    create table "地 方".child (id integer primary key, parent integer not null);
    create table "地 方".parent (
      id integer primary key, above integer references "地 方".parent,
      note text, doubled integer generated always as (id * 2) stored
    );
    alter table "地 方".child add foreign key (parent) references "地 方".parent deferrable initially deferred;
    create table "地 方".history (id bigint generated always as identity primary key, word text);
    create function "地 方".remember() returns trigger language plpgsql as
      $$ begin insert into "地 方".history (word) values (new.note); return new; end $$;
    create table kernel.code (code text primary key, above text references kernel.code, name text);
    insert into kernel.code values ('1', null, 'one'), ('11', '1', 'eleven');
    create table kernel.finer_code (code text primary key, within text not null references kernel.code);
    insert into kernel.finer_code values ('111', '11');
    create function kernel.refuse() returns trigger language plpgsql as
      $$ begin raise exception 'codes are published'; end $$;
    create trigger refuse before delete on kernel.code for each row execute function kernel.refuse();
    create table kernel.note (id integer primary key);
    grant insert on kernel.note to jianjia_system;
    create table "地 方".place (id integer primary key, code text references kernel.code);
    create unlogged table "地 方".working (id integer primary key);
    create trigger remember after insert on "地 方".parent for each row execute function "地 方".remember();`,
};

const folder = mkdtempSync(join(tmpdir(), 'jianjia-backup-'));
const file = join(folder, '备份 一.tar.gz');
const opened: TestDatabase[] = [];
let source: TestDatabase;
let outcome: BackupOutcome;

beforeAll(async () => {
  source = await empty();
  await source.owner.query(`
    insert into "地 方".parent (id, note) values (1, E'tab\\t line\\n slash\\\\ 建家');
    insert into "地 方".parent (id, above, note) select n, 1, repeat('字', 300) from generate_series(2, 20000) n;
    insert into "地 方".child select n, n from generate_series(1, 20000) n;
    insert into kernel.code values ('2', null, 'added later');
    update kernel.code set name = 'renamed later' where code = '11';
    insert into "地 方".place values (1, '2');
    insert into "地 方".working values (1);`);
  outcome = await backup(handle(source), file);
});

afterAll(async () => {
  await Promise.all(opened.map((db) => db.drop()));
  rmSync(folder, { recursive: true, force: true });
});

async function empty(): Promise<TestDatabase> {
  const db = await testDatabase({ empty: true });
  opened.push(db);
  await migrate(db.owner, [SCHEMA]);
  return db;
}

function handle(db: TestDatabase): { pool(): TestDatabase['owner'] } {
  return { pool: () => db.owner };
}

async function fingerprint(db: TestDatabase): Promise<unknown> {
  const tables = [
    '"地 方".parent',
    '"地 方".child',
    '"地 方".history',
    '"地 方".place',
    'kernel.code',
    'kernel.finer_code',
  ];
  const sums = tables.map(async (table) => {
    const sql = `select count(*) as n, md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} t`;
    return (await db.owner.query(sql)).rows[0] as unknown;
  });
  return Promise.all(sums);
}

async function refusal(damaged: Buffer): Promise<string> {
  const bad = join(folder, 'bad.tar.gz');
  writeFileSync(bad, damaged);
  const db = await empty();
  const error: unknown = await restore(bad, handle(db)).catch((caught: unknown) => caught);
  expect((await db.owner.query('select from "地 方".parent')).rowCount).toBe(0);
  expect((await db.owner.query('select from kernel.code')).rowCount).toBe(2);
  return (error as Error).message;
}

test('a restored database holds the same rows and goes on counting where the old one stopped', async () => {
  const target = await empty();
  expect(outcome).toEqual({ tables: 7, rows: 60_005 });
  expect(await restore(file, handle(target))).toEqual(outcome);
  expect(await fingerprint(target)).toEqual(await fingerprint(source));
  await target.owner.query(`insert into "地 方".parent (id, note) values (20001, 'next')`);
  const last = await target.owner.query('select max(id) as id from "地 方".history');
  expect(last.rows).toEqual([{ id: 20_001 }]);
});

test('codes that came with a migration give way to those of the backup; working memory is not carried', async () => {
  const target = await empty();
  await restore(file, handle(target));
  const codes = await target.owner.query('select code, name from kernel.code order by code');
  expect(codes.rows).toEqual([
    { code: '1', name: 'one' },
    { code: '11', name: 'renamed later' },
    { code: '2', name: 'added later' },
  ]);
  expect((await target.owner.query('select from "地 方".working')).rowCount).toBe(0);
  await expect(target.owner.query('delete from kernel.code')).rejects.toThrow('codes are published');
});

test('a table of the kernel that the application writes is no code table', async () => {
  const target = await empty();
  await target.owner.query('insert into kernel.note values (1)');
  await expect(restore(file, handle(target))).rejects.toThrow('kernel.note 中已有数据');
});

test('a backup is one archive any tool opens, readable by its owner only', () => {
  const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(names[0]).toBe('about.json');
  expect(names.at(-1)).toBe('checksums.json');
  expect(names.length).toBeGreaterThan(5);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(existsSync(`${file}.part`)).toBe(false);
});

test('a filled database is not restored over', async () => {
  await expect(restore(file, handle(source))).rejects.toThrow('数据库不是空的');
});

test('a database of another level is refused', async () => {
  const other = await empty();
  await migrate(other.owner, [SCHEMA, { number: 2, name: '0002_more', sql: 'create schema more' }]);
  await expect(restore(file, handle(other))).rejects.toThrow('到 0001_place，当前数据库到 0002_more');
});

test('a truncated or changed file restores nothing', async () => {
  const whole = readFileSync(file);
  expect(await refusal(whole.subarray(0, whole.length / 2))).toContain('不完整或已损坏');
  expect(await refusal(Buffer.from('PK not a backup'))).toContain('不完整或已损坏');
  const plain = gunzipSync(whole);
  const at = plain.indexOf('建家');
  plain.write('家建', at);
  expect(await refusal(gzipSync(plain))).toContain('checksum');
});

test('a missing file and a place that cannot be written are told', async () => {
  await expect(restore(join(folder, 'none'), handle(source))).rejects.toThrow('找不到备份文件');
  await expect(backup(handle(source), join(folder, 'no', 'place.tar.gz'))).rejects.toThrow('无法写入备份文件');
});
