import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProviders } from './oidc-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianjia-oidc-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CITY = {
  id: 'city',
  title: '市民统一登录',
  issuer: 'https://login.example.cn',
  clientId: 'jianjia',
  clientSecret: 'geheim-geheim',
  claim: 'preferred_username',
  redirectUri: 'https://union.example.cn/sign-in/oidc',
};

function file(content: unknown, mode = 0o600): string {
  const path = join(folder, 'oidc.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
  return path;
}

test('a list of services is read', () => {
  const whole = { ...CITY, phoneClaim: 'phone_number', phoneVerifiedByProvider: true, scope: 'openid phone' };
  expect(readProviders(file([CITY, { ...whole, id: 'province' }]))).toEqual([CITY, { ...whole, id: 'province' }]);
  expect(readProviders(file([]))).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{"clientSecret": geheim', '不是有效的 JSON'],
  ['no list', CITY, '要写成 JSON 列表'],
  ['a missing setting', [{ ...CITY, clientSecret: undefined }], '第 1 个服务的 clientSecret 要写成文字'],
  ['an unknown setting', [{ ...CITY, phone: 'x' }], '第 1 个服务有不认识的设置 phone'],
  ['plain http', [CITY, { ...CITY, id: 'b', issuer: 'http://login.example.cn' }], '第 2 个服务的 issuer 必须是 https'],
  ['another id', [{ ...CITY, id: 'City 1' }], '第 1 个服务的 id 只能用小写字母'],
  ['one id twice', [CITY, CITY], '有两个服务的 id 相同'],
  ['text for a switch', [{ ...CITY, phoneVerifiedByProvider: 'true' }], '只能写 true 或 false'],
])('refused with a sentence that tells no secret: %s', (_what, content, sentence) => {
  const read = (): unknown => readProviders(file(content));
  expect(read).toThrow(sentence);
  expect(read).not.toThrow('geheim');
});

test('a file that others can read is refused, as is one that is not there', () => {
  for (const mode of [0o640, 0o604, 0o666]) expect(() => readProviders(file([CITY], mode))).toThrow('chmod 600');
  expect(() => readProviders(join(folder, 'none.json'))).toThrow('ENOENT');
});
