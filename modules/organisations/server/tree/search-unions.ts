import { inTransaction, type Source } from '@jianjia/db';
import type { FoundUnion } from '../../contract/tree.ts';
import { requireUnion } from '../require-union.ts';
import { type SearchQuery, searchStatement } from './tree-sql.ts';

export interface FoundPage {
  readonly unions: readonly FoundUnion[];
  readonly next: string | null;
}

/**
 * The unions within reach that answer a text, the best first.
 * @throws Problem organisations.noUnion when the last one of the page before is not there any more
 */
export function searchUnions(source: Source, query: SearchQuery): Promise<FoundPage> {
  return inTransaction(
    source,
    async (client) => {
      if (query.after !== undefined) await requireUnion(client, query.after);
      const { sql, values } = searchStatement(query);
      const { rows } = await client.query<FoundUnion>(sql, [...values]);
      const unions = rows.slice(0, query.limit);
      return { unions, next: rows.length > query.limit ? (unions.at(-1)?.code ?? null) : null };
    },
    { readOnly: true },
  );
}
