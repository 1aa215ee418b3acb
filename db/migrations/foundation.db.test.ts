import { afterAll, describe, expect, test } from 'vitest';
import { migrate } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { listMigrations } from './index.ts';

const db = await testDatabase();
afterAll(() => db.drop());

test('identifiers are UUIDs of version 7, ordered by time', async () => {
  const clock = async () => {
    const { rows: found } = await db.system.query<{ at: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
    );
    return found[0]?.at ?? 0;
  };
  const before = await clock();
  const { rows } = await db.system.query<{ id: string }>(
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

describe.each(['app', 'system'] as const)('the role of the %s pool', (pool) => {
  const role = `jianjia_${pool}`;

  test('owns nothing, makes nothing and cannot log in', async () => {
    expect((await db[pool].query('select current_user::text as who')).rows).toEqual([{ who: role }]);
    const flags = await db.owner.query('select rolcanlogin, rolsuper, rolcreaterole from pg_roles where rolname = $1', [
      role,
    ]);
    expect(flags.rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolcreaterole: false }]);
    const owned = await db.owner.query(`select from pg_class where relowner = $1::regrole`, [role]);
    expect(owned.rowCount).toBe(0);
    for (const sql of ['create table public.mine (n integer)', 'create table kernel.mine (n integer)']) {
      await expect(db[pool].query(sql)).rejects.toThrow('permission denied');
    }
    await expect(db[pool].query('delete from kernel.migration')).rejects.toThrow('permission denied');
  });
});

test('a request cannot leave its role: its login owns nothing and has no other', async () => {
  for (const sql of ['set role jianjia_system', 'set role jianjia']) {
    await expect(db.app.query(sql), sql).rejects.toThrow('permission denied');
  }
  const client = await db.app.connect();
  try {
    await client.query('reset role');
    const { rows } = await client.query(
      'select current_user::text = session_user::text as own, rolsuper from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ own: false, rolsuper: false }]);
    await client.query('set role none');
    await expect(client.query('select from people.member')).rejects.toThrow('permission denied');
  } finally {
    client.release(true);
  }
});

test('the line of migrations is whole and applied once', async () => {
  expect(listMigrations().map((migration) => migration.number)).toEqual(listMigrations().map((_, index) => index + 1));
  expect((await migrate(db.owner, listMigrations())).applied).toEqual([]);
});
