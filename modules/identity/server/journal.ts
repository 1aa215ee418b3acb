import type { PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';

/** One line of the journal, in the transaction of its act. */
export interface JournalEntry {
  readonly act: string;
  readonly unionId?: string | null;
  readonly subject?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
}

/** Stands in for the journal of @jianjia/db, which has the same signature. */
export async function writeJournal(_client: PoolClient, _actor: Actor, _entry: JournalEntry): Promise<void> {}
