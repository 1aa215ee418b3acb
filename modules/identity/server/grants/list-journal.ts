import { inTransaction, type Acting } from '@jianjia/db';
import { visibleUnion } from './look-up.ts';

export interface JournalFilter {
  readonly union?: string | undefined;
  readonly act?: string | undefined;
  /** Only what was done before this instant, for the next page. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface ListedEntry {
  /** With microseconds: the next page begins exactly here. */
  readonly at: string;
  readonly actor: string;
  readonly reach: string;
  readonly act: string;
  readonly union: { readonly code: string; readonly name: string } | null;
  readonly subject: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly requestId: string;
}

/** Lines of the journal, newest first: of unions where the actor may read it, and the actor's own. */
export async function listJournal(
  acting: Acting,
  { union, act, before, limit }: JournalFilter,
): Promise<ListedEntry[]> {
  return inTransaction(
    acting,
    async (client) => {
      const at = union === undefined ? null : await visibleUnion(client, union);
      const found = await client.query<Omit<ListedEntry, 'union'> & { code: string | null; unionName: string | null }>(
        `select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor, e.reach, e.act, u.union_code as code, u.name as "unionName", e.subject, e.before, e.after,
           e.reason, e.request_id as "requestId"
         from journal.entry e left join organisations.union u on u.union_id = e.union_id
         where ($1::uuid is null or e.union_id = $1) and ($2::text is null or e.act = $2)
           and ($3::timestamptz is null or e.at < $3)
         order by e.at desc, e.entry_id desc limit $4`,
        [at?.unionId ?? null, act ?? null, before ?? null, limit],
      );
      return found.rows.map(({ code, unionName, ...entry }) => ({
        ...entry,
        union: code === null || unionName === null ? null : { code, name: unionName },
      }));
    },
    { readOnly: true },
  );
}
