import { inTransaction, writeJournal, type Acting } from '@jianjia/db';
import type { ItemChange } from '../../contract/index.ts';
import { problems } from './problems.ts';

interface DeletedRow {
  readonly unionId: string;
  readonly scheme: string;
  readonly version: string;
  readonly track: string;
  readonly title: string;
  readonly changes: readonly ItemChange[];
}

/**
 * Takes a draft back; the journal keeps what it said.
 * @throws Problem schemes.noDraft, mayNotDelete
 */
export async function deleteDraft(acting: Acting, draftId: string): Promise<void> {
  await inTransaction(acting, async (client) => {
    const seen = await client.query('select from schemes.draft where draft_id = $1', [draftId]);
    if (seen.rowCount === 0) throw problems.noDraft();
    const deleted = await client.query<DeletedRow>(
      `delete from schemes.draft where draft_id = $1
       returning union_id as "unionId", scheme, version, track, title, changes`,
      [draftId],
    );
    const [draft] = deleted.rows;
    if (!draft) throw problems.mayNotDelete();
    const { unionId, ...before } = draft;
    await writeJournal(client, acting.actor, {
      act: 'schemes.deleteDraft',
      unionId,
      subject: `drafts/${draftId}`,
      before,
    });
  });
}
