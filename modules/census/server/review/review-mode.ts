import { inTransaction, type Acting, type PoolClient, writeJournal } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { ReviewReport } from '../../contract/index.ts';
import { federationOf } from '../sources/add-source.ts';

/** What the actor sets, and what holds there. */
export async function modeOf(client: PoolClient): Promise<ReviewReport['mode']> {
  const unionId = await federationOf(client, undefined).catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });
  return unionId === null ? { union: null, persons: 1 } : modeAt(client, unionId);
}

async function modeAt(
  client: PoolClient,
  unionId: string,
): Promise<{ readonly union: { readonly id: string; readonly name: string }; readonly persons: number }> {
  const { rows } = await client.query<{ id: string; name: string; persons: number }>(
    `select u.union_id as id, u.name, census.persons_needed(u.division_code)::int as persons
     from organisations.union u where u.union_id = $1`,
    [unionId],
  );
  const { id = unionId, name = '', persons = 1 } = rows[0] ?? {};
  return { union: { id, name }, persons };
}

/**
 * Sets how many persons must agree on a pair in the place of a federation; the line before it stays.
 * @throws Problem census.noPlace
 */
export async function setReviewMode(
  acting: Acting,
  at: string | undefined,
  persons: 1 | 2,
): Promise<{ readonly union: { readonly id: string; readonly name: string }; readonly persons: number }> {
  return inTransaction(acting, async (client) => {
    const unionId = await federationOf(client, at);
    const before = await modeAt(client, unionId);
    await client.query(
      `insert into census.review_mode (union_id, division_code, persons, set_by)
       select union_id, division_code, $2, $3 from organisations.union where union_id = $1`,
      [unionId, persons, acting.actor.accountId],
    );
    await writeJournal(client, acting.actor, {
      act: 'census.setReviewMode',
      unionId,
      subject: `census/review-mode/${unionId}`,
      before: { persons: before.persons },
      after: { persons },
    });
    return modeAt(client, unionId);
  });
}
