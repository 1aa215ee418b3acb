import type { PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { RegisterDefinition } from '../definition.ts';
import { referencesOf, type Reference } from '../loading/references.ts';
import { ownerIdColumn, ownIdColumn, quoted, storageColumns } from '../storage.ts';

/** Name of the temporary table with the keys of a register's rows that belong to the scope. */
export function scopeTable(definition: RegisterDefinition): string {
  return `export_${definition.name}`;
}

/** Columns of a register's table that tell its rows apart. */
export function keyColumns(definition: RegisterDefinition): readonly string[] {
  return storageColumns(definition)
    .filter(({ column }) => definition.key.includes(column))
    .map(({ sqlName }) => sqlName);
}

/**
 * Chooses the rows of a union's subtree, one temporary table of keys per register: rows the subtree owns, and whatever
 * those refer to, so that the export can be imported elsewhere without a dangling reference. For the same reason the
 * unions above the subtree come along, up to the root.
 * @param ordered registers so that each comes after those it refers to
 * @param ownedOnly neither what rows refer to nor the unions above
 * @throws Problem when there is no such union
 */
export async function chooseSubtree(
  client: PoolClient,
  ordered: readonly RegisterDefinition[],
  unionCode: string,
  ownedOnly = false,
): Promise<void> {
  const anchor = ordered.find((definition) => ownIdColumn(definition) !== null);
  if (!anchor) throw new Error('no register holds the unions');
  await chooseUnions(client, anchor, ordered, unionCode);
  const dependents: { readonly by: RegisterDefinition; readonly reference: Reference }[] = [];
  // The last in order is referred to by nobody; each next one by those before it only.
  for (const definition of ordered.toReversed()) {
    const own = definition === anchor ? 'true' : ownCondition(definition, ordered);
    const wanted = dependents
      .filter(({ reference }) => reference.target === definition)
      .map(({ by, reference }) => referredCondition(by, reference));
    const from = definition === anchor ? 'join export_subtree x using (union_id)' : '';
    const keys = keyColumns(definition).map((column) => `t.${quoted(column)}`);
    const mine = `select ${keys.join(', ')} from ${quoted(definition.table)} t ${from} where ${own}`;
    const others = wanted.map(
      (condition) => `select ${keys.join(', ')} from ${quoted(definition.table)} t where ${condition}`,
    );
    const all = [mine, ...others].join(' union ');
    await client.query(`create temp table ${quoted(scopeTable(definition))} on commit drop as ${all}`);
    if (ownedOnly) continue;
    for (const reference of referencesOf(definition, ordered)) dependents.push({ by: definition, reference });
  }
  if (!ownedOnly) await addUnionsAbove(client, anchor, ordered);
}

async function chooseUnions(
  client: PoolClient,
  anchor: RegisterDefinition,
  ordered: readonly RegisterDefinition[],
  unionCode: string,
): Promise<void> {
  const [table, code, parent] = [quoted(anchor.table), quoted(anchor.key[0] ?? ''), parentColumn(anchor, ordered)];
  const chosen = await client.query(
    `create temp table export_subtree on commit drop as
    with recursive subtree as (
      select union_id from ${table} where ${code} = ${quoteText(unionCode)}
      union
      select c.union_id from subtree p join ${table} c on c.${parent} = p.union_id
    ) select union_id from subtree`,
  );
  if (chosen.rowCount === 0) {
    throw new Problem(
      'registers.unknownUnion',
      'missing',
      `没有编码为“${unionCode}”的工会。请检查 --union 后面的编码。`,
    );
  }
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function parentColumn(anchor: RegisterDefinition, ordered: readonly RegisterDefinition[]): string {
  const upward = referencesOf(anchor, ordered).find((reference) => reference.toSelf);
  const stored = storageColumns(anchor).find(({ column }) => column === upward?.column);
  return quoted(stored?.sqlName ?? '');
}

/** Rows that belong to the subtree: by their union, or by their employer's. */
function ownCondition(definition: RegisterDefinition, ordered: readonly RegisterDefinition[]): string {
  const ownerId = ownerIdColumn(definition);
  if (ownerId) return `t.${quoted(ownerId)} in (select union_id from export_subtree)`;
  const column = definition.owner.column;
  const reference = referencesOf(definition, ordered).find((candidate) => candidate.column === column);
  if (!reference) throw new Error(`${definition.name}.${column} is no reference to an employer`);
  const target = quoted(reference.targetColumn);
  return `t.${quoted(column)} in (select o.${target} from ${quoted(reference.target.table)} o
    where o.union_id in (select union_id from export_subtree))`;
}

/** Rows that chosen rows of another register refer to; `t` is the target's row. */
function referredCondition(by: RegisterDefinition, reference: Reference): string {
  const column = storageColumns(by).find((candidate) => candidate.column === reference.column)?.sqlName ?? '';
  const keys = keyColumns(by).map(quoted).join(', ');
  const target = reference.targetId ?? reference.targetColumn;
  return `t.${quoted(target)} in (
    select d.${quoted(column)} from ${quoted(by.table)} d join ${quoted(scopeTable(by))} using (${keys}))`;
}

/** Adds every union above a chosen one. */
async function addUnionsAbove(
  client: PoolClient,
  anchor: RegisterDefinition,
  ordered: readonly RegisterDefinition[],
): Promise<void> {
  const [table, code, parent] = [quoted(anchor.table), quoted(anchor.key[0] ?? ''), parentColumn(anchor, ordered)];
  const scope = quoted(scopeTable(anchor));
  await client.query(`
    with recursive above as (
      select t.union_id, t.${parent} as parent_id, t.${code} as code from ${table} t join ${scope} using (${code})
      union
      select t.union_id, t.${parent}, t.${code} from above a join ${table} t on t.union_id = a.parent_id
    )
    insert into ${scope} select code from above where code not in (select ${code} from ${scope})`);
}
