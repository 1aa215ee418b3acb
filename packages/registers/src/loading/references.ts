import type { RegisterDefinition } from '../definition.ts';
import {
  isStoredAsId,
  literal,
  ownIdColumn,
  quoted,
  referenceTarget,
  storageColumns,
  type SealedPart,
} from '../storage.ts';

/** A reference of a register, with what SQL needs to follow it. `alias` names the joined target row. */
export interface Reference {
  readonly column: string;
  readonly title: string;
  readonly target: RegisterDefinition;
  readonly targetColumn: string;
  readonly alias: string;
  /** Name of the id column of the target, when the reference is stored as an id. */
  readonly targetId: string | null;
  /** Into the register's own table: the row may come with the same file. */
  readonly toSelf: boolean;
}

/**
 * The references of a register.
 * @throws Error when a declaration names a register that is not there: a fault of the program
 */
export function referencesOf(
  definition: RegisterDefinition,
  definitions: readonly RegisterDefinition[],
): readonly Reference[] {
  return Object.entries(definition.columns).flatMap(([column, declared], index) => {
    if (declared.references === undefined) return [];
    const named = referenceTarget(declared.references);
    const target = definitions.find((candidate) => candidate.name === named.register);
    if (!target) throw new Error(`${definition.name}.${column} refers to an unknown register: ${declared.references}`);
    return [
      {
        column,
        title: declared.title,
        target,
        targetColumn: named.column,
        alias: `r${index}`,
        targetId: isStoredAsId(declared) ? ownIdColumn(target) : null,
        toSelf: target === definition,
      },
    ];
  });
}

/** Everything the statements of one file need to know. */
export interface Plan {
  readonly definition: RegisterDefinition;
  readonly definitions: readonly RegisterDefinition[];
  readonly references: readonly Reference[];
  /** Column ids the file has. */
  readonly present: readonly string[];
  /** Column of the table that holds a record's own id (`union_id` of unions), else null. */
  readonly ownId: string | null;
  /** The reference through which a row gets its union, where the file has no union of its own (contract_employers). */
  readonly parent: Reference | null;
  /** Table columns with the SQL for their value; `s` is the staged row, see {@link joins}. */
  readonly stored: readonly StoredValue[];
}

export interface StoredValue {
  readonly sqlName: string;
  readonly value: string;
  readonly inFile: boolean;
  /** Which part of a sealed value it is. */
  readonly part?: SealedPart | undefined;
}

export function makePlan(
  definition: RegisterDefinition,
  definitions: readonly RegisterDefinition[],
  present: readonly string[],
): Plan {
  const references = referencesOf(definition, definitions);
  const ownId = ownIdColumn(definition);
  const { owner } = definition;
  const parent =
    owner.by === 'parent' ? (references.find((reference) => reference.column === owner.column) ?? null) : null;
  const stored: StoredValue[] = storageColumns(definition).map(({ column, sqlName, part }) => {
    const reference = references.find((candidate) => candidate.column === column && candidate.targetId !== null);
    const value = reference ? idOf(reference, ownId) : `s.${quoted(part ? sqlName : column)}`;
    return { sqlName, value, inFile: present.includes(column), part };
  });
  if (parent) stored.unshift({ sqlName: 'union_id', value: `${parent.alias}.union_id`, inFile: true });
  if (ownId) stored.unshift({ sqlName: ownId, value: `s.${quoted(ownId)}`, inFile: true });
  return { definition, definitions, references, present, ownId, parent, stored };
}

function idOf(reference: Reference, ownId: string | null): string {
  const id = `${reference.alias}.${quoted(reference.targetId ?? '')}`;
  // The row above may come with the same file: its id is then in the staged row.
  return reference.toSelf && ownId ? `coalesce(${reference.alias}s.${quoted(ownId)}, ${id})` : id;
}

/** Joins from the staged row `s` to the rows whose ids are stored, and to the parent that gives the union. */
export function joins(plan: Plan): string {
  return plan.references
    .filter((reference) => reference.targetId !== null || reference === plan.parent)
    .filter((reference) => plan.present.includes(reference.column))
    .map((reference) => {
      const own = quoted(reference.targetColumn);
      const join = `left join ${quoted(reference.target.table)} ${reference.alias}
        on ${reference.alias}.${own} = s.${quoted(reference.column)}`;
      const staged = `left join import_stage ${reference.alias}s
        on ${reference.alias}s.${own} = s.${quoted(reference.column)}`;
      return reference.toSelf && plan.ownId ? `${join} ${staged}` : join;
    })
    .join('\n');
}

/** Condition that `t`, a row of the table, has the key of the staged row `s`. */
export function sameKey(plan: Plan): string {
  const columns = storageColumns(plan.definition).filter(({ column }) => plan.definition.key.includes(column));
  const parts = columns.map(({ sqlName }) => {
    const value = plan.stored.find((candidate) => candidate.sqlName === sqlName)?.value ?? 'null';
    return `t.${quoted(sqlName)} = ${value}`;
  });
  // Leads the primary key, so that it can be used.
  if (plan.parent) parts.unshift(`t.union_id = ${plan.parent.alias}.union_id`);
  return parts.join(' and ');
}

/** The key of the staged row `s` in the exchange format, its parts joined by a slash. */
export function keyText(definition: RegisterDefinition): string {
  return definition.key.map((column) => `s.${quoted(column)}::text`).join(" || '/' || ");
}

/** A sentence about a dangling reference, as an SQL text. */
export function danglingReason(reference: Reference): string {
  return literal(`${reference.title}不存在：“${reference.target.title}”里没有这个编码。请先导入它，或改正编码。`);
}
