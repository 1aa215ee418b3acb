import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { type Keyring, storedEnd } from '@jianjia/vault';
import type { RegisterDefinition, SealedKind } from '../definition.ts';
import { endColumn, literal, quoted, sealedColumns, sealedContext, sealedParts } from '../storage.ts';
import { beginSealing, haltSealing } from './keys.ts';
import { keySql, writeHistory } from './rows.ts';

/** Rows per transaction: short enough to be killed at any moment, long enough to be quick. */
const BATCH = 2000;
/** Pages of a table looked at in one go. */
const PAGES = 64;

/**
 * Seals what a version before the vault stored plainly, in the registers and in their history, and removes the columns
 * of plain values when none is left. Can be killed at any moment and goes on at the next start.
 * @param owner the owner's pool: history is rewritten and columns are dropped
 */
export async function sealPlain(
  owner: Pool,
  definitions: readonly RegisterDefinition[],
  vault: Keyring,
  notify: (sentence: string) => void = () => {},
): Promise<void> {
  for (const definition of definitions) {
    const columns = [...sealedColumns(definition).keys()];
    if (columns.length === 0 || !(await hasPlain(owner, definition, columns))) continue;
    notify('正在把以前存放的证件号码和手机号加密，只进行这一次……');
    // Page by page: looking for the next rows from the start each time would take the square of their number.
    const pages = await pagesOf(owner, definition);
    for (let page = 0; page < pages; page += PAGES) {
      const within = `and t.ctid >= '(${page},0)' and t.ctid < '(${page + PAGES},0)'`;
      while ((await inTransaction(owner, (client) => sealRows(client, definition, vault, within))) > 0);
    }
    while ((await inTransaction(owner, (client) => sealRows(client, definition, vault))) > 0);
    let last = '0';
    while (last !== '') last = await inTransaction(owner, (client) => sealHistory(client, definition, vault, last));
    // Until they are written anew, the pages still hold the plain values of rows that are gone.
    await owner.query(`vacuum (full, analyze) ${quoted(definition.table)}`);
    await owner.query('vacuum (full, analyze) kernel.register_history');
    await inTransaction(owner, (client) => dropPlain(client, definition, columns));
    notify('加密完成。以前的备份文件里仍有未加密的号码，请妥善处理。');
  }
}

async function pagesOf(client: Pool, definition: RegisterDefinition): Promise<number> {
  const size = await client.query<{ pages: number }>(
    `select (pg_relation_size($1::regclass) / current_setting('block_size')::bigint)::integer as pages`,
    [definition.table],
  );
  return size.rows[0]?.pages ?? 0;
}

const plain = (column: string): string => `${column}_plain`;

async function hasPlain(
  client: Pool | PoolClient,
  definition: RegisterDefinition,
  columns: readonly string[],
): Promise<boolean> {
  const found = await client.query(
    `select from pg_attribute where attrelid = $1::regclass and attname = any ($2) and not attisdropped`,
    [definition.table, columns.map(plain)],
  );
  return found.rowCount !== 0;
}

/** Seals one batch of rows and answers how many those were. */
async function sealRows(
  client: PoolClient,
  definition: RegisterDefinition,
  vault: Keyring,
  within = '',
): Promise<number> {
  await beginSealing(client, vault);
  const sealed = [...sealedColumns(definition)];
  const texts = sealed.map(([column]) => `t.${quoted(plain(column))}`);
  const found = await client.query<(string | null)[]>({
    text: `select t.ctid::text, ${keySql(definition, 't')}, ${texts.join(', ')} from ${quoted(definition.table)} t
      where num_nonnulls(${texts.join(', ')}) > 0 ${within} limit ${BATCH} for update`,
    rowMode: 'array',
  });
  if (found.rows.length === 0) return 0;
  const parts = sealed.map(([column, kind], index) =>
    found.rows.map((row) => {
      const text = row[index + 2] ?? null;
      return text === null ? null : sealedValue(definition, column, kind, row[1] ?? '', text, vault);
    }),
  );
  const names = sealed.flatMap(([column, kind]) =>
    sealedParts(column, kind).map(({ sqlName, sqlType }) => ({ sqlName, sqlType })),
  );
  const set = [
    ...names.map(({ sqlName }) => `${quoted(sqlName)} = u.${quoted(sqlName)}`),
    ...sealed.map(([column]) => `${quoted(plain(column))} = null`),
  ];
  await client.query(
    `update ${quoted(definition.table)} t set ${set.join(', ')}
    from unnest($1::tid[], ${names.map(({ sqlType }, index) => `$${index + 2}::${sqlType}[]`).join(', ')})
      as u (place, ${names.map(({ sqlName }) => quoted(sqlName)).join(', ')})
    where t.ctid = u.place`,
    [
      found.rows.map((row) => row[0]),
      ...parts.flatMap((values) => [
        values.map((value) => value?.sealed ?? null),
        values.map((value) => value?.hash ?? null),
        values.map((value) => value?.end ?? null),
      ]),
    ],
  );
  return found.rows.length;
}

interface SealedValue {
  readonly sealed: Buffer;
  readonly hash: Buffer;
  readonly end: string;
}

function sealedValue(
  definition: RegisterDefinition,
  column: string,
  kind: SealedKind,
  key: string,
  text: string,
  vault: Keyring,
): SealedValue {
  const sealed = vault.seal(text, sealedContext(definition, column, key));
  return { sealed, hash: vault.indexHash(kind, text), end: storedEnd(vault, kind, text) };
}

/** Seals one batch of replaced states; answers the last id looked at, '' at the end. */
async function sealHistory(
  client: PoolClient,
  definition: RegisterDefinition,
  vault: Keyring,
  after: string,
): Promise<string> {
  await beginSealing(client, vault);
  const sealed = [...sealedColumns(definition)];
  const some = sealed.map(([column]) => `(old ? ${literal(column)} and not old ? ${literal(`${column}_hash`)})`);
  const found = await client.query<{ id: string; key: string; old: Record<string, unknown> }>(
    `select h.id::text as id, key, old from kernel.register_history h
    where register = $1 and h.id > $2 and (${some.join(' or ')}) order by h.id limit ${BATCH}`,
    [definition.name, after],
  );
  const changes = found.rows.map(({ id, key, old }) => {
    const patch: Record<string, string | null> = {};
    for (const [column, kind] of sealed) {
      if (!(column in old) || `${column}_hash` in old) continue;
      const text = old[column];
      const value = typeof text === 'string' ? sealedValue(definition, column, kind, key, text, vault) : null;
      patch[column] = value && `\\x${value.sealed.toString('hex')}`;
      patch[`${column}_hash`] = value && `\\x${value.hash.toString('hex')}`;
      patch[endColumn(column, kind)] = value && value.end;
    }
    return { id, patch };
  });
  await writeHistory(client, changes);
  return found.rows.at(-1)?.id ?? '';
}

/** Drops the columns of plain values, once it is certain that they are empty. */
async function dropPlain(
  client: PoolClient,
  definition: RegisterDefinition,
  columns: readonly string[],
): Promise<void> {
  await haltSealing(client);
  // Another command may have come first.
  if (!(await hasPlain(client, definition, columns))) return;
  const table = quoted(definition.table);
  await client.query(`lock table ${table} in access exclusive mode`);
  const names = columns.map((column) => quoted(plain(column)));
  const left = await client.query(`select from ${table} where num_nonnulls(${names.join(', ')}) > 0 limit 1`);
  if (left.rowCount !== 0) throw new Error(`${definition.table} still holds plain values`);
  await client.query(`alter table ${table} ${names.map((name) => `drop column ${name}`).join(', ')}`);
}
