import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, readJournal, type JournalRow } from '@jianjia/db';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { listMigrations } from '@jianjia/world/migrations';
import { COUNTY, folderOf, run, type Ran } from './testing/run.ts';

const work = mkdtempSync(join(tmpdir(), 'jianjia-cli-'));
const dataDir = join(work, 'data');
const heads = join(dataDir, 'journal-heads.jsonl');
let db: TestDatabase;

beforeAll(async () => {
  chmodSync(work, 0o755);
  process.env['JIANJIA_DATA_DIR'] = dataDir;
  db = await testDatabase();
});

afterAll(async () => {
  delete process.env['JIANJIA_DATA_DIR'];
  await db.drop();
  rmSync(work, { recursive: true, force: true });
});

const jianjia = (...args: string[]): Promise<Ran> => run(db.url, args);

async function newest(): Promise<JournalRow | undefined> {
  return (await readJournal(db.system, { limit: 1 }))[0];
}

test('an empty journal is whole, and there is nothing to sign', async () => {
  expect(await jianjia('journal', 'verify')).toMatchObject({
    status: 0,
    out: expect.stringContaining('0 条') as string,
  });
  expect((await jianjia('journal', 'seal')).out).toContain('日志还是空的');
  expect((await jianjia('journal', 'show')).out).toContain('没有符合条件的操作');
});

test('an import leaves a line for every file, in its own transaction; a trial and a refused file leave none', async () => {
  const folder = folderOf(work, '台账', COUNTY);
  await jianjia('import', folder, '--dry-run');
  expect(await newest()).toBeUndefined();
  expect((await jianjia('import', folder)).status).toBe(0);
  const rows = await readJournal(db.system, { limit: 10 });
  const batch = await db.owner.query<{ import_id: string }>(
    'select import_id from kernel.import_batch order by started_at',
  );
  expect(rows.toReversed().map((row) => row.subject)).toEqual(batch.rows.map((row) => `imports/${row.import_id}`));
  expect(rows[0]).toMatchObject({
    actorId: null,
    actor: `操作员 ${userInfo().username}（命令 import）`,
    reach: '全部',
    act: 'registers.import',
    after: { file: 'members.csv', register: 'members', read: 8, new: 8, changed: 0, same: 0, rejected: 0 },
  });
  expect(new Set(rows.map((row) => row.requestId)).size).toBe(1);
  writeFileSync(join(folder, 'members.csv'), 'nonsense\n1\n');
  expect((await jianjia('import', join(folder, 'members.csv'))).status).toBe(2);
  expect((await readJournal(db.system, { limit: 10 })).length).toBe(rows.length);
});

test('an export says what went out, a value what it was before, a backup how much it holds', async () => {
  await jianjia('export', join(work, 'out'), '--union', 'WORKS');
  const exported = await newest();
  expect(exported).toMatchObject({ act: 'registers.export', unionId: expect.any(String) as string });
  expect(exported?.after).toMatchObject({ scope: 'WORKS', registers: { members: 8 }, folder: join(work, 'out') });
  const [, begun] = await readJournal(db.system, { limit: 2 });
  expect(begun).toMatchObject({ act: 'registers.export', unionId: exported?.unionId });
  expect(begun?.after).toEqual({ scope: 'WORKS', folder: join(work, 'out'), personalData: '明文', state: '开始' });
  // Files that could not be written have a line too.
  writeFileSync(join(work, 'file'), '');
  expect((await jianjia('export', join(work, 'file', 'sub'))).status).toBe(1);
  expect((await newest())?.after).toMatchObject({ scope: '全部', folder: join(work, 'file', 'sub'), state: '开始' });
  const set = (value: string): Promise<Ran> =>
    jianjia('schemes', 'set', 'contract_rate_target', value, '--scheme=hohhot', '--union=CITY', '--from=2026-01-01');
  await set('85%');
  expect(await newest()).toMatchObject({ act: 'schemes.setParameter', before: null, after: { value: '0.85' } });
  await set('0.9');
  expect(await newest()).toMatchObject({
    subject: 'parameters/hohhot/contract_rate_target',
    before: { value: '0.85', from: '2026-01-01', until: null },
    after: { value: '0.9' },
  });
  await jianjia('backup', join(work, 'one.tar.gz'));
  expect(await newest()).toMatchObject({ act: 'db.backup', after: { file: 'one.tar.gz' } });
});

