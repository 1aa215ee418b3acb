import type { PoolClient } from '@jianjia/db';
import type { RegisterDefinition } from '../definition.ts';
import { quoted } from '../storage.ts';

/** The key of a stored row as its sealed values are bound to it: the parts joined by a slash. */
export function keySql(definition: RegisterDefinition, alias: string): string {
  return definition.key.map((column) => `${alias}.${quoted(column)}::text`).join(" || '/' || ");
}

/** The key version of a sealed value, as SQL. */
export function versionSql(sealed: string): string {
  return `(get_byte(${sealed}, 1) * 256 + get_byte(${sealed}, 2))`;
}

/** The same for a value within `kernel.register_history.old`, which writes bytes as `\\x0100…`. */
export function historyVersionSql(column: string): string {
  return versionSql(`decode(substr(old ->> '${column}', 3, 6), 'hex')`);
}

/** Replaces parts of kept states: what they say stays, the bytes it is sealed with change. The owner's work. */
export async function writeHistory(
  client: PoolClient,
  changes: readonly { readonly id: string; readonly patch: Readonly<Record<string, string | null>> }[],
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `update kernel.register_history h set old = h.old || u.patch
    from unnest($1::bigint[], $2::jsonb[]) as u (id, patch) where h.id = u.id`,
    [changes.map(({ id }) => id), changes.map(({ patch }) => JSON.stringify(patch))],
  );
}
