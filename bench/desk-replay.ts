import type { Pool } from '@jianjia/db';

/** A statement as the service sent it. */
export interface Recorded {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Sends the statements of one answer, transaction and actor included, one after another, on one of as many connections as
 * the service has.
 */
export async function replay(pool: Pool, statements: readonly Recorded[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, values } of statements) await client.query(text, [...values]);
  } finally {
    client.release();
  }
}
