import type { PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';

export async function writeJournal(
  _client: PoolClient,
  _actor: Actor,
  _entry: {
    readonly act: string;
    readonly unionId?: string | null;
    readonly subject?: string | null;
    readonly before?: unknown;
    readonly after?: unknown;
    readonly reason?: string | null;
  },
): Promise<void> {}
