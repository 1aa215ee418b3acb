import { expect, test } from 'vitest';
import { checkSecrets, settingsOf } from './settings.ts';

test('by default only this machine, the first free port', () => {
  expect(settingsOf({}, {})).toEqual({
    host: '127.0.0.1',
    port: null,
    origin: null,
    trustProxy: [],
    metricsToken: null,
    oidcFile: null,
    works: 1,
    log: null,
  });
});

test('open to others only together with an https address', () => {
  const env = { JIANJIA_ORIGIN: 'https://union.example.cn', JIANJIA_TRUST_PROXY: '10.0.0.2, 10.0.0.3' };
  expect(settingsOf(env, { host: '0.0.0.0', port: '80' })).toMatchObject({
    host: '0.0.0.0',
    port: 80,
    trustProxy: ['10.0.0.2', '10.0.0.3'],
  });
  expect(settingsOf({ ...env, JIANJIA_HOST: '10.0.0.1' }, {}).host).toBe('10.0.0.1');
  for (const given of [{}, { JIANJIA_ORIGIN: 'http://127.0.0.1:7070' }, { JIANJIA_ORIGIN: 'http://localhost:7070' }]) {
    expect(() => settingsOf(given, { host: '0.0.0.0' })).toThrow('必须同时用 JIANJIA_ORIGIN 写明 https 网址');
  }
});

test('behind https the proxy is named, or all users would be one address', () => {
  const env = { JIANJIA_ORIGIN: 'https://union.example.cn' };
  for (const JIANJIA_TRUST_PROXY of [undefined, '', ' , ']) {
    expect(() => settingsOf({ ...env, JIANJIA_TRUST_PROXY }, {})).toThrow('没有用 JIANJIA_TRUST_PROXY 写明');
  }
  expect(settingsOf({ ...env, JIANJIA_TRUST_PROXY: '127.0.0.1' }, {}).trustProxy).toEqual(['127.0.0.1']);
  expect(settingsOf({ JIANJIA_ORIGIN: 'http://localhost:7070' }, {}).trustProxy).toEqual([]);
});

test.each([
  ['http://union.example.cn', '明文传送'],
  ['http://127.0.0.1.example.cn', '明文传送'],
  ['ftp://union.example.cn', '只到端口为止'],
  ['union.example.cn', '只到端口为止'],
  ['https://union.example.cn/app', '只到端口为止'],
  ['https://user:x@union.example.cn', '只到端口为止'],
])('the address %s is refused', (origin, sentence) => {
  expect(() => settingsOf({ JIANJIA_ORIGIN: origin }, {})).toThrow(sentence);
});

test('secrets that everybody knows are refused once others can reach the service', () => {
  const open = new URL('https://union.example.cn');
  for (const secret of ['demo', 'changeme', 'short', 'aaaaaaaaaaaaaaaaaaaa', '12345678901234567890']) {
    const env = { JIANJIA_METRICS_TOKEN: secret };
    expect(() => checkSecrets(env, open), secret).toThrow('JIANJIA_METRICS_TOKEN 是示例里的或太短的口令');
    expect(() => checkSecrets(env, null)).not.toThrow();
    expect(() => checkSecrets(env, new URL('http://127.0.0.1:7070'))).not.toThrow();
  }
  expect(() => checkSecrets({ JIANJIA_METRICS_TOKEN: 'q7Vw2mZr9KfL4xTb' }, open)).not.toThrow();
});

test('works of the census are done by the service, by several at once, or by others', () => {
  expect(settingsOf({ JIANJIA_WORKS: '0' }, {}).works).toBe(0);
  expect(settingsOf({ JIANJIA_WORKS: '4' }, {}).works).toBe(4);
  for (const wrong of ['9', '-1', 'many']) {
    expect(() => settingsOf({ JIANJIA_WORKS: wrong }, {})).toThrow('JIANJIA_WORKS');
  }
});
