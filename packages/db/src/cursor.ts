import type { PoolClient } from './pool.ts';
import type { Statement } from './statement.ts';

const BATCH = 500;
let opened = 0;

/**
 * The rows of a statement through a cursor, some hundred at a time, so that memory is bounded whatever their number; in the
 * transaction of `client`, which may send other statements meanwhile. A loop that is left early leaves the cursor to the end of the
 * transaction.
 */
export async function* cursorRows<T extends object>(client: PoolClient, { sql, values }: Statement): AsyncGenerator<T> {
  opened += 1;
  const cursor = `rows_${opened}`;
  await client.query(`declare ${cursor} no scroll cursor for ${sql}`, [...values]);
  for (;;) {
    const { rows } = await client.query<T>(`fetch ${BATCH} from ${cursor}`);
    yield* rows;
    if (rows.length < BATCH) break;
  }
  await client.query(`close ${cursor}`);
}
