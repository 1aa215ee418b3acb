import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { permissions } from '@jianjia/identity/contract';

const db = await testDatabase();
afterAll(() => db.drop());

/** Tables a request may read whole, and why. Everything else the application can touch is under row security. */
const PUBLIC: Readonly<Record<string, string>> = {
  'kernel.division': 'published codes',
  'kernel.industry': 'published codes',
  'kernel.division_descent': 'published codes, spelled out',
  'kernel.migration': 'which steps the schema has',
  'kernel.value_precedence': 'which department counts first for a field',
  'kernel.sealing_key': 'numbers and fingerprints of keys, no key',
};

/** Tables that would let a request see rows by nothing but its grant, and tables of unions without row security. */
async function unprotected(): Promise<readonly string[]> {
  const found = await db.owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and n.nspname not like 'pg\\_temp%' and not c.relrowsecurity
       and not (n.nspname || '.' || c.relname = any ($1))
       and (
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('union_id', 'account_id') and a.attnum > 0)
         or exists (
           select from unnest(array['select', 'insert', 'update', 'delete']) as p
           where has_table_privilege('jianjia_app', c.oid, p)
         )
       )
     order by 1`,
    [Object.keys(PUBLIC)],
  );
  return found.rows.map(({ name }) => name);
}

test('every table of unions, and every table a request can touch, is under row security', async () => {
  expect(await unprotected()).toEqual([]);
});

test('a new table without a policy is found', async () => {
  await db.owner.query(`create table kernel.forgotten (n integer); grant select on kernel.forgotten to jianjia_app`);
  await db.owner.query(`create table kernel.of_a_union (union_id uuid)`);
  expect(await unprotected()).toEqual(['kernel.forgotten', 'kernel.of_a_union']);
  await db.owner.query('drop table kernel.forgotten, kernel.of_a_union');
});

test('tables under row security admit the system role to every row', async () => {
  const found = await db.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relrowsecurity and not exists (
       select from pg_policy p where p.polrelid = c.oid and p.polname = 'system' and p.polcmd = '*'
         and pg_get_expr(p.polqual, c.oid) = 'true' and p.polroles = array['jianjia_system'::regrole::oid]
     )`,
  );
  expect(found.rows).toEqual([]);
});

test('no view lets a request see what its role may not: views run as who asks, or are not granted', async () => {
  const found = await db.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'v' and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and has_table_privilege('jianjia_app', c.oid, 'select')
       and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
  );
  expect(found.rows).toEqual([]);
});

test('functions that run as the owner are the known ones, each with a fixed search path', async () => {
  const found = await db.owner.query<{ name: string; path: string[] | null }>(
    `select p.oid::regproc::text as name, p.proconfig as path from pg_proc p
     where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and p.prorettype <> 'trigger'::regtype and has_function_privilege('jianjia_app', p.oid, 'execute')
     order by 1`,
  );
  expect(found.rows.map(({ name }) => name)).toEqual([
    'census.find_employers',
    'census.industry_rules_over',
    'census.model_at',
    'census.persons_needed',
    'identity.actor_id',
    'identity.actor_name',
    'identity.actor_reach',
    'identity.known_roots',
    'identity.may_delegate',
    'identity.may_grant',
    'identity.one_union',
    'identity.own_members',
    'identity.place_codes',
    'identity.places',
    'identity.roots',
    'identity.sees_all',
    'identity.subtree_roots',
    'identity.unions',
    'organisations.count_below',
    'organisations.find_unions',
    'organisations.uppermost',
  ]);
  for (const { path } of found.rows) expect(path).toEqual(['search_path=pg_catalog, pg_temp']);
});

test('functions of triggers are nobody’s to hang on a table of his own', async () => {
  const found = await db.owner.query<{ name: string }>(
    `select p.oid::regproc::text as name from pg_proc p
     where p.prorettype = 'trigger'::regtype and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and (has_function_privilege('jianjia_app', p.oid, 'execute') or has_function_privilege('jianjia_system', p.oid, 'execute'))`,
  );
  expect(found.rows).toEqual([]);
});

test('every policy asks for a permission that exists', async () => {
  const found = await db.owner.query<{ permission: string }>(
    `select distinct m[1] as permission
     from pg_policy p cross join regexp_matches(
       coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
       '(?:roots|places|sees_all|one_union|subtree_roots|unions|place_codes)\\(''([^'']+)''', 'g') as m order by 1`,
  );
  expect(found.rows.length).toBeGreaterThan(20);
  expect(found.rows.map((row) => row.permission).filter((permission) => !(permission in permissions))).toEqual([]);
});
