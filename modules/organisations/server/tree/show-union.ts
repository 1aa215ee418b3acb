import { inTransaction, type Source } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { UnionHead } from '../../contract/tree.ts';
import { requireUnion } from '../require-union.ts';
import { headStatement } from './tree-sql.ts';

/**
 * What the head of a union's pages shows: the union, its chain, its numbers.
 * @throws Problem organisations.noUnion
 */
export function showUnion(
  source: Source,
  code: string,
  asOf: PlainDate,
): Promise<UnionHead & { readonly as_of: string }> {
  const { sql, values } = headStatement(code, asOf);
  return inTransaction(
    source,
    async (client) => {
      const { rows } = await client.query<UnionHead>(sql, [...values]);
      const [head] = rows;
      if (head) return { ...head, as_of: asOf };
      await requireUnion(client, code);
      throw new Error(`union ${code} was found by one statement and not by another`);
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}
