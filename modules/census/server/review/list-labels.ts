import { inTransaction, type Acting } from '@jianjia/db';
import { z } from 'zod';
import { problems } from '../problems.ts';

/** A settled pair as linkage learns from it. */
export interface Label {
  readonly a_id: string;
  readonly b_id: string;
  readonly match: boolean;
}

/**
 * Settled pairs of which both sides are there, by their ids.
 * @throws Problem census.lapsedPage
 */
export async function listLabels(
  acting: Acting,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly labels: readonly Label[]; readonly next: string | null }> {
  const [left, right] = after === undefined ? FIRST : positionOf(after);
  return inTransaction(
    acting,
    async (client) => {
      const { rows } = await client.query<Label>(
        `select s.left_id as a_id, s.right_id as b_id, s.verdict = 'same' as match
         from census.settled s
         where s.verdict is not null and (s.left_id, s.right_id) > ($1::uuid, $2::uuid)
           and exists (select from census.entity where entity_id = s.left_id)
           and exists (select from census.entity where entity_id = s.right_id)
         order by s.left_id, s.right_id limit $3`,
        [left, right, limit + 1],
      );
      const labels = rows.slice(0, limit);
      const last = labels.at(-1);
      return { labels, next: rows.length > limit && last ? `${last.a_id}.${last.b_id}` : null };
    },
    { readOnly: true },
  );
}

const FIRST = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'] as const;
const Position = z.tuple([z.guid(), z.guid()]);

function positionOf(text: string): readonly [string, string] {
  const parsed = Position.safeParse(text.split('.'));
  if (!parsed.success) throw problems.lapsedPage();
  return parsed.data;
}
