import { inTransaction, type Acting, Values } from '@jianjia/db';
import { z } from 'zod';
import type { QueuedPair, QueueQuery } from '../../contract/index.ts';
import { problems } from '../problems.ts';

interface QueuedRow {
  readonly left_id: string;
  readonly left_name: string;
  readonly right_id: string;
  readonly right_name: string;
  readonly division_code: string;
  readonly division_name: string;
  readonly probability: number;
  readonly matters: number;
  readonly given: number;
  readonly persons: number;
}

/**
 * Pairs that wait for the actor, those that matter most first: neither settled nor answered by the actor. Walks the index
 * by importance; what is settled has none and is not met.
 * @throws Problem census.lapsedPage
 */
export async function listPairs(
  acting: Acting,
  { division, after, limit }: QueueQuery,
): Promise<{ readonly pairs: readonly QueuedPair[]; readonly next: string | null }> {
  return inTransaction(
    acting,
    async (client) => {
      const values = new Values();
      const me = values.add(acting.actor.accountId);
      const conditions = ['p.matters > 0', 'not coalesce(o.mine, false)', 'o.settled is null'];
      if (division !== undefined) {
        conditions.push(
          `p.division_code >= ${values.add(division)} and p.division_code <= ${values.add(`${division}~`)}`,
        );
      }
      if (after !== undefined) {
        const [matters, left, right] = positionOf(after).map((one) => values.add(one));
        conditions.push(
          `(p.matters < ${matters}::real or p.matters = ${matters}::real and (p.left_id, p.right_id) > (${left}::uuid, ${right}::uuid))`,
        );
      }
      const { rows } = await client.query<QueuedRow>(
        `select q.*, d.name as division_name, census.persons_needed(q.division_code)::int as persons
         from (
           select p.left_id, l.name as left_name, p.right_id, r.name as right_name, p.division_code, p.probability, p.matters,
             o.given
           from census.pair p
           join census.entity l on l.entity_id = p.left_id
           join census.entity r on r.entity_id = p.right_id
           cross join lateral (
             select count(*) filter (where n.verdict <> 'undone')::int as given,
               bool_or(n.decided_by = ${me}::uuid and n.verdict <> 'undone') as mine,
               (select s.verdict from census.settled s where s.left_id = p.left_id and s.right_id = p.right_id) as settled
             from census.opinion n where n.left_id = p.left_id and n.right_id = p.right_id
           ) o
           where ${conditions.join(' and ')}
           order by p.matters desc, p.left_id, p.right_id
           limit ${values.add(limit + 1)}
         ) q
         join kernel.division d on d.code = q.division_code
         order by q.matters desc, q.left_id, q.right_id`,
        values.list,
      );
      const shown = rows.slice(0, limit);
      return { pairs: shown.map(queuedOf), next: rows.length > limit ? positionText(shown.at(-1)) : null };
    },
    { readOnly: true },
  );
}

function queuedOf(row: QueuedRow): QueuedPair {
  const { given, persons } = row;
  return {
    left: { entity_id: row.left_id, name: row.left_name },
    right: { entity_id: row.right_id, name: row.right_name },
    division: { code: row.division_code, name: row.division_name },
    probability: row.probability,
    matters: row.matters,
    stage: given === 0 ? 'open' : given >= 2 && persons === 2 ? 'adjudicate' : 'second',
  };
}

const Cursor = z.tuple([z.number().min(0).max(1), z.guid(), z.guid()]);

function positionText(row: QueuedRow | undefined): string | null {
  if (!row) return null;
  return Buffer.from(JSON.stringify([row.matters, row.left_id, row.right_id])).toString('base64url');
}

function positionOf(text: string): readonly [number, string, string] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw problems.lapsedPage();
  }
}
