import type { Column, ColumnType, SealedKind } from './definition.ts';

type Need = { readonly required?: true };

const make =
  (type: ColumnType) =>
  (title: string, need: Need = {}): Column => ({ title, type, ...need });

/** Marks a column that may not be empty. */
export const required = { required: true } as const;

export const code = make({ kind: 'code' });
export const identifier = make({ kind: 'identifier' });
/** Free text; `sealed` marks a personal number that is encrypted at rest. */
export function text(title: string, need: Need & { readonly sealed?: SealedKind } = {}): Column {
  return { title, type: { kind: 'text' }, ...need };
}

/** A day; `shown` marks a personal one of which lists show the year only. */
export function date(title: string, need: Need & { readonly shown?: 'year' } = {}): Column {
  return { title, type: { kind: 'date' }, ...need };
}

export const flag = make({ kind: 'boolean' });
export const count = make({ kind: 'count' });
export const decimal = make({ kind: 'decimal' });
export const fraction = make({ kind: 'fraction' });
export const money = make({ kind: 'money' });
export const uscc = make({ kind: 'uscc' });
export const division = make({ kind: 'division' });
export const industry = make({ kind: 'industry' });

/** A closed list: id → Chinese title. */
export function choice(title: string, choices: Readonly<Record<string, string>>, need: Need = {}): Column {
  return { title, type: { kind: 'choice', choices }, ...need };
}

/** A value that must exist as `target` (`register.column`). */
export function reference(
  title: string,
  target: string,
  need: Need = {},
  type: ColumnType = referenceType(target),
): Column {
  return { title, type, references: target, ...need };
}

/** Unions have codes of a closed alphabet; the numbers of records are whatever the union prints. */
function referenceType(target: string): ColumnType {
  return { kind: target.endsWith('.union_code') ? 'code' : 'identifier' };
}
