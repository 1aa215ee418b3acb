import { inTransaction, type Acting } from '@jianjia/db';
import type { Draft, ItemChange, WholeDraft } from '../../contract/index.ts';
import { problems } from './problems.ts';

interface DraftRow extends Omit<Draft, 'drawn_up_at' | 'can'> {
  readonly drawn_up_at: Date;
  readonly may_delete: boolean;
}

const LINE = `d.draft_id, u.union_code as union, u.name as union_name, d.scheme, d.version, d.track, d.file, d.title,
  d.reason, d.author, d.drawn_up_at, identity.may('standards:draft', d.union_id) as may_delete`;
const FROM = `schemes.draft d join organisations.union u on u.union_id = d.union_id`;

/** One page of the drafts of a scheme, the newest first: their ids go up with time. */
export async function listDrafts(
  acting: Acting,
  scheme: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly drafts: readonly Draft[]; readonly next: string | null }> {
  return inTransaction(
    acting,
    async (client) => {
      const found = await client.query<DraftRow>(
        `select ${LINE} from ${FROM} where d.scheme = $1 and ($2::uuid is null or d.draft_id < $2)
         order by d.draft_id desc limit $3`,
        [scheme, after ?? null, limit + 1],
      );
      const drafts = found.rows.slice(0, limit).map(draftOf);
      return { drafts, next: found.rows.length > limit ? (drafts.at(-1)?.draft_id ?? null) : null };
    },
    { readOnly: true },
  );
}

/** A draft with its changes. Throws Problem schemes.noDraft. */
export async function showDraft(acting: Acting, draftId: string): Promise<WholeDraft> {
  return inTransaction(
    acting,
    async (client) => {
      const found = await client.query<DraftRow & { readonly changes: readonly ItemChange[] }>(
        `select ${LINE}, d.changes from ${FROM} where d.draft_id = $1`,
        [draftId],
      );
      const [row] = found.rows;
      if (!row) throw problems.noDraft();
      return { ...draftOf(row), changes: row.changes };
    },
    { readOnly: true },
  );
}

/** The changed file of a draft. Throws Problem schemes.noDraft where there is no such draft or file. */
export async function draftFile(acting: Acting, draftId: string, file: string): Promise<string> {
  return inTransaction(
    acting,
    async (client) => {
      const found = await client.query<{ content: string }>(
        'select content from schemes.draft where draft_id = $1 and file = $2',
        [draftId, file],
      );
      const [row] = found.rows;
      if (!row) throw problems.noDraft();
      return row.content;
    },
    { readOnly: true },
  );
}

function draftOf(row: DraftRow): Draft {
  const { draft_id, union, union_name, scheme, version, track, file, title, reason, author } = row;
  const about = { draft_id, union, union_name, scheme, version, track, file, title, reason, author };
  return { ...about, drawn_up_at: row.drawn_up_at.toISOString(), can: { delete: row.may_delete } };
}
