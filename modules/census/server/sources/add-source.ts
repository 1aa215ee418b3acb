import { inTransaction, writeJournal, type PoolClient } from '@jianjia/db';
import type { SourceToAdd } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { type Doer, mayWrite } from '../doer.ts';

/**
 * Names a department's register; answers its id.
 * @throws Problem census.noPlace, census.sourceKnown
 */
export async function addSource(doer: Doer, { at, department, title }: SourceToAdd): Promise<string> {
  return inTransaction(doer.source, async (client) => {
    const unionId = await federationOf(client, at);
    const added = await client.query<{ id: string }>(
      `insert into census.source (union_id, department, title) values ($1, $2, $3)
       on conflict (union_id, title) do nothing returning source_id as id`,
      [unionId, department, title],
    );
    const [source] = added.rows;
    if (!source) throw problems.sourceKnown(title);
    await writeJournal(client, doer.actor, {
      act: 'census.addSource',
      unionId,
      subject: `census/source/${source.id}`,
      after: { department, title },
    });
    return source.id;
  });
}

/**
 * The federation that takes in: the one named, else the highest the actor may write for.
 * @throws Problem census.noPlace
 */
export async function federationOf(client: PoolClient, at: string | undefined): Promise<string> {
  const found = await client.query<{ id: string }>(
    `select u.union_id as id from organisations.union u
     where u.kind in ('city', 'county', 'zone', 'township', 'federation')
       and case when $1::text is not null
         then (u.union_code = $1 or u.union_id::text = $1) and ${mayWrite('u.union_id')}
         when identity.sees_all('census:write') then u.parent_id is null
         else u.union_id = any (identity.roots('census:write')) end
     order by u.union_code collate "C" limit 1`,
    [at ?? null],
  );
  const [union] = found.rows;
  if (!union) throw problems.noPlace();
  return union.id;
}
