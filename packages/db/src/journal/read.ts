import type { Pool, PoolClient } from '../pool.ts';
import type { Json } from './types.ts';

export interface JournalFilter {
  /** Day of the chain, in China. */
  readonly day?: string;
  readonly act?: string;
  readonly unionId?: string;
  /** At most so many lines, the newest. */
  readonly limit: number;
}

export interface JournalRow {
  readonly day: string;
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actor: string;
  readonly reach: string;
  readonly act: string;
  readonly unionId: string | null;
  readonly subject: string | null;
  readonly before: Json;
  readonly after: Json;
  readonly reason: string | null;
  readonly requestId: string;
}

/** The newest lines that fit, newest first. For a role that sees the chain. */
export async function readJournal(client: Pool | PoolClient, filter: JournalFilter): Promise<readonly JournalRow[]> {
  const { rows } = await client.query<JournalRow>(
    `select to_char(l.day, 'YYYY-MM-DD') as day, l.seq, e.at, e.actor_id as "actorId", e.actor, e.reach, e.act,
      e.union_id as "unionId", e.subject, e.before, e.after, e.reason, e.request_id as "requestId"
    from journal.link l join journal.entry e on e.entry_id = l.entry_id
    where ($1::date is null or l.day = $1) and ($2::text is null or e.act = $2) and ($3::uuid is null or e.union_id = $3)
    order by l.day desc, l.seq desc limit $4`,
    [filter.day ?? null, filter.act ?? null, filter.unionId ?? null, filter.limit],
  );
  return rows;
}
