import { expect, test } from 'vitest';
import { serverSettings } from './settings.ts';

test('only throwaway databases risk a write', () => {
  const risky = new Set(['fsync', 'full_page_writes', 'synchronous_commit']);
  expect(Object.keys(serverSettings('lasting')).filter((name) => risky.has(name))).toEqual([]);
  expect(serverSettings('throwaway')).toMatchObject({ fsync: 'off', synchronous_commit: 'off' });
});

test('memory stays polite', () => {
  const settings = serverSettings('lasting');
  const megabytes = (name: string): number => Number.parseInt(settings[name] ?? '', 10);
  expect(megabytes('shared_buffers')).toBeGreaterThanOrEqual(64);
  expect(megabytes('shared_buffers')).toBeLessThanOrEqual(512);
  expect(megabytes('work_mem')).toBeLessThanOrEqual(64);
  expect(settings['jit']).toBe('off');
});
