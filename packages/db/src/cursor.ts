import type { PoolClient } from './pool.ts';
import type { Statement } from './statement.ts';

const BATCH = 500;

/**
 * The rows of a statement through a cursor, some hundred at a time, so that memory is bounded whatever their number. In the
 * transaction of `client`, which may send other statements meanwhile, but no second cursor. Leaving the loop early is fine.
 */
export async function* cursorRows<T extends object>(client: PoolClient, { sql, values }: Statement): AsyncGenerator<T> {
  await client.query(`declare rows_read no scroll cursor for ${sql}`, [...values]);
  for (;;) {
    const { rows } = await client.query<T>(`fetch ${BATCH} from rows_read`);
    yield* rows;
    if (rows.length < BATCH) break;
  }
  await client.query('close rows_read');
}
