import { afterEach, expect, test, vi } from 'vitest';
import { appUrl } from './app-address.ts';

afterEach(() => vi.unstubAllEnvs());

test('the login of the application has a password that only the owner can work out', () => {
  const one = new URL(appUrl('postgresql://owner:secret@db:5432/union'));
  const other = new URL(appUrl('postgresql://owner:other@db:5432/union'));
  expect(one.username).toBe('owner_login');
  expect(one.password).toHaveLength(43);
  expect(one.password).not.toBe(other.password);
});

test.each(['postgresql://owner@db/union', 'postgresql://owner:@db/union', 'postgresql://db/union'])(
  'an owner without a password gives none: %s',
  (url) => {
    expect(() => appUrl(url)).toThrow('DATABASE_URL 中没有口令');
    vi.stubEnv('JIANJIA_APP_DATABASE_URL', 'postgresql://web:given@db/union');
    expect(appUrl(url)).toBe('postgresql://web:given@db/union');
  },
);