test('show tells the newest lines, chosen by day, act and union', async () => {
  const all = await jianjia('journal', 'show');
  expect(all.out).toMatch(/registers\.export[^\n]+WORKS/);
  const imports = await jianjia('journal', 'show', '--act', 'registers.import', '--limit', '2');
  expect(imports.out.match(/registers\.import/g)).toHaveLength(2);
  const works = await jianjia('journal', 'show', '--union', 'WORKS');
  expect(works.out).toContain('registers.export');
  expect(works.out).not.toContain('registers.import');
  expect((await jianjia('journal', 'show', '--day', '2026-01-01')).out).toContain('没有符合条件的操作');
  const wrong = await jianjia('journal', 'show', '--act', '导入');
  expect({ status: wrong.status, err: wrong.err }).toEqual({
    status: 1,
    err: expect.stringContaining('操作“导入”不对') as string,
  });
});

test('seal signs once, outside the database too; signatures are for their owner only', async () => {
  const sealed = await jianjia('journal', 'seal');
  expect(sealed).toMatchObject({
    status: 0,
    out: expect.stringMatching(/已为到 .+ 第 \d+ 行为止的日志签名/) as string,
  });
  expect((await jianjia('journal', 'seal')).out).toContain('以前已经签过名');
  expect(statSync(heads).mode & 0o077).toBe(0);
  expect(await jianjia('journal', 'verify')).toMatchObject({
    status: 0,
    err: '',
    out: expect.stringMatching(/日志完好：.+核对签名 1 处；全部已签名。/) as string,
  });
});

test('verify names the first bad line and ends with status 1', async () => {
  await db.owner.query(`update journal.entry set actor = '别人' where act = 'db.backup'`);
  const { status, out } = await jianjia('journal', 'verify');
  expect(status).toBe(1);
  expect(out).toMatch(/^日志有问题。\d{4}-\d\d-\d\d 第 \d+ 行：这一行写下以后被改动过/);
  const actor = `操作员 ${userInfo().username}（命令 backup）`;
  await db.owner.query(`update journal.entry set actor = $1 where act = 'db.backup'`, [actor]);
  expect((await jianjia('journal', 'verify')).status).toBe(0);
  const copy = join(work, 'copy.jsonl');
  writeFileSync(copy, readFileSync(heads, 'utf8').replace(/"hash":"../, '"hash":"00'));
  expect(await jianjia('journal', 'verify', '--heads', copy)).toMatchObject({
    status: 1,
    out: expect.stringContaining('签名不对') as string,
  });
  appendFileSync(copy, '{');
  expect((await jianjia('journal', 'verify', '--heads', copy)).err).toContain('第 2 行读不懂');
  expect((await jianjia('journal', 'verify', '--heads', join(work, 'none'))).err).toContain('找不到日志签名文件');
});

test('an upgrade is an act', async () => {
  const old = await testDatabase({ empty: true });
  try {
    const steps = listMigrations();
    await migrate(old.owner, steps.slice(0, 10));
    expect((await run(old.url, ['evaluate'])).status).toBe(0);
    const [row, ...others] = await readJournal(old.system, { limit: 10 });
    expect(others).toEqual([]);
    const applied = steps.slice(10).map((step) => step.name);
    expect(row).toMatchObject({ act: 'db.migrate', before: { level: 10 }, after: { level: steps.length, applied } });
  } finally {
    await old.drop();
  }
});

test('a restored database goes on with the journal of the old one; making its tables is no act', async () => {
  const target = await testDatabase({ empty: true });
  try {
    expect((await run(target.url, ['migrate'])).out).toContain('已执行');
    expect(await run(target.url, ['restore', join(work, 'one.tar.gz')])).toMatchObject({ status: 0 });
    const rows = await readJournal(target.system, { limit: 2 });
    expect(rows.map((row) => row.act)).toEqual(['db.restore', 'schemes.setParameter']);
    // The file knows of a line that was written after the backup: what the backup does not hold is told as missing.
    const { status, out } = await run(target.url, ['journal', 'verify']);
    expect({ status, out }).toEqual({ status: 1, out: expect.stringContaining('与签名不符') as string });
    rmSync(heads);
    expect((await run(target.url, ['journal', 'verify'])).err).toContain('没有日志签名文件');
    expect(existsSync(heads)).toBe(false);
    expect((await run(target.url, ['journal', 'verify'])).status).toBe(0);
  } finally {
    await target.drop();
  }
});
