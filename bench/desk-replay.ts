import { createPool, type Pool } from '@jianjia/db';

/** A statement as the service sent it. */
export interface Recorded {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Connections as the role of requests, one per user. */
export function appPool(url: string, users: number): Pool {
  return createPool({ url, role: 'app', name: 'bench by hand', max: users });
}

/** Sends the statements of one answer, transaction and actor included, one after another on one connection. */
export async function replay(pool: Pool, statements: readonly Recorded[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, values } of statements) await client.query(text, [...values]);
  } finally {
    client.release();
  }
}
