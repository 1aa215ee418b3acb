import { inTransaction, type Acting, Values } from '@jianjia/db';
import { z } from 'zod';
import type { PairKind, QueuedPair, QueueQuery } from '../../contract/index.ts';
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
  readonly key: number;
}

/** How pairs of a kind are found in order: both walk along an index, whatever the number of pairs. */
interface Walk {
  readonly among: string;
  /** What they are sorted by, then by ids. */
  readonly key: string;
  readonly direction: '' | 'desc';
  /** The type of the key, and what a key that comes later is. */
  readonly type: 'real' | 'float8';
  readonly later: '<' | '>';
}

const WALKS: Readonly<Record<PairKind, Walk>> = {
  // What is settled or joined matters nothing and is not met.
  doubtful: { among: 'p.matters > 0', key: 'p.matters', direction: 'desc', type: 'real', later: '<' },
  joined: {
    // What a decision about others has parted matters again, and is doubted rather than checked.
    among: 'p.joined and p.matters = 0',
    key: 'census.spot_rank(p.left_id, p.right_id, p.probability)',
    direction: '',
    type: 'float8',
    later: '>',
  },
};

/**
 * Pairs that wait for the actor, neither settled nor answered by the actor: doubtful ones, those that matter most first, or
 * joined ones in the order of their lots.
 * @throws Problem census.lapsedPage
 */
export async function listPairs(
  acting: Acting,
  { kind, division, after, limit }: QueueQuery,
): Promise<{ readonly pairs: readonly QueuedPair[]; readonly next: string | null }> {
  return inTransaction(
    acting,
    async (client) => {
      const { among, key, direction, type, later } = WALKS[kind];
      // The planner takes one row in two hundred to lie within a reach, and would rather sort them all than walk to the first.
      await client.query('set local enable_sort = off');
      const values = new Values();
      const me = values.add(acting.actor.accountId);
      const conditions = [among, 'not coalesce(o.mine, false)', 'o.settled is null'];
      if (division !== undefined) {
        conditions.push(
          `p.division_code >= ${values.add(division)} and p.division_code <= ${values.add(`${division}~`)}`,
        );
      }
      if (after !== undefined) {
        const [at, left, right] = positionOf(after).map((one) => values.add(one));
        conditions.push(
          `(${key} ${later} ${at}::${type} or ${key} = ${at}::${type} and (p.left_id, p.right_id) > (${left}::uuid, ${right}::uuid))`,
        );
      }
      const { rows } = await client.query<QueuedRow>(
        `select q.*, d.name as division_name, census.persons_needed(q.division_code)::int as persons
         from (
           select p.left_id, l.name as left_name, p.right_id, r.name as right_name, p.division_code, p.probability, p.matters,
             o.given, ${key} as key
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
           order by ${key} ${direction}, p.left_id, p.right_id
           limit ${values.add(limit + 1)}
         ) q
         join kernel.division d on d.code = q.division_code
         order by q.key ${direction}, q.left_id, q.right_id`,
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
  return Buffer.from(JSON.stringify([row.key, row.left_id, row.right_id])).toString('base64url');
}

function positionOf(text: string): readonly [number, string, string] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw problems.lapsedPage();
  }
}
