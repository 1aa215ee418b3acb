import type { Pool } from '@jianjia/db';

/** Which tables hold a text anywhere in a row, in whatever column; bytes are compared as hex. */
export async function tablesHolding(owner: Pool, texts: readonly string[]): Promise<readonly string[]> {
  const tables = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await owner.query(
      `select from ${name} t where exists (select from unnest($1::text[]) as sought where position(sought in t::text) > 0) limit 1`,
      [texts],
    );
    if (rows.rowCount !== 0) found.push(name);
  }
  return found;
}
