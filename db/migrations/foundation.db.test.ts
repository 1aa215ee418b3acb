import { afterAll, expect, test } from 'vitest';
import { migrate } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { listMigrations } from './index.ts';

const db = await testDatabase();
afterAll(() => db.drop());

test('identifiers are UUIDs of version 7, ordered by time', async () => {
  const clock = async () => {
    const { rows: found } = await db.app.query<{ at: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
    );
    return found[0]?.at ?? 0;
  };
  const before = await clock();
  const { rows } = await db.app.query<{ id: string }>(
    'select kernel.uuid_v7()::text as id from generate_series(1, 2000)',
  );
  const after = await clock();
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(rows.filter((row) => !pattern.test(row.id))).toEqual([]);
  expect(new Set(rows.map((row) => row.id)).size).toBe(2000);
  const millis = rows.map((row) => Number.parseInt(row.id.replaceAll('-', '').slice(0, 12), 16));
  expect(millis.every((value) => value >= Math.floor(before) - 1 && value <= Math.ceil(after))).toBe(true);
  expect(millis).toEqual([...millis].sort((a, b) => a - b));
});

test('the application role owns nothing, makes nothing and cannot log in', async () => {
  expect((await db.app.query('select current_user::text as who')).rows).toEqual([{ who: 'jianjia_app' }]);
  const role = await db.owner.query(
    `select rolcanlogin, rolsuper, rolcreaterole from pg_roles where rolname = 'jianjia_app'`,
  );
  expect(role.rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolcreaterole: false }]);
  const owned = await db.owner.query(`select from pg_class where relowner = 'jianjia_app'::regrole`);
  expect(owned.rowCount).toBe(0);
  await expect(db.app.query('create table public.mine (n integer)')).rejects.toThrow('permission denied');
  await expect(db.app.query('create table kernel.mine (n integer)')).rejects.toThrow('permission denied');
  await expect(db.app.query('delete from kernel.migration')).rejects.toThrow('permission denied');
});

test('the line of migrations is whole and applied once', async () => {
  expect(listMigrations().map((migration) => migration.number)).toEqual(listMigrations().map((_, index) => index + 1));
  expect((await migrate(db.owner, listMigrations())).applied).toEqual([]);
});
