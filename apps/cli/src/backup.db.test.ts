import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { folderOf, run, type Ran } from './testing/run.ts';

const T = ['--as-of', '2026-11-21'];
const work = mkdtempSync(join(tmpdir(), 'jianjia-cli-'));
const dataDir = join(work, '新的数据 目录');
const file = join(work, '备份.tar.gz');
let db: TestDatabase;

beforeAll(async () => {
  // Run by root, the server has another account: it is to reach the data directory, or the cluster would lie elsewhere.
  chmodSync(work, 0o755);
  db = await testDatabase();
});

afterAll(async () => {
  await db.drop();
  rmSync(work, { recursive: true, force: true });
});

async function jianjia(database: string, ...args: string[]): Promise<Ran> {
  const ran = await run(database, args);
  expect({ args, status: ran.status, err: ran.err }).toMatchObject({ status: 0 });
  return ran;
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What a database says: its registers and its verdicts. */
async function all(
  database: string,
  name: string,
): Promise<{ files: Readonly<Record<string, string>>; lines: string }> {
  const evaluated = await jianjia(database, 'evaluate', '--format', 'ndjson', ...T);
  await jianjia(database, 'export', join(work, name));
  return { files: filesOf(join(work, name)), lines: evaluated.out };
}

test('a backup restored into a new data directory says the same in every register and every verdict', async () => {
  await jianjia(db.url, 'demo', 'demo', '--scale', '0.1', ...T);
  const before = await all(db.url, 'before');
  const said = await jianjia(db.url, 'backup', file);
  const restored = await jianjia(dataDir, 'restore', file);
  const [counts = 'no counts'] = /\d+ 张表、[\d,]+ 行/.exec(said.out) ?? [];
  expect(restored.out).toBe(`已恢复 ${counts}。\n`);
  const after = await all(dataDir, 'after');
  expect(before.lines.split('\n').length).toBeGreaterThan(1000);
  expect(after.lines).toBe(before.lines);
  expect(Object.keys(after.files)).toContain('members.csv');
  expect(after.files).toEqual(before.files);
  const again = await run(dataDir, ['restore', file]);
  expect({ status: again.status, out: again.out }).toEqual({ status: 1, out: '' });
  expect(again.err).toContain('数据库不是空的');
});

test('what changes after a restore is judged as it is where the backup was made', async () => {
  const original = readFileSync(join(work, 'before', 'workforce.csv'), 'utf8');
  const changes = folderOf(work, 'changes', { 'workforce.csv': withMoreWorkers(original, 3) });
  for (const database of [db.url, dataDir]) await jianjia(database, 'import', changes);
  const [here, there] = [await all(db.url, 'here'), await all(dataDir, 'there')];
  expect(there).toEqual(here);
  expect(here.files['workforce.csv']).not.toBe(original);
});

/** The header and the first rows, with twice the workers. */
function withMoreWorkers(text: string, rows: number): string {
  const [header = '', ...lines] = text.split('\n');
  const at = header.split(',').indexOf('employees');
  const changed = lines.slice(0, rows).map((line) => line.split(',').with(at, String(2 * Number(line.split(',')[at]))));
  return [header, ...changed.map((cells) => cells.join(','))].join('\n');
}
