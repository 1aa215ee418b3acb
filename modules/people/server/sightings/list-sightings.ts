import { type Acting, inTransaction, type PoolClient } from '@jianjia/db';
import type { Sighting } from '../../contract/index.ts';

export interface SightingPage {
  readonly before?: string | undefined;
  readonly limit: number;
}

interface SightingRow extends Omit<Sighting, 'seenAt'> {
  readonly seenAt: Date;
}

/** Who looked at the data of the actor, the newest first; what the actor looked at is not told. */
export function listSightings(acting: Acting, page: SightingPage): Promise<readonly Sighting[]> {
  return inTransaction(
    acting,
    (client) =>
      sightings(
        client,
        's.member_no = any (identity.own_members()) and s.account_id is distinct from identity.actor_id()',
        null,
        page,
      ),
    { readOnly: true },
  );
}

/** Who looked at the data of a member; row policies admit whoever reads the journal of the union. */
export function listMemberSightings(
  acting: Acting,
  memberNo: string,
  page: SightingPage,
): Promise<readonly Sighting[]> {
  return inTransaction(
    acting,
    (client) => sightings(client, `s.member_no = $3 and identity.may('journal:read', s.union_id)`, memberNo, page),
    { readOnly: true },
  );
}

async function sightings(
  client: PoolClient,
  condition: string,
  memberNo: string | null,
  { before, limit }: SightingPage,
): Promise<readonly Sighting[]> {
  const found = await client.query<SightingRow>(
    `select s.member_no as "memberNo", s.seen_at as "seenAt", s.viewer, s.viewer_union as "viewerUnion", s.what, s.reason
     from people.sighting s
     where ${condition} and ($1::timestamptz is null or s.seen_at < $1)
     order by s.seen_at desc, s.sighting_id desc limit $2`,
    memberNo === null ? [before ?? null, limit] : [before ?? null, limit, memberNo],
  );
  return found.rows.map(({ seenAt, ...row }) => ({ ...row, seenAt: seenAt.toISOString() }));
}
