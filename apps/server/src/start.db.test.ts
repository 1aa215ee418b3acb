import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';

const SERVICE = fileURLToPath(new URL('../bin/jianjia-server.js', import.meta.url));
let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'jianjia-server-'));
});

afterAll(async () => {
  await db.drop();
  await rm(folder, { recursive: true });
});

/** The service as a process; `address` is where it listens, or null when it ended before that. */
function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [...args], { env: { ...process.env, DATABASE_URL: db.url, ...env } });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const address = new Promise<string | null>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(piece) ?? [];
      if (found) resolve(found);
    });
    child.on('close', () => resolve(null));
  });
  return { address, ended, err: () => err, stop: () => child.kill('SIGTERM') };
}

test.each<[Record<string, string>, string]>([
  [{ JIANJIA_ORIGIN: 'http://union.example.cn' }, '明文传送'],
  [{ JIANJIA_HOST: '0.0.0.0' }, 'JIANJIA_ORIGIN'],
  [{ JIANJIA_ORIGIN: 'https://union.example.cn' }, 'JIANJIA_TRUST_PROXY'],
  [
    { JIANJIA_ORIGIN: 'https://union.example.cn', JIANJIA_TRUST_PROXY: '127.0.0.1', JIANJIA_METRICS_TOKEN: 'changeme' },
    'JIANJIA_METRICS_TOKEN',
  ],
])('with %j it refuses to start', async (env, words) => {
  const service = start([SERVICE], env);
  expect(await service.address).toBeNull();
  expect(await service.ended).toBe(1);
  expect(service.err()).toMatch(/^没有启动：/);
  expect(service.err()).toContain(words);
});

test('it does not listen when a check fails', async () => {
  const [index, kernel] = ['@jianjia/server-app', '@jianjia/kernel'];
  const program = `
    import { main } from '${index}';
    import { Problem } from '${kernel}';
    process.exitCode = await main([], [async () => { throw new Problem('x.y', 'invalid', '没有启动：检查不通过。'); }]);`;
  const service = start(['--input-type=module', '-e', program], {});
  expect(await service.address).toBeNull();
  expect([await service.ended, service.err().trim()]).toEqual([1, '没有启动：检查不通过。']);
});

test('behind https nobody sees anything without a session; requests are logged without their query', async () => {
  const log = join(folder, 'requests.log');
  const token = 'kq8Zr2mX0vLw93TbYd5n';
  const service = start([SERVICE], {
    JIANJIA_ORIGIN: 'https://union.example.cn',
    JIANJIA_TRUST_PROXY: '127.0.0.1',
    JIANJIA_METRICS_TOKEN: token,
    JIANJIA_LOG: log,
  });
  try {
    const address = await service.address;
    const page = await fetch(`${address}/tree?q=geheim`, { redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?to=%2Ftree%3Fq%3Dgeheim']);
    expect(page.headers.get('strict-transport-security')).toContain('max-age');
    expect((await fetch(`${address}/api/summary`)).status).toBe(401);
    expect((await fetch(`${address}/metrics`)).status).toBe(403);
    const metrics = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(await metrics.text()).toContain('db_pool_connections');
  } finally {
    service.stop();
  }
  expect([await service.ended, service.err()]).toEqual([0, '']);
  const lines = await readFile(log, 'utf8');
  expect(lines).toMatch(/"method":"GET","route":"\/tree","status":303/);
  expect(lines).not.toContain('geheim');
});
