import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { COUNTY, folderOf, run, type Ran } from './testing/run.ts';

const work = mkdtempSync(join(tmpdir(), 'jianjia-keys-'));
const keyFile = join(work, '密钥.json');
const phone = (n: number): string => `1380000567${n}`;
let db: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [db, other] = [await testDatabase(), await testDatabase()];
});

afterAll(async () => {
  await db.drop();
  await other.drop();
  rmSync(work, { recursive: true, force: true });
});

const from = (file: string) => ({ env: { JIANJIA_KEYS: '', JIANJIA_DEMO: '', JIANJIA_KEYS_FILE: file } });
const jianjia = (...args: string[]): Promise<Ran> => run(db.url, args, from(keyFile));

const members = [
  'member_no,union_code,name,id_type,id_number,phone,joined_on,updated_on',
  ...Array.from({ length: 8 }, (_, n) => `M${n},WORKS,示例会员,passport,E${n},${phone(n)},2020-01-01,2026-06-01`),
];

test('keys are made at the first import, and from then on nothing is readable without them', async () => {
  const files = { ...COUNTY, 'members.csv': `${members.join('\n')}\n` };
  const imported = await jianjia('import', folderOf(work, 'in', files));
  expect({ status: imported.status, err: imported.err }).toEqual({ status: 0, err: '' });
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  const status = await jianjia('keys', 'status');
  expect(status.out).toMatch(/1.*aes-256-gcm.*使用中.*16/);
  expect(status.out).toContain(keyFile);
  expect(status.out).not.toContain((JSON.parse(readFileSync(keyFile, 'utf8')) as Keys).dataKeys[0]?.key);
  const without = await run(db.url, ['export', join(work, 'none')], from(join(work, 'missing.json')));
  expect(without).toMatchObject({ status: 1, out: '' });
  expect(without.err).toContain('找不到密钥文件');
});

interface Keys {
  readonly dataKeys: readonly { readonly key: string }[];
}

test('rotate adds a version and seals everything with it, retire takes the old one out of use', async () => {
  expect((await jianjia('keys', 'retire', '1')).err).toContain('现在使用的密钥');
  const rotated = await jianjia('keys', 'rotate', '--cipher', 'sm4-gcm');
  expect({ status: rotated.status, out: rotated.out }).toEqual({
    status: 0,
    out: '已换用第 2 版密钥（sm4-gcm），重新加密了 16 个号码。\n',
  });
  expect(rotated.err).toContain('16 / 16（100%）');
  expect((await jianjia('keys', 'retire', '1')).out).toBe('第 1 版密钥已停用。\n');
  const status = await jianjia('keys', 'status');
  expect(status.out).toMatch(/1.*停用.*0/);
  expect(status.out).toMatch(/2.*sm4-gcm.*使用中.*16/);
  expect((await jianjia('export', join(work, 'out'))).status).toBe(0);
  expect(readFileSync(join(work, 'out', 'members.csv'), 'utf8')).toContain(phone(7));
});

test('a rotation that is killed is brought to its end by the next one, without a further key', async () => {
  const rows = Array.from({ length: 6000 }, (_, n) => `N${n},WORKS,示例会员,passport,N${n},,2020-01-01,2026-06-01`);
  const folder = folderOf(work, 'many', { 'members.csv': [members[0], ...rows].join('\n') });
  expect((await jianjia('import', folder)).status).toBe(0);
  const killed = await run(db.url, ['keys', 'rotate'], { ...from(keyFile), killAt: '已重新加密' });
  expect({ status: killed.status, out: killed.out }).toEqual({ status: null, out: '' });
  const status = await jianjia('keys', 'status');
  expect(status.out).toMatch(/2 .*只用于解密 .* [1-9]/);
  expect(status.out).toMatch(/3 .*使用中 .* [1-9]/);
  const resumed = await jianjia('keys', 'rotate');
  expect(resumed.out).toMatch(/^已接着完成上次没有做完的换钥，现在使用第 3 版密钥/);
  expect((await jianjia('keys', 'status')).out).toMatch(/3 .*使用中 .*6,016/);
  expect((await jianjia('export', join(work, 'out'))).status).toBe(0);
  expect(readFileSync(join(work, 'out', 'members.csv'), 'utf8')).toContain('N5999,WORKS,,示例会员,passport,N5999,');
});

test('a backup comes without keys: restored beside other keys it is refused, with its own it is read', async () => {
  const file = join(work, 'backup.tar.gz');
  const saved = await jianjia('backup', file);
  expect(saved.err).toContain('备份里没有密钥');
  expect((await jianjia('backup', '--help')).out).toContain('密钥不在备份里');
  const wrong = join(work, 'wrong.json');
  const inited = await run(other.url, ['keys', 'init'], from(wrong));
  expect(inited).toMatchObject({ status: 0, out: `已生成密钥文件 ${wrong}（aes-256-gcm）。\n` });
  expect((await run(other.url, ['keys', 'init'], from(wrong))).err).toContain('已经存在');
  const restored = await run(other.url, ['restore', file], from(wrong));
  expect(restored.status).toBe(1);
  expect(restored.err).toMatch(/数据已经恢复，但还不能使用。密钥与数据库不配套.*不必重新恢复/);
  const folder = join(work, 'restored');
  expect((await run(other.url, ['export', folder], from(wrong))).err).toContain('密钥与数据库不配套');
  const exported = await run(other.url, ['export', folder], from(keyFile));
  expect(exported).toMatchObject({
    status: 0,
    err: expect.stringMatching(/^注意：这些文件含明文个人信息[^\n]+\n$/) as string,
  });
  expect(readFileSync(join(folder, 'members.csv'))).toEqual(readFileSync(join(work, 'out', 'members.csv')));
});

test('a broken key file is told in a sentence that repeats nothing of it', async () => {
  const broken = join(work, 'broken.json');
  writeFileSync(broken, readFileSync(keyFile, 'utf8').slice(0, -20), { mode: 0o600 });
  const { status, err } = await run(db.url, ['keys', 'status'], from(broken));
  expect({ status, err }).toEqual({
    status: 1,
    err: expect.stringMatching(/^密钥（.*）内容不完整或已损坏[^\n]+\n$/) as string,
  });
});
