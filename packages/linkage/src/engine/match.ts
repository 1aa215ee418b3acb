import { weightsOf } from '../model/weights.ts';
import type { Model } from '../model/model.ts';
import { orderedBy, positions } from './order.ts';
import type { Linkage } from './linkage.ts';
import type { Found } from './jobs.ts';
import { eachMeeting, isSwapped } from './meetings.ts';
import { SEGMENT_ROWS } from './segment.ts';

/** Log2 odds below which a pair is forgotten: it is hardly ever one employer and takes no partner from others. */
const FLOOR = -8;

/** Pairs of row numbers, in the order of the ids of their rows, in shared memory. */
export interface Pairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Log2 odds of each pair by itself. */
  readonly odds: Float64Array;
  readonly compared: number;
}

/** Weighs all rows that share a key, and keeps the pairs that may be one employer. */
export async function matchRegisters(linkage: Linkage, model: Model): Promise<Pairs> {
  const weights = weightsOf(model, linkage.spec);
  const parts: Part[] = [];
  await eachMeeting(linkage, true, async (meetings, first) => {
    const found = await linkage.team.run(
      meetings.map((meeting) => ({ kind: 'match' as const, ...meeting, weights, floor: FLOOR })),
    );
    for (const [index, part] of found.entries()) {
      parts.push({ found: part, passing: index * SEGMENT_ROWS, listed: first * SEGMENT_ROWS });
    }
  });
  return inOrder(joined(parts, isSwapped(linkage)), linkage.left.ranks, linkage.right.ranks);
}

interface Part {
  readonly found: Found;
  /** What the row numbers of the part count from. */
  readonly passing: number;
  readonly listed: number;
}

function joined(parts: readonly Part[], swapped: boolean): Pairs {
  const total = parts.reduce((sum, { found }) => sum + found.odds.length, 0);
  const [passing, listed, odds] = [new Uint32Array(total), new Uint32Array(total), new Float64Array(total)];
  let [at, compared] = [0, 0];
  for (const { found, passing: passingFrom, listed: listedFrom } of parts) {
    odds.set(found.odds, at);
    compared += found.compared;
    for (let pair = 0; pair < found.odds.length; pair++, at++) {
      passing[at] = passingFrom + (found.pairs[2 * pair] ?? 0);
      listed[at] = listedFrom + (found.pairs[2 * pair + 1] ?? 0);
    }
  }
  return swapped ? { left: listed, right: passing, odds, compared } : { left: passing, right: listed, odds, compared };
}

/** The pairs by the ids of their rows, in shared memory: threads go on with them. */
function inOrder({ left, right, odds, compared }: Pairs, leftRanks: Uint32Array, rightRanks: Uint32Array): Pairs {
  const byRight = orderedBy(
    right.map((row) => rightRanks[row] ?? 0),
    positions(odds.length),
  );
  const order = orderedBy(
    left.map((row) => leftRanks[row] ?? 0),
    byRight,
  );
  const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(order.length * bytes);
  const sorted = {
    left: new Uint32Array(shared(4)),
    right: new Uint32Array(shared(4)),
    odds: new Float64Array(shared(8)),
  };
  for (let at = 0; at < order.length; at++) {
    const position = order[at] ?? 0;
    sorted.left[at] = left[position] ?? 0;
    sorted.right[at] = right[position] ?? 0;
    sorted.odds[at] = odds[position] ?? 0;
  }
  return { ...sorted, compared };
}
