import { inTransaction, type Source } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { UnionHead } from '../../contract/tree.ts';
import { requireUnion } from '../require-union.ts';
import { headStatement } from './tree-sql.ts';

/** A union with the id its records are kept under. */
export type KnownUnion = UnionHead & { readonly union_id: string };

/** The union of a code with its chain and its numbers; null when it is not within sight. */
export async function findUnion(source: Source, code: string, asOf: PlainDate): Promise<KnownUnion | null> {
  const { sql, values } = headStatement(code, asOf);
  const { rows } = await inTransaction(source, (client) => client.query<KnownUnion>(sql, [...values]), {
    readOnly: true,
  });
  return rows[0] ?? null;
}

/**
 * What the head of a union's pages shows.
 * @throws Problem organisations.noUnion
 */
export async function showUnion(
  source: Source,
  code: string,
  asOf: PlainDate,
): Promise<UnionHead & { readonly as_of: string }> {
  const found = await findUnion(source, code, asOf);
  if (!found) {
    await inTransaction(source, (client) => requireUnion(client, code), { readOnly: true });
    // It came into sight between the two looks.
    return showUnion(source, code, asOf);
  }
  const { union_id: _id, ...head } = found;
  return { ...head, as_of: asOf };
}
