import { inTransaction, type Acting, type PoolClient, writeJournal } from '@jianjia/db';
import type { PairVerdict, WholePair } from '../../contract/index.ts';
import { type Standing, standingOf } from '../../domain/review/standing.ts';
import type { CensusDeps } from '../deps.ts';
import { problems } from '../problems.ts';
import { findPair, opinionsOf, ordered, type PairIds, type PairRow } from './pair-sql.ts';
import { waitingDecisions } from '../works/waiting.ts';
import { wholePair } from './show-pair.ts';

/**
 * Says whether the two are one employer; what it means for the list is worked out after the answer.
 * @throws Problem census.noPair, census.settledByOthers
 */
export async function decidePair(
  deps: CensusDeps,
  acting: Acting,
  named: PairIds,
  verdict: PairVerdict,
): Promise<WholePair> {
  return write(deps, acting, named, 'census.decidePair', verdict, (standing) => {
    if (!standing.mayDecide) throw problems.settledByOthers();
  });
}

/**
 * Takes the actor's own decision back, by a line of its own.
 * @throws Problem census.noPair, census.nothingToUndo
 */
export async function undoPair(deps: CensusDeps, acting: Acting, named: PairIds): Promise<WholePair> {
  return write(deps, acting, named, 'census.undoPair', 'undone', (standing) => {
    if (!standing.mayUndo) throw problems.nothingToUndo();
  });
}

async function write(
  deps: CensusDeps,
  acting: Acting,
  named: PairIds,
  act: string,
  verdict: PairVerdict | 'undone',
  check: (standing: Standing) => void,
): Promise<WholePair> {
  const ids = ordered(named);
  const answer = await inTransaction(acting, async (client) => {
    // One at a time for a pair, or two first answers would each think themselves the first.
    await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `census.pair/${ids.left}/${ids.right}`,
    ]);
    const pair = await findPair(client, ids);
    const standing = standingOf(await opinionsOf(client, ids), acting.actor.accountId, pair.persons);
    check(standing);
    await insert(client, acting, ids, pair, verdict, verdict !== 'undone' && standing.adjudicates);
    await writeJournal(client, acting.actor, {
      act,
      subject: `census/pair/${ids.left}/${ids.right}`,
      before: standing.mine === null ? null : { verdict: standing.mine },
      after: { verdict },
    });
    return wholePair(client, acting, ids);
  });
  for (const job of await waitingDecisions(deps.system)) await deps.jobs.send(job);
  return answer;
}

async function insert(
  client: PoolClient,
  { actor }: Acting,
  { left, right }: PairIds,
  pair: PairRow,
  verdict: string,
  adjudicates: boolean,
): Promise<void> {
  await client.query(
    `insert into census.decision (left_id, right_id, verdict, division_code, decided_by, persons, adjudicates, probability, model, spot)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      left,
      right,
      verdict,
      pair.division_code,
      actor.accountId,
      pair.persons,
      adjudicates,
      pair.probability,
      pair.model,
      pair.spot,
    ],
  );
}
