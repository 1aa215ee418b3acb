import { copyOut, migrate } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { members } from '@jianjia/people/contract';
import { openVault } from '@jianjia/registers/exchange';
import { DEMO_CONTENT, demoKeyring } from '@jianjia/vault';
import { afterAll, expect, test } from 'vitest';
import { declared, storedColumns } from './declared.ts';
import { listMigrations } from './index.ts';

const db = await testDatabase({ empty: true });
afterAll(() => db.drop());

const MEMBERS = 4500;
const env = { JIANJIA_KEYS: JSON.stringify(DEMO_CONTENT), JIANJIA_DEMO: '1' };
const pools = { system: db.system, owner: db.owner };
const before = listMigrations().filter((migration) => migration.number <= 10);

async function textOf(table: string): Promise<string> {
  const client = await db.owner.connect();
  let text = '';
  for await (const piece of copyOut(client, `copy ${table} to stdout`)) text += piece.toString();
  client.release();
  return text;
}

async function columns(): Promise<Record<string, string>> {
  const { rows } = await db.owner.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end as type
    from pg_attribute where attrelid = 'people.member'::regclass and attnum > 0 and not attisdropped`,
  );
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]));
}

test('a database that held plain numbers is sealed at the next start, history included, and goes on when broken off', async () => {
  await migrate(db.owner, before);
  await db.owner.query(`insert into organisations.union (union_code, name, kind, division_code, founded_on)
    values ('C1', '示例市总工会', 'city', '3408', '2000-01-01')`);
  await db.owner.query(
    `insert into people.member (member_no, union_id, name, id_type, id_number, phone, joined_on, updated_on)
    select 'M' || n, union_id, '张三', 'other', case when n % 3 > 0 then 'ID-7700' || n end,
      case when n % 2 > 0 then '1385550' || n end, '2020-01-01', '2024-01-01'
    from generate_series(1, $1::int) n, organisations.union`,
    [MEMBERS],
  );
  await db.owner.query(`insert into kernel.register_history (register, key, old)
    select 'members', member_no, to_jsonb(m) from people.member m`);
  expect(await textOf('people.member')).toContain('1385550');
  await migrate(db.owner, listMigrations());
  expect(Object.keys(await columns())).toContain('phone_plain');

  // The first start ends after the first batch.
  let batches = 0;
  const owner = new Proxy(db.owner, {
    get: (pool, name) => {
      if (name === 'connect' && ++batches > 2) throw new Error('killed');
      const value: unknown = Reflect.get(pool, name);
      return typeof value === 'function' ? (value.bind(pool) as unknown) : value;
    },
  });
  await expect(openVault({ system: db.system, owner }, declared, { env })).rejects.toThrow('killed');
  expect((await db.owner.query('select from people.member where phone is not null')).rowCount).toBeGreaterThan(0);
  expect(Object.keys(await columns())).toContain('phone_plain');

  const said: string[] = [];
  const vault = await openVault(pools, declared, { env, notify: (sentence) => said.push(sentence) });
  expect(said).toHaveLength(2);
  expect(await columns()).toEqual(storedColumns(members));
  for (const table of ['people.member', 'kernel.register_history']) {
    const text = await textOf(table);
    expect(text.includes('M4500')).toBe(true);
    expect([...text.matchAll(/ID-7700|1385550|phone_plain/g)].slice(0, 3)).toEqual([]);
  }
  const { rows } = await db.owner.query<{ no: string; number: Buffer; phone: Buffer; old: Record<string, string> }>(
    `select m.member_no as no, m.id_number as number, m.phone, h.old from people.member m
    join kernel.register_history h on h.key = m.member_no where member_no in ('M1', 'M2')  order by 1`,
  );
  expect(rows.map((row) => row.phone && vault.open(row.phone, `people.member.phone/${row.no}`))).toEqual([
    '13855501',
    null,
  ]);
  expect(rows.map((row) => vault.open(row.number, `people.member.id_number/${row.no}`))).toEqual([
    'ID-77001',
    'ID-77002',
  ]);
  const [old] = rows.map((row) => row.old);
  expect(vault.open(Buffer.from(old?.['phone']?.slice(2) ?? '', 'hex'), 'people.member.phone/M1')).toBe('13855501');
  expect(old?.['id_number_hash']).toBe(`\\x${vault.indexHash('id_number', 'ID-77001').toString('hex')}`);
  expect(old?.['id_number_end']).toMatch(/^[0-9a-f]{32}$/);

  const again: string[] = [];
  await openVault(pools, declared, { env, notify: (sentence) => again.push(sentence) });
  expect(again).toEqual([]);
}, 120_000);

test('a sealed database is opened with its own keys only, and gets no new ones', async () => {
  const other = { JIANJIA_KEYS_FILE: '/nowhere/keys.json' };
  await expect(openVault(pools, declared, { env: other })).rejects.toMatchObject({ id: 'vault.keysMissing' });
  await db.owner.query(`update kernel.sealing_key set fingerprint = repeat('0', 16) where version = 0`);
  await expect(openVault(pools, declared, { env })).rejects.toThrow('检索密钥的指纹是 0000000000000000');
  await db.owner.query('update kernel.sealing_key set fingerprint = $1 where version = 0', [
    demoKeyring().indexKey.fingerprint,
  ]);
  await openVault(pools, declared, { env });
});
