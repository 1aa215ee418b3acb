import { spawn, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { DEMO_KEYS, run } from './testing/run.ts';

const COMMAND = fileURLToPath(new URL('../bin/jianjia.js', import.meta.url));
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.drop());

/** A command that serves; `address` rejects when it ends before that. */
function serving(verb: 'serve' | 'start', tied = false) {
  const env = { ...process.env, ...DEMO_KEYS, DATABASE_URL: db.url };
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(tied ? (['ipc'] as const) : [])];
  const child = spawn(process.execPath, [COMMAND, verb], { env, stdio });
  const said = { out: '', err: '' };
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (said.err += piece));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  // The service writes to the same place: this ends when both have ended.
  const silent = new Promise<void>((resolve) => child.stdout?.once('close', resolve));
  const address = new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      said.out += piece;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out) ?? [];
      if (found) resolve(found);
    });
    child.on('close', () => reject(new Error(`ended before it served: ${said.err}`)));
  });
  return {
    said,
    address,
    ended,
    silent,
    stop: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
    letGo: () => child.disconnect(),
  };
}

test('serve answers on this machine, is the only one on its database, and stops cleanly when told', async () => {
  const service = serving('serve');
  try {
    const address = await service.address;
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    const second = await run(db.url, ['serve']);
    expect(second).toMatchObject({ status: 1, out: '' });
    expect(second.err).toContain('已有服务在运行');
  } finally {
    service.stop();
  }
  expect({ status: await service.ended, err: service.said.err }).toEqual({ status: 0, err: '' });
});

test.each(['killed', 'left alone by its starter'])('a command that is %s leaves no service behind', async (how) => {
  const service = serving('serve', true);
  try {
    const address = await service.address;
    if (how === 'killed') service.kill();
    else service.letGo();
    await vi.waitFor(() => expect(fetch(address)).rejects.toThrow('fetch failed'), { timeout: 20_000, interval: 100 });
    expect(service.said.err).toBe('');
  } finally {
    service.kill();
    // Until the service behind the command has ended it holds the database.
    await service.silent;
  }
});

test('start fills an empty database with the demo city once, prints the summary and serves it', async () => {
  const counts: unknown[] = [];
  for (const round of [1, 2]) {
    const service = serving('start');
    try {
      const address = await service.address;
      expect(await (await fetch(address)).text()).toContain('demo-city');
    } finally {
      service.stop();
    }
    expect(await service.ended).toBe(0);
    expect(service.said.out).toMatch(/企业工会\s*│\s*\d+/);
    expect(service.said.err.includes('示例城市')).toBe(round === 1);
    counts.push((await db.owner.query('select count(*) as n from people.member')).rows[0]);
  }
  expect(counts[0]).toEqual(counts[1]);
});
