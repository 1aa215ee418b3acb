import type { PairStage, PairVerdict } from '../../contract/review.ts';

/** What one person holds of a pair, her last word; `order` grows with time. */
export interface Opinion {
  readonly by: string;
  readonly verdict: PairVerdict | 'undone';
  /** How many persons had to agree when she said so. */
  readonly persons: number;
  readonly adjudicates: boolean;
  readonly order: number;
}

/** Where a pair stands for somebody. */
export interface Standing {
  readonly stage: PairStage;
  /** What counts; null while open. */
  readonly verdict: 'same' | 'different' | null;
  readonly mine: PairVerdict | null;
  /** A decision of hers now would be that of the third person. */
  readonly adjudicates: boolean;
  /** What she may know of the others: nothing while she is to answer on her own. */
  readonly others: readonly PairVerdict[];
  readonly mayDecide: boolean;
  readonly mayUndo: boolean;
}

/** The verdict that counts, as the view census.settled has it. */
export function settledVerdict(opinions: readonly Opinion[]): 'same' | 'different' | null {
  const said = opinions
    .filter((one): one is Opinion & { verdict: 'same' | 'different' } => ['same', 'different'].includes(one.verdict))
    .toSorted((a, b) => b.order - a.order);
  const third = said.find(({ adjudicates }) => adjudicates);
  if (third) return third.verdict;
  const [last] = said;
  if (!last) return null;
  if (said.every(({ persons }) => persons === 1)) return last.verdict;
  return said.length >= 2 && said.every(({ verdict }) => verdict === last.verdict) ? last.verdict : null;
}

/** @param needed how many persons must agree now, where nobody has said anything yet */
export function standingOf(opinions: readonly Opinion[], me: string | null, needed: number): Standing {
  const live = opinions.filter(({ verdict }) => verdict !== 'undone');
  const persons = Math.max(needed, ...live.map((one) => one.persons));
  const verdict = settledVerdict(opinions);
  const mine = live.find(({ by }) => by === me);
  const others = live.filter(({ by }) => by !== me);
  const stage = stageOf(live, persons, verdict);
  const adjudicates = verdict === null && persons === 2 && others.length >= 2;
  const knows = persons === 1 || verdict !== null || adjudicates;
  return {
    stage,
    verdict,
    mine: mine === undefined ? null : (mine.verdict as PairVerdict),
    adjudicates: adjudicates || mine?.adjudicates === true,
    others: knows ? others.map((one) => one.verdict as PairVerdict) : [],
    mayDecide: mayDecide(verdict, persons, mine, others.length),
    // Two who differ wait for the third: taking back and answering again would be answering with knowledge.
    mayUndo: mine !== undefined && (stage !== 'adjudicate' || mine.adjudicates),
  };
}

/**
 * One's own word one may change as long as nobody else has answered; what others have settled they take back themselves;
 * where one person is enough and none was sure, anybody may go on.
 */
function mayDecide(verdict: string | null, persons: number, mine: Opinion | undefined, others: number): boolean {
  if (verdict !== null) return mine !== undefined && others === 0;
  return mine === undefined || others === 0 || persons === 1;
}

function stageOf(live: readonly Opinion[], persons: number, verdict: string | null): PairStage {
  if (verdict !== null) return 'settled';
  if (live.length === 0) return 'open';
  return persons === 2 && live.length >= 2 ? 'adjudicate' : 'second';
}
