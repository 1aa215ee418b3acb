import { copyOut, type Pool } from '@jianjia/db';

/** Everything a database holds, as text: every row of every table of ours. */
export async function dumpOf(owner: Pool): Promise<string> {
  const client = await owner.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and n.nspname not in ('information_schema', 'pg_catalog', 'pg_toast')
      order by 1`,
    );
    let text = '';
    for (const { name } of tables.rows) {
      text += `== ${name}\n`;
      for await (const piece of copyOut(client, `copy (select * from ${name}) to stdout`)) text += piece.toString();
    }
    return text;
  } finally {
    client.release();
  }
}
