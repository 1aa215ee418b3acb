import { inTransaction, type Source } from '@jianjia/db';
import type { ListedUnion } from '../../contract/tree.ts';
import { requireUnion } from '../require-union.ts';
import { type BelowQuery, belowStatement } from './tree-sql.ts';

export interface BelowAsked extends Omit<BelowQuery, 'parent'> {
  /** Code of the union above. */
  readonly parent?: string | undefined;
}

export interface BelowPage {
  readonly as_of: string;
  readonly unions: readonly ListedUnion[];
  readonly next: string | null;
}

/**
 * A page of the unions directly below one, or of the uppermost within sight.
 * @throws Problem organisations.noUnion
 */
export function listBelow(source: Source, { parent, ...query }: BelowAsked): Promise<BelowPage> {
  return inTransaction(
    source,
    async (client) => {
      const parentId = parent === undefined ? null : await requireUnion(client, parent);
      const { sql, values } = belowStatement({ ...query, parent: parentId });
      const { rows } = await client.query<ListedUnion>(sql, [...values]);
      const unions = rows.slice(0, query.limit);
      return { as_of: query.asOf, unions, next: rows.length > query.limit ? (unions.at(-1)?.code ?? null) : null };
    },
    { readOnly: true },
  );
}
