import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Place, socketDirectory } from './place.ts';

const home = mkdtempSync(join(tmpdir(), 'jianjia-place-'));
const removed: string[] = [];
const usual = process.env['TMPDIR'];
afterEach(() => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function place(name: string): Place {
  return { dataDir: home, cluster: join(home, name), logFile: join(home, 'log'), account: null };
}

function made(name: string): string {
  const directory = socketDirectory(place(name));
  removed.push(directory);
  return directory;
}

afterAll(() => removed.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

test('a directory is closed to others, the same for the same cluster and another for another', () => {
  const one = made('one');
  expect(statSync(one).mode & 0o777).toBe(0o700);
  expect(made('one')).toBe(one);
  expect(made('two')).not.toBe(one);
});

test('a directory somebody else could enter is not taken over', () => {
  const one = made('watched');
  chmodSync(one, 0o755);
  expect(made('watched')).not.toBe(one);
});

test.each(['/nowhere', `/tmp/${'long'.repeat(30)}`])('the temporary directory %s gives way to another', (tmp) => {
  process.env['TMPDIR'] = tmp;
  const directory = made('fallen-back');
  expect(directory.startsWith(tmp)).toBe(false);
  expect(Buffer.byteLength(directory)).toBeLessThan(90);
});
