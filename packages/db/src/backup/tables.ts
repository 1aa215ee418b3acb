import { Problem } from '@jianjia/kernel';
import { ROLES, type PoolClient } from '../pool.ts';

/** A table as a backup sees it; its place in the list of the archive is its address there. */
export interface BackupTable {
  /** `schema.table`, each part quoted where PostgreSQL would. */
  readonly name: string;
  /** Columns that hold data (no generated ones), quoted, in order. */
  readonly columns: readonly string[];
}

/** A table of this database. */
export interface PresentTable extends BackupTable {
  /** A code table: filled by migrations, and the application may only read it. It holds no record of a union. */
  readonly isCode: boolean;
}

interface TableRow {
  readonly oid: number;
  readonly name: string;
  readonly columns: string[];
  readonly is_code: boolean;
  readonly needs: number[];
}

/**
 * Data of all schemas but the server's own, the journal of migrations (the target has its own) and the queue: what is to be
 * done stands in the tables of the rooms, from which workers send lost jobs again. Unlogged tables are
 * left out: whoever made them expects to find them empty after a crash, and so after a restore.
 */
const TABLES = `
  select c.oid::integer as oid, format('%I.%I', n.nspname, c.relname) as name,
    array(
      select quote_ident(a.attname) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by a.attnum
    ) as columns,
    array(
      select distinct f.confrelid::integer from pg_constraint f
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid and not f.condeferred
    ) as needs,
    n.nspname = 'kernel' and not exists (
      select from pg_roles r where r.rolname = '${ROLES.system}' and has_table_privilege(r.oid, c.oid, 'insert')
    ) as is_code
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence = 'p'
    and n.nspname not in ('information_schema', 'jobs') and n.nspname not like 'pg\\_%'
    and (n.nspname, c.relname) <> ('kernel', 'migration')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by n.nspname, c.relname`;

/** All tables, each after those its foreign keys point at; keys that are looked at when a transaction ends bind no order. */
export async function tablesInOrder(client: PoolClient): Promise<readonly PresentTable[]> {
  const { rows } = await client.query<TableRow>(TABLES);
  const waiting = new Map(rows.map((row) => [row.oid, row]));
  const ordered: PresentTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((row) => !row.needs.some((oid) => waiting.has(oid)));
    if (ready.length === 0) {
      const names = [...waiting.values()].map((row) => row.name).join('、');
      throw new Problem('backup.circle', 'conflict', `这些表互相引用，无法排出先后：${names}。请联系系统的开发者。`);
    }
    for (const row of ready) {
      waiting.delete(row.oid);
      ordered.push({ name: row.name, columns: row.columns, isCode: row.is_code });
    }
  }
  return ordered;
}
