import { expect, test } from 'vitest';
import { sessionUrl } from './pool.ts';

const options = (url: string): string | null => new URL(url).searchParams.get('options');

test('every session speaks UTC and ISO; the application takes its role', () => {
  expect(options(sessionUrl('postgresql://a:b@h/d', 'owner'))).toBe(
    '-c timezone=UTC -c datestyle=ISO,YMD -c temp_buffers=256MB',
  );
  expect(options(sessionUrl('postgresql://a:b@h/d', 'app'))).toBe(
    '-c timezone=UTC -c datestyle=ISO,YMD -c temp_buffers=256MB -c role=jianjia_app',
  );
  expect(options(sessionUrl('postgresql://a:b@h/d', 'system'))).toContain('-c role=jianjia_system');
});

test('what the address says already stays, and comes first so that it loses', () => {
  const url = sessionUrl('postgresql://a:b%40c@h:5433/%E5%BA%93?sslmode=require&options=-c%20role%3Dpostgres', 'app');
  expect(options(url)).toBe(
    '-c role=postgres -c timezone=UTC -c datestyle=ISO,YMD -c temp_buffers=256MB -c role=jianjia_app',
  );
  expect(url).toContain('a:b%40c@h:5433/%E5%BA%93');
  expect(new URL(url).searchParams.get('sslmode')).toBe('require');
});
