import { inTransaction, writeJournal, type Acting } from '@jianjia/db';
import type { DraftToCreate } from '../../contract/index.ts';
import type { RevisedFile } from './deps.ts';
import { problems } from './problems.ts';

/**
 * Keeps changes of a published standard as a draft; answers its id.
 * @throws Problem schemes.noUnion
 */
export async function createDraft(
  acting: Acting,
  scheme: string,
  wanted: DraftToCreate,
  { version, file, content, changes }: RevisedFile,
): Promise<string> {
  return inTransaction(acting, async (client) => {
    const union = await client.query<{ id: string }>(
      `select union_id as id from organisations.union where union_code = $1 and identity.may('standards:draft', union_id)`,
      [wanted.at],
    );
    const unionId = union.rows[0]?.id;
    if (unionId === undefined) throw problems.noUnion();
    const { track, title, reason } = wanted;
    const added = await client.query<{ id: string }>(
      `insert into schemes.draft
         (union_id, scheme, version, track, file, title, reason, changes, content, drawn_up_by, author)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning draft_id as id`,
      [
        ...[unionId, scheme, version, track, file, title, reason, JSON.stringify(changes), content],
        ...[acting.actor.accountId, acting.actor.name],
      ],
    );
    const draftId = added.rows[0]?.id ?? '';
    await writeJournal(client, acting.actor, {
      act: 'schemes.createDraft',
      unionId,
      subject: `drafts/${draftId}`,
      after: { scheme, version, track, title, changes },
      reason,
    });
    return draftId;
  });
}
