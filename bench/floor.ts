import { allRegisters } from '@jianjia/assessments/contract';
import type { Pool } from '@jianjia/db';

/**
 * The floor of an evaluation: every register table it reads, counted once by its owner. Tables that belong to an
 * employer are counted by employer.
 */
export const floorStatements: readonly string[] = allRegisters.map(({ table, owner }) => {
  const key = owner.by === 'employer' ? owner.column : 'union_id';
  return `select ${key}, count(*) from ${table} group by ${key}`;
});

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly 'Execution Time': number }];
}

/**
 * Runs each statement once and sums the server's own times in milliseconds. EXPLAIN ANALYZE carries the statement out
 * whole and sends no rows, so what the client makes of a million rows does not flatter the floor.
 */
export async function runFloor(pool: Pool): Promise<number> {
  let sum = 0;
  for (const statement of floorStatements) {
    const explained = await pool.query<Explained>(
      `explain (analyze, timing off, buffers off, format json) ${statement}`,
    );
    sum += explained.rows[0]?.['QUERY PLAN'][0]['Execution Time'] ?? Number.NaN;
  }
  return sum;
}
