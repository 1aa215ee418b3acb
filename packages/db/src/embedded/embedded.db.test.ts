import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../index.ts';
import { isRunning } from './processes.ts';

const WRITER = fileURLToPath(new URL('fixtures/writer.ts', import.meta.url));
let home = '';
let made = '';

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'jianjia-embedded-'));
  chmodSync(home, 0o755);
  // One real initdb; the other tests copy its outcome.
  made = join(home, 'made');
  await (await open(made)).close();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

function open(dataDir: string, exclusive = false, command = 'test'): Promise<Database> {
  return openDatabase({ command, exclusive, env: { JIANJIA_DATA_DIR: dataDir }, signals: false });
}

/** `cp -a` keeps owner and mode: as root the cluster belongs to the server's account. */
function copyOfMade(name: string): string {
  const target = join(home, name);
  execFileSync('cp', ['-a', made, target]);
  return target;
}

async function serverPid(db: Database): Promise<number> {
  const sql = `select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::integer as pid`;
  return (await db.pool('owner').query<{ pid: number }>(sql)).rows[0]?.pid ?? 0;
}

/** Starts the writer and waits until it has the database; `lines` grows while it writes. */
async function startWriter(
  dataDir: string,
  ...args: string[]
): Promise<{ child: ChildProcess; server: number; lines: string[] }> {
  const child = spawn(process.execPath, [WRITER, ...args], {
    env: { ...process.env, DATABASE_URL: '', JIANJIA_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const [first] = (await once(reader, 'line')) as [string];
  reader.on('line', (line) => lines.push(line));
  return { child, server: Number(first.split(' ')[1]), lines };
}

test('a data directory with spaces, Chinese and a long path works, and nothing runs after closing', async () => {
  const dataDir = join(home, '工会 数据', '很长的目录名'.repeat(8), 'data');
  const db = await open(dataDir);
  expect((await db.pool('owner').query(`select '建家' as word`)).rows).toEqual([{ word: '建家' }]);
  expect((await db.pool('owner').query('show data_checksums')).rows).toEqual([{ data_checksums: 'on' }]);
  expect((await db.pool('owner').query('show fsync')).rows).toEqual([{ fsync: 'on' }]);
  expect((await db.pool('owner').query('show listen_addresses')).rows).toEqual([{ listen_addresses: '' }]);
  const pid = await serverPid(db);
  await db.close();
  expect(isRunning(pid)).toBe(false);
});

test('two processes making the same data directory at once share one server', async () => {
  const dataDir = join(home, 'both');
  const [one, two] = await Promise.all([open(dataDir), startWriter(dataDir, 'second')]);
  expect(two.server).toBe(await serverPid(one));
  two.child.kill('SIGTERM');
  await once(two.child, 'close');
  await one.close();
  expect(isRunning(two.server)).toBe(false);
});

test('the first to leave leaves the server to the others, the last one stops it', async () => {
  const dataDir = copyOfMade('shared');
  const first = await open(dataDir);
  const second = await open(dataDir);
  const pid = await serverPid(second);
  await first.close();
  expect((await second.pool('owner').query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  await second.close();
  expect(isRunning(pid)).toBe(false);
});

test('a second service on the same directory is told who holds it', async () => {
  const dataDir = copyOfMade('claimed');
  const { child } = await startWriter(dataDir, 'serve', 'exclusive');
  await expect(open(dataDir, true)).rejects.toThrow(
    new RegExp(`已有服务在运行：进程号 ${child.pid}，命令“serve”，自\\d{4}年`),
  );
  const plain = await open(dataDir);
  await plain.close();
  child.kill('SIGTERM');
  await once(child, 'close');
  await (await open(dataDir, true)).close();
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the server cleanly', async (signal) => {
  const dataDir = copyOfMade(signal);
  const { child, server } = await startWriter(dataDir, 'serve', 'shared', 'write');
  child.kill(signal);
  const [, endedBy] = (await once(child, 'close')) as [number | null, string | null];
  expect(endedBy).toBe(signal);
  expect(isRunning(server)).toBe(false);
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test('a killed command leaves its server running; the next one attaches to it and stops it', async () => {
  const dataDir = copyOfMade('killed-node');
  const { child, server } = await startWriter(dataDir, 'serve', 'exclusive', 'write');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(isRunning(server)).toBe(true);
  const next = await open(dataDir, true);
  expect(await serverPid(next)).toBe(server);
  await next.close();
  expect(isRunning(server)).toBe(false);
});

test('no acknowledged write is lost when the server is killed while writing', async () => {
  const dataDir = copyOfMade('killed-server');
  const { child, server, lines } = await startWriter(dataDir, 'import', 'shared', 'write');
  while (lines.length < 200) await new Promise((resolve) => setTimeout(resolve, 10));
  process.kill(server, 'SIGKILL');
  await once(child, 'close');
  const db = await open(dataDir);
  expect(await serverPid(db)).not.toBe(server);
  const count = await db
    .pool('owner')
    .query<{ n: number }>('select count(*) as n from number_written where n <= $1', [lines.length]);
  expect(lines.length).toBeGreaterThanOrEqual(200);
  expect(count.rows[0]?.n).toBe(lines.length);
  await db.close();
});

test('a postmaster.pid naming another living program does not keep the server from starting', async () => {
  const dataDir = copyOfMade('stale');
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n/nowhere\n\n\nready   \n`);
  const db = await open(dataDir);
  expect(await serverPid(db)).not.toBe(process.pid);
  await db.close();
});

test('a data directory of another major version is refused with a sentence', async () => {
  const dataDir = copyOfMade('old');
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  await expect(open(dataDir)).rejects.toThrow('是 PostgreSQL 17 的格式，本程序带的是 18');
});

test.runIf(process.getuid?.() === 0)('root keeps the cluster elsewhere when the account cannot enter', async () => {
  const closed = join(home, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const dataDir = join(closed, 'data');
  process.env['JIANJIA_STATE_DIR'] = join(home, 'state');
  try {
    const db = await open(dataDir);
    expect((await db.pool('owner').query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await db.close();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const pointer = JSON.parse(readFileSync(join(dataDir, 'postgres-location.json'), 'utf8')) as { cluster: string };
    expect(pointer.cluster.startsWith(join(home, 'state'))).toBe(true);
    cpSync(dataDir, join(closed, 'copy'), { recursive: true });
    await expect(open(join(closed, 'copy'))).rejects.toThrow('是从');
  } finally {
    delete process.env['JIANJIA_STATE_DIR'];
  }
});
