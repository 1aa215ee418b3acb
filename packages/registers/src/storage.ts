import type { Column, RegisterDefinition } from './definition.ts';

/** How one column of the exchange format lies in its table. */
export interface StorageColumn {
  /** Id in the exchange format. */
  readonly column: string;
  /** Name in the table; not quoted. */
  readonly sqlName: string;
  readonly sqlType: SqlType;
}

export type SqlType = 'text' | 'date' | 'boolean' | 'integer' | 'numeric' | 'bigint' | 'uuid';

/** Type of a column's value as it is staged: codes as the file has them, before they become ids. */
export function stagedType(column: Column): SqlType {
  switch (column.type.kind) {
    case 'date':
    case 'boolean':
      return column.type.kind;
    case 'count':
      return 'integer';
    case 'decimal':
    case 'fraction':
      return 'numeric';
    case 'money':
      return 'bigint';
    default:
      return 'text';
  }
}

/**
 * Whether a column refers to another record by a code that may be corrected (`unions.union_code`): the table then
 * holds that record's unchanging id. Other references (uscc, member_no …) are stored as they are written.
 */
export function isStoredAsId(column: Column): boolean {
  return column.references?.endsWith('_code') ?? false;
}

/** The columns of a register's table in the order of the declaration: `union_code` becomes `union_id uuid`. */
export function storageColumns(definition: RegisterDefinition): readonly StorageColumn[] {
  return Object.entries(definition.columns).map(([column, declared]) =>
    isStoredAsId(declared)
      ? { column, sqlName: column.replace(/_code$/, '_id'), sqlType: 'uuid' as const }
      : { column, sqlName: column, sqlType: stagedType(declared) },
  );
}

/**
 * Name of the id column of a register whose records others refer to by code (`union_code` → `union_id`); null for
 * every other register. Such a register owns itself: its owner column is no reference.
 */
export function ownIdColumn(definition: RegisterDefinition): string | null {
  const { owner } = definition;
  if (owner.by !== 'column' || definition.columns[owner.column]?.references !== undefined) return null;
  return owner.column.replace(/_code$/, '_id');
}

/** The column of the table that holds the owning union's id; null where rows belong to an employer. */
export function ownerIdColumn(definition: RegisterDefinition): string | null {
  const { owner } = definition;
  if (owner.by === 'employer') return null;
  return owner.by === 'parent' ? 'union_id' : owner.column.replace(/_code$/, '_id');
}

/** `register.column` → both parts. */
export function referenceTarget(reference: string): { readonly register: string; readonly column: string } {
  const dot = reference.indexOf('.');
  return { register: reference.slice(0, dot), column: reference.slice(dot + 1) };
}

/** Quotes an identifier; `schema.table` is quoted part by part. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}

/** Quotes a text constant. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The registers so that each comes after those it refers to.
 * @throws Error when declarations refer to each other in a circle: a fault of the program
 */
export function inDependencyOrder(definitions: readonly RegisterDefinition[]): readonly RegisterDefinition[] {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const state = new Map<string, 'open' | 'done'>();
  const ordered: RegisterDefinition[] = [];
  const visit = (definition: RegisterDefinition): void => {
    if (state.get(definition.name) === 'done') return;
    if (state.get(definition.name) === 'open') throw new Error(`registers refer to each other: ${definition.name}`);
    state.set(definition.name, 'open');
    for (const column of Object.values(definition.columns)) {
      if (column.references === undefined) continue;
      const target = byName.get(referenceTarget(column.references).register);
      if (target && target !== definition) visit(target);
    }
    state.set(definition.name, 'done');
    ordered.push(definition);
  };
  definitions.forEach(visit);
  return ordered;
}
