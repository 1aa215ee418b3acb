import type { Statement } from '@jianjia/db';
import { ownerIdColumn, type RegisterDefinition } from '@jianjia/registers';

/** Columns that name a person, by register: shown to whoever may see the record itself. */
const NAMES: Readonly<Record<string, string>> = { members: 'name', officers: 'name' };

/** Whether the records of a register name a person. */
export function namesPersons(register: RegisterDefinition): boolean {
  return NAMES[register.name] !== undefined;
}

/**
 * Which of some records their reader may see: `key`, `union_id` as asked, and the person's name where the record has one.
 * Keys are those of the register without its union's code.
 */
export function visibleSql(
  register: RegisterDefinition,
  rows: readonly { readonly row_key: string; readonly union_id: string | null }[],
): Statement {
  const keys = register.key.filter((column) => column !== 'union_code');
  const parts = (keys.length > 0 ? keys : register.key).map((column) => `t.${column}::text`);
  const owner = ownerIdColumn(register);
  const name = NAMES[register.name];
  // An employer's rows count for the union that its own union belongs to; its key says which one it is.
  const sameUnion =
    owner === null || register.name === 'employers' ? 'true' : `coalesce(t.${owner}, w.union_id) = w.union_id`;
  return {
    sql: `select w.key, w.union_id, ${name ? `t.${name}` : 'null'} as name
    from unnest($1::text[], $2::uuid[]) as w(key, union_id)
    join ${register.table} t on ${parts.join(` || '/' || `)} = w.key and ${sameUnion}`,
    values: [rows.map(({ row_key }) => row_key), rows.map(({ union_id }) => union_id)],
  };
}
