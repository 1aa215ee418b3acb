import { UnionFind } from '../clusters/union-find.ts';
import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import type { TwinJob } from './jobs.ts';
import { RowReader } from './row-reader.ts';
import { Scorer } from './scorer.ts';

/** Partners of a row below these log2 odds do not take it from one another anyway. */
const WORTH_ASKING = -4;
/** The best partners of a row that are held against each other. */
const MOST_PARTNERS = 6;
/** Log2 odds from which two rows of one register are taken for one employer. */
const SURE = 4;
/** Row numbers have at most so many values: a pair of them is one number. */
const ROWS = 2 ** 26;

/** Finds rows of a register that are one employer: by turns, a row that does not stand for itself and the one that does. */
export function weighTwins(spec: LinkageSpec, job: TwinJob): Uint32Array {
  const scorer = new Scorer(spec, job.weights, SURE);
  const reader = new RowReader(job.segments, rowWidth(spec));
  const sets = new UnionFind();
  const asked = new Set<number>();
  eachRivals(job, (rows) => {
    for (const [index, first] of rows.entries()) {
      for (const second of rows.slice(index + 1)) {
        const [low, high] = first < second ? [first, second] : [second, first];
        if (asked.has(low * ROWS + high)) continue;
        asked.add(low * ROWS + high);
        const [a, b] = [reader.row(low), reader.row(high)];
        scorer.hold(a.words, a.at);
        if (scorer.odds(b.words, b.at) >= SURE) sets.join(low, high);
      }
    }
  });
  return Uint32Array.from([...sets.standing()].flat());
}

/** The rows that share a likely partner in the other register, the likeliest first, partner by partner. */
function eachRivals({ rows, others, odds }: TwinJob, visit: (rivals: readonly number[]) => void): void {
  const starts = new Uint32Array(afterGreatest(others) + 1);
  const isWorth = (pair: number): boolean => (odds[pair] ?? 0) >= WORTH_ASKING;
  for (let pair = 0; pair < odds.length; pair++) {
    const other = others[pair] ?? 0;
    if (isWorth(pair)) starts[other] = (starts[other] ?? 0) + 1;
  }
  let end = 0;
  for (let other = 0; other < starts.length; other++) starts[other] = end += starts[other] ?? 0;
  // Filled from the end, each start walks down to its beginning, and pairs stand in their order.
  const pairs = new Uint32Array(end);
  for (let pair = odds.length - 1; pair >= 0; pair--) {
    const other = others[pair] ?? 0;
    if (isWorth(pair)) pairs[(starts[other] = (starts[other] ?? 0) - 1)] = pair;
  }
  for (let other = 0; other + 1 < starts.length; other++) {
    const [from = 0, to = 0] = [starts[other], starts[other + 1]];
    if (to - from < 2) continue;
    const best = [...pairs.subarray(from, to)].sort((a, b) => (odds[b] ?? 0) - (odds[a] ?? 0));
    visit(best.slice(0, MOST_PARTNERS).map((pair) => rows[pair] ?? 0));
  }
}

function afterGreatest(rows: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < rows.length; at++) count = Math.max(count, (rows[at] ?? 0) + 1);
  return count;
}
