import type { Pool, PoolClient } from '@jianjia/db';
import type { Keyring } from '@jianjia/vault';
import type { RegisterDefinition } from '../definition.ts';
import { literal, ownerIdColumn, quoted, sealedColumns, sealedContext } from '../storage.ts';
import { historyVersionSql, keySql, versionSql, writeHistory } from './rows.ts';

/** Rows per transaction. */
const BATCH = 2000;

export interface Which {
  /** Only rows of these unions. */
  readonly unions?: readonly (string | null)[];
  /** Wait for rows that somebody is writing; else they are passed over. */
  readonly wait?: boolean;
}

/** The unions that have rows under another version; one null for a register whose rows belong to no union. */
export async function unionsBehind(
  client: Pool | PoolClient,
  definition: RegisterDefinition,
  version: number,
): Promise<readonly (string | null)[]> {
  const owner = ownerIdColumn(definition);
  if (!owner) return [null];
  const found = await client.query<{ id: string }>(
    `select distinct t.${quoted(owner)}::text as id from ${quoted(definition.table)} t
    where ${behindSql(definition, version)} order by 1`,
  );
  return found.rows.map(({ id }) => id);
}

function behindSql(definition: RegisterDefinition, version: number): string {
  const columns = [...sealedColumns(definition).keys()];
  return `(${columns.map((column) => `${versionSql(`t.${quoted(column)}`)} <> ${version}`).join(' or ')})`;
}

/** Seals one batch of rows with the current key; answers the number of values. */
export async function resealRows(
  client: PoolClient,
  definition: RegisterDefinition,
  vault: Keyring,
  { unions, wait = false }: Which,
): Promise<number> {
  const { version } = vault.current;
  const columns = [...sealedColumns(definition).keys()];
  const owner = ownerIdColumn(definition);
  const within = owner && unions ? `and t.${quoted(owner)} = any ($1::uuid[])` : '';
  const found = await client.query<[string, string, ...(Buffer | null)[]]>({
    text: `select t.ctid::text, ${keySql(definition, 't')}, ${columns.map((column) => `t.${quoted(column)}`).join(', ')}
      from ${quoted(definition.table)} t where ${behindSql(definition, version)} ${within}
      limit ${BATCH} for update ${wait ? '' : 'skip locked'}`,
    values: within ? [unions] : [],
    rowMode: 'array',
  });
  if (found.rows.length === 0) return 0;
  let values = 0;
  const sealed = columns.map((column, index) =>
    found.rows.map((row) => {
      const old = row[index + 2] as Buffer | null;
      if (old === null) return null;
      values++;
      return sealedAnew(definition, column, row[1], old, vault);
    }),
  );
  const names = columns.map(quoted);
  await client.query(
    `update ${quoted(definition.table)} t set ${names.map((name) => `${name} = u.${name}`).join(', ')}
    from unnest($1::tid[], ${names.map((_, index) => `$${index + 2}::bytea[]`).join(', ')}) as u (place, ${names.join(', ')})
    where t.ctid = u.place`,
    [found.rows.map((row) => row[0]), ...sealed],
  );
  return values;
}

/** Seals one batch of kept states with the current key; answers the number of values, and the last id, '' at the end. */
export async function resealHistory(
  client: PoolClient,
  definition: RegisterDefinition,
  vault: Keyring,
  after: string,
): Promise<{ readonly values: number; readonly last: string }> {
  const columns = [...sealedColumns(definition).keys()];
  const behind = columns.map((column) => `${historyVersionSql(column)} <> ${vault.current.version}`);
  const found = await client.query<{ id: string; key: string; old: Record<string, unknown> }>(
    `select h.id::text as id, key, old from kernel.register_history h
    where register = ${literal(definition.name)} and h.id > $1 and (${behind.join(' or ')}) order by h.id limit ${BATCH}`,
    [after],
  );
  let values = 0;
  const changes = found.rows.map(({ id, key, old }) => {
    const patch: Record<string, string> = {};
    for (const column of columns) {
      const text = old[column];
      if (typeof text !== 'string') continue;
      values++;
      const bytes = Buffer.from(text.slice(2), 'hex');
      patch[column] = `\\x${sealedAnew(definition, column, key, bytes, vault).toString('hex')}`;
    }
    return { id, patch };
  });
  await writeHistory(client, changes);
  return { values, last: found.rows.at(-1)?.id ?? '' };
}

function sealedAnew(definition: RegisterDefinition, column: string, key: string, old: Buffer, vault: Keyring): Buffer {
  const context = sealedContext(definition, column, key);
  return vault.seal(vault.open(old, context), context);
}
