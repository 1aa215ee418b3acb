import { inTransaction, type Acting, type PoolClient } from '@jianjia/db';
import type { WholePair } from '../../contract/index.ts';
import { standingOf } from '../../domain/review/standing.ts';
import { explain } from './explain.ts';
import { findPair, opinionsOf, ordered, type PairIds, sidesOf } from './pair-sql.ts';

/**
 * A pair side by side, and where it stands for the actor.
 * @throws Problem census.noPair
 */
export async function showPair(acting: Acting, named: PairIds): Promise<WholePair> {
  return inTransaction(acting, (client) => wholePair(client, acting, named), { readOnly: true });
}

/** The same inside a transaction. */
export async function wholePair(client: PoolClient, { actor }: Acting, named: PairIds): Promise<WholePair> {
  const ids = ordered(named);
  const pair = await findPair(client, ids);
  const [left, right] = await sidesOf(client, ids);
  const standing = standingOf(await opinionsOf(client, ids), actor.accountId, pair.persons);
  return {
    left,
    right,
    probability: pair.probability,
    model: pair.model,
    joined: pair.joined,
    together: left.employer_id === right.employer_id,
    stage: standing.stage,
    verdict: standing.verdict,
    persons: pair.persons,
    mine: standing.mine,
    others: standing.others,
    explanation: await explain(client, ids),
    can: { decide: standing.mayDecide, undo: standing.mayUndo },
  };
}
