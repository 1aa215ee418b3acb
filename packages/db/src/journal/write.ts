import type { Actor } from '@jianjia/kernel';
import type { PoolClient } from '../pool.ts';
import { refuseSecrets } from './secrets.ts';
import type { Json } from './types.ts';

/** What the journal says about an act besides who did it and when. */
export interface JournalEntry {
  /** Address of the act, room and verb: `identity.grantRole`. */
  readonly act: string;
  /** The union whose record it is. */
  readonly unionId?: string | null;
  /** The record: `members/M001` (register and key), `account/<id>`. */
  readonly subject?: string | null;
  /** What was so, and what is so now. */
  readonly before?: Json;
  readonly after?: Json;
  /** Why, in the words of whoever did it. */
  readonly reason?: string | null;
}

/**
 * Writes one line of the journal inside the act's transaction (read committed); it gets its place in the chain when the
 * transaction commits, and leaves no trace when it does not. Best the last statement of an act.
 * @throws Error when `before` or `after` holds a secret or an identity number: a fault of the program
 */
export async function writeJournal(client: PoolClient, actor: Actor, entry: JournalEntry): Promise<void> {
  refuseSecrets(entry.before, 'before');
  refuseSecrets(entry.after, 'after');
  await client.query({
    name: 'journal.write',
    text: `insert into journal.entry (actor_id, actor, reach, act, union_id, subject, before, after, reason, request_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      actor.accountId,
      actor.name,
      actor.reach,
      entry.act,
      entry.unionId ?? null,
      entry.subject ?? null,
      json(entry.before),
      json(entry.after),
      entry.reason ?? null,
      actor.requestId,
    ],
  });
}

function json(value: Json | undefined): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
