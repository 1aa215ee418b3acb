import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import type { UploadedPart } from '@jianjia/http';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { testVault } from '@jianjia/people/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRegisters } from './records/import-registers.ts';
import { sweepUploads } from './records/upload-folder.ts';

const db = await testDatabase();
const uploads = join(mkdtempSync(join(tmpdir(), 'reports-')), 'uploads');
let chair: Acting;
let clerk: Acting;

beforeAll(async () => {
  await plantForest(db.owner);
  chair = await actAs(db, 'chair', 'A111');
  clerk = await actAs(db, 'clerk', 'A111');
  await sweepUploads(uploads);
});
afterAll(async () => {
  rmSync(join(uploads, '..'), { recursive: true, force: true });
  await db.drop();
});

const CSV = 'meeting_no,union_code,kind,held_on\n';
async function* files(...names: readonly string[]): AsyncGenerator<UploadedPart> {
  for (const name of names) yield { kind: 'file', field: 'file', name, content: Readable.from([Buffer.from(CSV)]) };
}
const deps = (acting: Acting) => ({ acting, system: db.system, vault: testVault, uploads });

test('what a killed service left is removed at the next start, nothing else; the folder is for one user', async () => {
  const left = join(uploads, 'jianjia-upload-x');
  mkdirSync(left);
  writeFileSync(join(left, 'members.csv'), '11010519491231002X');
  mkdirSync(join(uploads, 'jianjia-export-y'));
  writeFileSync(join(uploads, 'other'), '');
  await sweepUploads(uploads);
  expect(readdirSync(uploads)).toEqual(['other']);
  expect(statSync(uploads).mode & 0o777).toBe(0o700);
  rmSync(join(uploads, 'other'));
});

test('files lie in that folder while they are read, and nowhere afterwards', async () => {
  const seen: string[] = [];
  async function* watched(): AsyncGenerator<UploadedPart> {
    yield* files('meetings.csv');
    seen.push(...readdirSync(uploads));
  }
  expect((await importRegisters(deps(chair), watched())).status).toBe(0);
  expect(seen).toHaveLength(1);
  expect(readdirSync(uploads)).toEqual([]);
});

test('too much together, or a disk without room, is refused and leaves nothing', async () => {
  const small = { ...deps(chair), mostBytes: CSV.length + 1 };
  await expect(importRegisters(small, files('meetings.csv', 'elections.csv'))).rejects.toMatchObject({
    id: 'reports.tooMuch',
  });
  const full = { ...deps(chair), reserve: 1e18 };
  await expect(importRegisters(full, files('meetings.csv'))).rejects.toMatchObject({ id: 'reports.diskFull' });
  expect(existsSync(uploads)).toBe(true);
  expect(readdirSync(uploads)).toEqual([]);
});

test('an account imports once at a time; others do not wait for it, but not everybody at once', async () => {
  let go = (): void => {};
  const waiting = new Promise<void>((resolve) => (go = resolve));
  let begun = 0;
  async function* slow(): AsyncGenerator<UploadedPart> {
    begun++;
    await waiting;
    yield* files('meetings.csv');
  }
  const first = importRegisters(deps(chair), slow());
  await expect.poll(() => begun).toBe(1);
  await expect(importRegisters(deps(chair), files('meetings.csv'))).rejects.toMatchObject({ id: 'reports.importRuns' });
  expect((await importRegisters(deps(clerk), files('meetings.csv'))).status).toBe(0);
  const more = [importRegisters(deps(clerk), slow()), importRegisters(deps(await actAs(db, 'chair', 'A112')), slow())];
  await expect.poll(() => begun).toBe(3);
  await expect(importRegisters(deps(await actAs(db, 'chair', 'A12')), files())).rejects.toMatchObject({
    id: 'reports.importsRun',
  });
  go();
  expect((await Promise.all([first, ...more])).map(({ status }) => status)).toEqual([0, 0, 0]);
  expect((await importRegisters(deps(chair), files('meetings.csv'))).status).toBe(0);
});
