import { inTransaction, writeJournal, type Acting, type PoolClient } from '@jianjia/db';
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
    const unionId = await unionOf(client, wanted.at);
    const { track, title, reason } = wanted;
    const { accountId, name } = acting.actor;
    const added = await client.query<{ id: string }>(
      `insert into schemes.draft
         (union_id, scheme, version, track, file, title, reason, changes, content, drawn_up_by, author)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning draft_id as id`,
      [unionId, scheme, version, track, file, title, reason, JSON.stringify(changes), content, accountId, name],
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

/** The union named, else the root of what the actor may draw up standards for. */
async function unionOf(client: PoolClient, at: string | undefined): Promise<string> {
  const found = await client.query<{ id: string }>(
    `select u.union_id as id from organisations.union u
     where case when $1::text is not null then u.union_code = $1 and identity.may('standards:draft', u.union_id)
       when identity.sees_all('standards:draft') then u.parent_id is null
       else u.union_id = any (identity.roots('standards:draft')) end
     order by u.union_code collate "C" limit 1`,
    [at ?? null],
  );
  const [union] = found.rows;
  if (!union) throw problems.noUnion();
  return union.id;
}
