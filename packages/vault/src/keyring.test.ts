import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, test } from 'vitest';
import { DEMO_CONTENT, demoKeyring, initKeyring, openKeyring, type Keyring } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), '密钥 '));
const path = join(folder, 'new', 'keys.json');
const env = { JIANJIA_KEYS_FILE: path };
const open = (create = false, more: Readonly<Record<string, string>> = {}): Keyring =>
  openKeyring({ env: { ...env, ...more }, create });
const CONTEXT = 'people.member.phone/M1';

beforeEach(() => rmSync(join(folder, 'new'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('keys are made once, for the owner only, and are the same at the next start', () => {
  const first = open(true);
  const sealed = first.seal('13800005678', CONTEXT);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const second = open(true);
  expect(second.open(sealed, CONTEXT)).toBe('13800005678');
  expect(second.keys).toEqual(first.keys);
  expect(second.indexHash('phone', '1')).toEqual(first.indexHash('phone', '1'));
  expect(readdirSync(join(folder, 'new'))).toEqual(['keys.json']);
  expect(() => initKeyring(env)).toThrow('已经存在');
});

test('without a folder of one’s own they lie in the data directory; the cipher is chosen by the environment', () => {
  const keyring = initKeyring({ JIANJIA_DATA_DIR: join(folder, 'new'), JIANJIA_CIPHER: 'sm4-gcm' });
  expect(keyring.source).toBe(path);
  expect(keyring.current).toMatchObject({ version: 1, algorithm: 'sm4-gcm', retired: null });
  expect(keyring.open(keyring.seal('1', 'c'), 'c')).toBe('1');
  expect(() => openKeyring({ env: { JIANJIA_CIPHER: 'des', ...env }, create: true })).not.toThrow();
  rmSync(path);
  expect(() => openKeyring({ env: { JIANJIA_CIPHER: 'des', ...env }, create: true })).toThrow('没有“des”');
});

describe('a keyring that must not be used is refused with a sentence', () => {
  it('missing', () => {
    expect(() => open()).toThrow(expect.objectContaining({ id: 'vault.keysMissing' }));
    expect(existsSync(path)).toBe(false);
  });

  it('readable for others', () => {
    open(true);
    chmodSync(path, 0o640);
    expect(() => open()).toThrow(expect.objectContaining({ id: 'vault.keysOpenToOthers' }));
  });

  it('broken or incomplete, without repeating a word of it', () => {
    open(true);
    const good = JSON.parse(readFileSync(path, 'utf8')) as typeof DEMO_CONTENT;
    const [key] = good.dataKeys;
    const bad: readonly unknown[] = [
      [],
      { ...good, format: 'x' },
      { ...good, dataKeys: [] },
      { ...good, dataKeys: [key, key] },
      { ...good, dataKeys: [{ ...key, key: 'AAAA' }] },
      { ...good, dataKeys: [{ ...key, algorithm: 'sm4-gcm' }] },
      { ...good, dataKeys: [{ ...key, version: 65_536 }] },
      { ...good, indexKey: undefined },
      { ...good, signingKey: { ...good.signingKey, publicKey: DEMO_CONTENT.signingKey.publicKey } },
    ];
    for (const text of ['', '{"dataKeys":"secret', ...bad.map((one) => JSON.stringify(one))]) {
      writeFileSync(path, text);
      expect(() => open(), text).toThrow(expect.objectContaining({ id: 'vault.keysBroken' }));
      expect(() => open(), text).not.toThrow('secret');
    }
  });

  it('the published keys of the tests, also when only one of them is used', () => {
    expect(demoKeyring().isDemo).toBe(true);
    open(true);
    const own = JSON.parse(readFileSync(path, 'utf8')) as typeof DEMO_CONTENT;
    for (const content of [DEMO_CONTENT, { ...own, indexKey: DEMO_CONTENT.indexKey }]) {
      const keys = JSON.stringify(content);
      expect(() => open(false, { JIANJIA_KEYS: keys })).toThrow(expect.objectContaining({ id: 'vault.demoKeys' }));
      expect(open(false, { JIANJIA_KEYS: keys, JIANJIA_DEMO: '1' }).isDemo).toBe(true);
      writeFileSync(path, keys);
      expect(() => open()).toThrow('公开的演示密钥');
    }
  });
});

test('keys may come wholly from the environment, and are then not rewritten', () => {
  const sealed = open(true).seal('x', CONTEXT);
  const keys = readFileSync(path, 'utf8');
  rmSync(path);
  const keyring = open(false, { JIANJIA_KEYS: keys });
  expect(keyring.open(sealed, CONTEXT)).toBe('x');
  expect(() => keyring.addKey('sm4-gcm', new Date())).toThrow('JIANJIA_KEYS');
});

test('a running service takes up a new key: at once to open, within seconds to seal', () => {
  open(true);
  let now = 1_000_000;
  const service = openKeyring({ env, create: false, now: () => now });
  const before = service.seal('old', CONTEXT);
  const other = open();
  expect(other.addKey('sm4-gcm', new Date(0))).toMatchObject({ version: 2, algorithm: 'sm4-gcm' });
  expect(service.seal('a', CONTEXT).subarray(0, 3).toString('hex')).toBe('010001');
  expect(service.open(other.seal('new', CONTEXT), CONTEXT)).toBe('new');
  const third = other.addKey('aes-256-gcm', new Date(0));
  now += 3000;
  expect(service.seal('a', CONTEXT).subarray(0, 3).toString('hex')).toBe('010003');
  expect(service.current).toEqual(third);
  expect(service.open(before, CONTEXT)).toBe('old');
  expect(() => service.open(Buffer.concat([Buffer.from('01ffff', 'hex'), before.subarray(3)]), CONTEXT)).toThrow(
    '第 65535 版',
  );
});

test('a retired version seals no more but opens; with all retired nothing is sealed', () => {
  const keyring = open(true);
  const sealed = keyring.seal('old', CONTEXT);
  keyring.addKey('aes-256-gcm', new Date(0));
  keyring.retire(2, new Date(0));
  expect(keyring.current.version).toBe(1);
  keyring.retire(1, new Date(0));
  expect(keyring.keys.map(({ retired }) => retired)).toEqual(['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z']);
  expect(() => keyring.seal('x', CONTEXT)).toThrow(expect.objectContaining({ id: 'vault.noCurrentKey' }));
  expect(keyring.open(sealed, CONTEXT)).toBe('old');
});

test('signatures are checked by bytes, signature and key', () => {
  const [one, two] = [open(true), demoKeyring()];
  const bytes = Buffer.from('head of the journal');
  const signature = one.sign(bytes);
  expect(signature).toHaveLength(64);
  expect(one.verify(bytes, signature, one.signingKeyId)).toBe(true);
  expect(one.verify(Buffer.from('other'), signature, one.signingKeyId)).toBe(false);
  expect(one.verify(bytes, signature, two.signingKeyId)).toBe(false);
  expect(two.verify(bytes, signature, two.signingKeyId)).toBe(false);
  expect(one.publicKey).toContain('PUBLIC KEY');
});
