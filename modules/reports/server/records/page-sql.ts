import { belowSql, ownSql, type PlaceInSight } from '@jianjia/organisations/server';
import type { Column, RegisterDefinition } from '@jianjia/registers';
import { endColumn, ownerIdColumn, storageColumns } from '@jianjia/registers';
import { HIDDEN_NUMBER } from '@jianjia/vault';

/** One column of a page: what is selected for it, and how it can be asked for. */
export interface PageColumn {
  readonly id: string;
  readonly title: string;
  readonly declared: Column;
  /** SQL of the value as it is shown; null for what is never looked into. */
  readonly sql: string;
  /** Shown in part only: cannot be asked for, sorted by or searched in. */
  readonly isMasked: boolean;
}

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

/** The columns of a register as a page shows them; names come from the declarations only. */
export function pageColumns(definition: RegisterDefinition): readonly PageColumn[] {
  const stored = storageColumns(definition);
  return Object.entries(definition.columns).map(([id, declared]) => {
    const column = stored.find((one) => one.column === id && one.part !== 'hash' && one.part !== 'end');
    const isMasked = declared.sealed !== undefined || declared.shown !== undefined;
    return {
      id,
      title: declared.title,
      declared,
      isMasked,
      sql: isMasked ? maskedSql(id, declared) : shown(id, column),
    };
  });
}

/** What may be seen without opening: that there is an identity number, the end of a telephone, the year of a day. */
function maskedSql(id: string, { sealed }: Column): string {
  if (sealed === undefined) return `to_char(t.${quoted(id)}, 'YYYY')`;
  if (sealed === 'id_number') return `case when t.${quoted(id)} is not null then '${HIDDEN_NUMBER}' end`;
  return `'****' || t.${quoted(endColumn(id, sealed))}`;
}

function shown(id: string, column: { readonly sqlName: string; readonly sqlType: string } | undefined): string {
  const name = `t.${quoted(column?.sqlName ?? id)}`;
  if (column?.sqlType !== 'uuid') return name;
  return `(select x.union_code from organisations.union x where x.union_id = ${name})`;
}

/** Rows that belong to the union `$1` with its branches and groups, or with everything below it. */
export function scopeSql(
  definition: RegisterDefinition,
  place: Pick<PlaceInSight, 'rooted'>,
  scope: 'own' | 'below',
): string {
  const within = (column: string) => (scope === 'own' ? ownSql(column, '$1') : belowSql(place, column, '$1'));
  const owner = ownerIdColumn(definition);
  if (owner !== null) return within(`t.${quoted(owner)}`);
  const uscc = quoted(definition.owner.column);
  return `t.${uscc} in (select e.uscc from employers.employer e where ${within('e.union_id')})`;
}

/** A condition on the text of a column; `place` is the parameter. */
export function equalsSql(column: PageColumn, place: number): string {
  return `(${column.sql})::text = $${place}`;
}

const SEARCHED = new Set(['text', 'identifier', 'code', 'uscc', 'choice']);

/** A condition that some text of the row contains the parameter, which has its wildcards escaped. */
export function containsSql(columns: readonly PageColumn[], place: number): string {
  const texts = columns.filter(({ isMasked, declared }) => !isMasked && SEARCHED.has(declared.type.kind));
  return `(${texts.map(({ sql }) => `${sql} ilike '%' || $${place} || '%'`).join(' or ')})`;
}

/** Order of the page: the column asked for, then the key, so that pages never overlap. */
export function orderSql(
  definition: RegisterDefinition,
  columns: readonly PageColumn[],
  sort: string | undefined,
  order: 'asc' | 'desc',
): string {
  const key = definition.key.map((id) => columns.find((column) => column.id === id)?.sql ?? quoted(id));
  const first = columns.find(({ id, isMasked }) => id === sort && !isMasked);
  return [...(first ? [`${first.sql} ${order} nulls last`] : []), ...key].join(', ');
}

/** `schema.table` of a register, quoted. */
export function tableSql(definition: RegisterDefinition): string {
  return quoted(definition.table);
}
