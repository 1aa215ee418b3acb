import type { Pool, PoolClient } from '@jianjia/db';

/** A line of a delivery as it is kept. */
export interface KeptLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const BATCH = 5000;

/** The lines of a delivery in their order, some thousand at a time. */
export async function* linesOf(client: Pool | PoolClient, delivery: string): AsyncGenerator<readonly KeptLine[]> {
  for (let after = 0; ;) {
    const { rows } = await client.query<KeptLine>(
      'select line, cells from census.line where delivery_id = $1 and line > $2 order by line limit $3',
      [delivery, after, BATCH],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.line;
  }
}
