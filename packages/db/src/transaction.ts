import { Problem } from '@jianjia/kernel';
import type { Pool, PoolClient } from './pool.ts';
import { throwAsProblem } from './problems.ts';

export interface TransactionOptions {
  /** Default `read committed`. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
}

/**
 * Runs `work` in one transaction on one connection: committed when it returns, rolled back when it throws.
 * @throws Problem for faults of the server, the connection or the disk; everything else as thrown by `work`
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect().catch(throwAsProblem);
  let broken = false;
  try {
    const access = options.readOnly ? 'read only' : 'read write';
    await client.query(`begin isolation level ${options.isolation ?? 'read committed'} ${access}`);
    const result = await work(client);
    const end = await client.query('commit');
    // PostgreSQL answers a commit after a swallowed error with ROLLBACK, not with an error.
    if (end.command !== 'COMMIT') {
      throw new Problem(
        'db.notCommitted',
        'conflict',
        '数据库撤销了本次操作：其中一步已经失败。请查看前面的错误后重试。',
      );
    }
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    return throwAsProblem(error);
  } finally {
    client.release(broken);
  }
}
