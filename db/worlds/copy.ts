import { copyIn, inTransaction, type Pool } from '@jianjia/db';
import {
  inDependencyOrder,
  ownIdColumn,
  sealedColumns,
  sealedContext,
  storageColumns,
  type RegisterDefinition,
  type SealedPart,
} from '@jianjia/registers';
import { storedEnd, type Keyring } from '@jianjia/vault';
import { csvCell } from './files.ts';
import type { Row } from './draw.ts';
import { world, type WorldOptions } from './world.ts';

/**
 * Copies a world straight into empty tables, for benchmarks: no validation, no history, no foreign key is looked up
 * (so the pool must be a superuser's). Ends with ANALYZE.
 * @param registers names of those to copy; default all
 * @param vault seals what lies sealed; needed for the registers that have such columns
 * @returns rows per register
 */
export async function copyWorld(
  owner: Pool,
  definitions: readonly RegisterDefinition[],
  name: string,
  options: WorldOptions & { readonly registers?: readonly string[]; readonly vault?: Keyring } = {},
): Promise<ReadonlyMap<string, number>> {
  const registers = new Map<string, () => Iterable<Row>>(Object.entries(world(name, options)));
  const wanted = inDependencyOrder(definitions).filter(
    (definition) => !options.registers || options.registers.includes(definition.name),
  );
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  await inTransaction(owner, async (client) => {
    // Foreign keys of millions of generated rows hold by construction; a test imports the same rows with every check.
    await client.query('set local session_replication_role = replica');
    for (const definition of wanted) {
      const rows = registers.get(definition.name);
      if (!rows) continue;
      const lines = storedLines(definition, rows(), ids, options.vault);
      counts.set(definition.name, await copyIn(client, copySql(definition), lines));
    }
    await client.query('select organisations.rebuild_descent(), organisations.rebuild_search_keys()');
  });
  await owner.query('analyze organisations.descent');
  for (const definition of wanted) await owner.query(`analyze ${definition.table}`);
  return counts;
}

/** The COPY statement for a register's table, in the order of `storedLines`. */
export function copySql(definition: RegisterDefinition): string {
  const columns = storageColumns(definition).map((column) => column.sqlName);
  const own = ownIdColumn(definition);
  const all = definition.owner.by === 'parent' ? ['union_id', ...columns] : own ? [own, ...columns] : columns;
  return `copy ${definition.table} (${all.join(', ')}) from stdin with (format csv, null '')`;
}

/** Rows as COPY lines in the types of the table; `ids` learns the unions and must know those of other registers. */
export async function* storedLines(
  definition: RegisterDefinition,
  rows: Iterable<Row>,
  ids: Map<string, string>,
  vault?: Keyring,
): AsyncGenerator<string> {
  const own = ownIdColumn(definition) !== null;
  const cells = storageColumns(definition).map(({ column, sqlType, part }) => {
    if (part) return sealedCell(definition, column, part, vault);
    const kind = definition.columns[column]?.type.kind;
    return (row: Row): string => {
      const text = row[column] ?? '';
      if (text === '') return '';
      if (sqlType === 'uuid') return ids.get(text) ?? '';
      if (kind === 'boolean') return text === '是' ? 't' : 'f';
      return kind === 'money' ? fen(text) : csvCell(text);
    };
  });
  for (const row of rows) {
    const line = cells.map((cell) => cell(row)).join(',');
    if (own) yield `${learnId(ids, row[definition.owner.column] ?? '')},${line}\n`;
    else if (definition.owner.by === 'parent')
      yield `${ids.get(ownerCode(row, definition.owner.column)) ?? ''},${line}\n`;
    else yield `${line}\n`;
  }
}

/** One part of a sealed value, as COPY reads it. */
function sealedCell(
  definition: RegisterDefinition,
  column: string,
  part: SealedPart,
  vault: Keyring | undefined,
): (row: Row) => string {
  if (!vault) throw new Error(`${definition.name}.${column} is sealed: copying it needs a vault`);
  const kind = sealedColumns(definition).get(column) ?? 'phone';
  const bytes = (row: Row, text: string): Buffer => {
    if (part === 'hash') return vault.indexHash(kind, text);
    const key = definition.key.map((id) => row[id] ?? '').join('/');
    return vault.seal(text, sealedContext(definition, column, key));
  };
  return (row) => {
    const text = row[column] ?? '';
    if (text === '') return '';
    return part === 'end' ? csvCell(storedEnd(vault, kind, text)) : `\\x${bytes(row, text).toString('hex')}`;
  };
}

/** Record numbers of a world begin with the code of their union. */
function ownerCode(row: Row, column: string): string {
  return (row[column] ?? '').replace(/-[^-]*$/, '');
}

/** Yuan with two decimals as whole 分. */
const fen = (text: string): string => String(Math.round(Number(text) * 100));

/** An id of version 7 for a union code: in the order of telling, and another for every code. */
function learnId(ids: Map<string, string>, code: string): string {
  const time = (0x0199_0000_0000 + ids.size).toString(16).padStart(12, '0');
  const tail = hash(code, 0x811c9dc5) + hash(code, 0x9e3779b9);
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(4, 16)}`;
  ids.set(code, id);
  return id;
}

function hash(text: string, start: number): string {
  let value = start;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
