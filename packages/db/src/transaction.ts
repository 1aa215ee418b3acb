import type { Client } from 'pg';
import { type Actor, Problem } from '@jianjia/kernel';
import type { Pool, PoolClient } from './pool.ts';
import { throwAsProblem } from './problems.ts';

export interface TransactionOptions {
  /** Default `read committed`. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** Breaks it off when it is aborted, in the middle of a statement too: the connection ends, the server rolls back. */
  readonly signal?: AbortSignal | undefined;
}

/** A pool and the actor whose eyes every transaction on it has (row policies of the role `app`). */
export interface Acting {
  readonly pool: Pool;
  readonly actor: Actor;
}

/** Where transactions are made: a pool that needs no actor (`system`, `owner`), or one that acts for somebody. */
export type Source = Pool | Acting;

/** A transaction that is ended by hand, for readers that hand out rows as they come. */
export interface OpenTransaction {
  readonly client: PoolClient;
  commit(): Promise<void>;
  /** After `commit` it does nothing. */
  rollback(): Promise<void>;
}

/**
 * Runs `work` in one transaction on one connection: committed when it returns, rolled back when it throws.
 * @throws Problem for faults of the server, the connection or the disk; everything else as thrown by `work`
 */
export async function inTransaction<T>(
  source: Source,
  work: (client: PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const transaction = await openTransaction(source, options);
  try {
    const result = await work(transaction.client);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    return throwAsProblem(error);
  }
}

/** Begins a transaction and sets its actor; the actor ends with it, however it ends. */
export async function openTransaction(source: Source, options: TransactionOptions = {}): Promise<OpenTransaction> {
  const acting = 'actor' in source;
  options.signal?.throwIfAborted();
  const client = await (acting ? source.pool : source).connect().catch(throwAsProblem);
  // The end of a pooled client is for the pool to make; one in the middle of a statement only lets go of its socket.
  const breakOff = (): void => void (client as unknown as Client).end().catch(() => {});
  options.signal?.addEventListener('abort', breakOff);
  const end = once((broken: boolean) => {
    options.signal?.removeEventListener('abort', breakOff);
    client.release(broken || options.signal?.aborted === true);
  });
  const rollback = async (): Promise<void> => {
    if (end.done) return;
    let broken = false;
    await client.query('rollback').catch(() => (broken = true));
    end.run(broken);
  };
  try {
    await begin(client, acting ? source.actor : null, options);
  } catch (error) {
    await rollback();
    return throwAsProblem(error);
  }
  const commit = async (): Promise<void> => {
    const answer = await client.query('commit');
    // PostgreSQL answers a commit after a swallowed error with ROLLBACK, not with an error.
    if (answer.command !== 'COMMIT') {
      throw new Problem(
        'db.notCommitted',
        'conflict',
        '数据库撤销了本次操作：其中一步已经失败。请查看前面的错误后重试。',
      );
    }
    end.run(false);
  };
  return { client, commit, rollback };
}

/**
 * Sent together: a round trip of its own for the actor would be felt in every request. The ticket goes as a parameter:
 * the text of a statement is read by other sessions of the same login (pg_stat_activity), and whoever has the ticket has
 * the reach. The statement has a name, so that a connection plans it once.
 */
async function begin(client: PoolClient, actor: Actor | null, options: TransactionOptions): Promise<void> {
  const access = options.readOnly ? 'read only' : 'read write';
  const sql = `begin isolation level ${options.isolation ?? 'read committed'} ${access}`;
  if (!actor) return void (await client.query(sql));
  const set = { ...SET_ACTOR, values: [actor.ticket ?? '', actor.requestId] };
  await together(client, () => [client.query(sql), client.query(set)]);
}

const SET_ACTOR = {
  name: 'set_actor',
  text: `select set_config('jianjia.actor', $1, true), set_config('jianjia.request', $2, true)`,
};

/**
 * Sends statements without waiting for the answer to each. Only for these few: streams of COPY cannot share a connection
 * in that mode. All answers are awaited before it ends, whatever the first one is.
 */
async function together(client: PoolClient, send: () => readonly Promise<unknown>[]): Promise<void> {
  const mode = client as { pipeline: boolean };
  mode.pipeline = true;
  const answers = await Promise.allSettled(send());
  mode.pipeline = false;
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
}

function once(work: (argument: boolean) => void): { readonly done: boolean; run(argument: boolean): void } {
  let done = false;
  return {
    get done() {
      return done;
    },
    run(argument) {
      done = true;
      work(argument);
    },
  };
}
