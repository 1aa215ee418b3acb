import type { Column, RegisterDefinition, SealedKind } from './definition.ts';

/** How one column of the exchange format lies in its table. */
export interface StorageColumn {
  /** Id in the exchange format. */
  readonly column: string;
  /** Name in the table; not quoted. */
  readonly sqlName: string;
  readonly sqlType: SqlType;
  /** Which part of a sealed value it holds; absent for every other column. */
  readonly part?: SealedPart;
}

export type SqlType = 'text' | 'date' | 'boolean' | 'integer' | 'numeric' | 'bigint' | 'uuid' | 'bytea';
export type SealedPart = 'sealed' | 'hash' | 'end';

/** Where the end of a sealed number lies: of a telephone number as it is, of an identity number as a keyed hash. */
export function endColumn(column: string, kind: SealedKind): string {
  return kind === 'phone' ? `${column}_last4` : `${column}_end`;
}

/** The three columns of a sealed value, in the table and in the stage alike. */
export function sealedParts(column: string, kind: SealedKind): readonly StorageColumn[] {
  return [
    { column, sqlName: column, sqlType: 'bytea', part: 'sealed' },
    { column, sqlName: `${column}_hash`, sqlType: 'bytea', part: 'hash' },
    { column, sqlName: endColumn(column, kind), sqlType: 'text', part: 'end' },
  ];
}

/**
 * The sealed columns of a register with their kinds.
 * @throws Error when a declaration cannot be kept: a fault of the program
 */
export function sealedColumns(definition: RegisterDefinition): ReadonlyMap<string, SealedKind> {
  const found = new Map<string, SealedKind>();
  for (const [id, { sealed, type, references }] of Object.entries(definition.columns)) {
    if (sealed === undefined) continue;
    const keyed = definition.key.map((key) => definition.columns[key]);
    // The key says where a sealed value belongs, so it must be as unchanging as it is written.
    if (keyed.some((column) => column === undefined || column.sealed !== undefined || isStoredAsId(column))) {
      throw new Error(`${definition.name}: a register with sealed columns needs a key that is stored as written`);
    }
    if (type.kind !== 'text' || references !== undefined) throw new Error(`${definition.name}.${id} cannot be sealed`);
    found.set(id, sealed);
  }
  return found;
}

/** Where a sealed value belongs; what it is bound to by its seal. `key`: the parts joined by a slash. */
export function sealedContext(definition: RegisterDefinition, column: string, key: string): string {
  return `${definition.table}.${column}/${key}`;
}

/**
 * SQL that is equal for equal values of a column. A sealed value is another one each time; its hash is that of its
 * canonical form, so length and end are looked at besides, to see a number that is merely written otherwise.
 */
export function comparedSql(part: SealedPart | undefined, sql: string): string {
  return part === 'sealed' ? `octet_length(${sql})` : sql;
}

/** Type of a column's value as it is staged: codes as the file has them, before they become ids. */
function stagedType(column: Column): SqlType {
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

/** How one column of the exchange format is staged: by its own name, or as the parts of a sealed value. */
export function stagedColumns(definition: RegisterDefinition, column: string): readonly StorageColumn[] {
  const declared = definition.columns[column];
  if (!declared) throw new Error(`${definition.name} has no column ${column}`);
  if (declared.sealed !== undefined) return sealedParts(column, declared.sealed);
  return [{ column, sqlName: column, sqlType: stagedType(declared) }];
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
  return Object.entries(definition.columns).flatMap(([column, declared]): readonly StorageColumn[] => {
    if (declared.sealed !== undefined) return sealedParts(column, declared.sealed);
    return isStoredAsId(declared)
      ? [{ column, sqlName: column.replace(/_code$/, '_id'), sqlType: 'uuid' }]
      : [{ column, sqlName: column, sqlType: stagedType(declared) }];
  });
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
