import { UnionFind } from '../clusters/union-find.ts';
import type { Standing } from '../model/competition.ts';
import { weightsOf } from '../model/weights.ts';
import type { Model } from '../model/model.ts';
import type { TwinJob } from './jobs.ts';
import type { Linkage } from './linkage.ts';
import type { Pairs } from './match.ts';

/** Partners of a row below these log2 odds do not take it from one another anyway. */
const WORTH_ASKING = -4;
/** The best partners of a row that are held against each other. */
const MOST_PARTNERS = 6;
/** Log2 odds from which two rows of one register are taken for one employer. */
const SURE = 4;
const PAIRS_PER_JOB = 20_000;

export interface Twins {
  readonly lefts: Standing;
  readonly rights: Standing;
}

/** Finds the rows of one register that are one employer, among those that share a likely partner in the other. */
export async function findTwins(linkage: Linkage, model: Model, pairs: Pairs): Promise<Twins> {
  const rights = await twinsOf(linkage, model, linkage.right.segments, partners(pairs.left, pairs.right, pairs.odds));
  const lefts = await twinsOf(linkage, model, linkage.left.segments, partners(pairs.right, pairs.left, pairs.odds));
  return { lefts, rights };
}

/** Pairs of rows, by turns, that share a likely partner among `rows`. */
function partners(rows: Uint32Array, others: Uint32Array, odds: Float64Array): Uint32Array {
  const byRow = new Map<number, number[]>();
  const seen = new Map<number, number>();
  for (const [edge, row] of rows.entries()) {
    if ((odds[edge] ?? 0) < WORTH_ASKING) continue;
    const first = seen.get(row);
    if (first === undefined) seen.set(row, edge);
    else byRow.set(row, [...(byRow.get(row) ?? [first]), edge]);
  }
  const asked = new Set<number>();
  const list: number[] = [];
  for (const edges of byRow.values()) {
    const best = edges.toSorted((a, b) => (odds[b] ?? 0) - (odds[a] ?? 0) || a - b).slice(0, MOST_PARTNERS);
    for (const [index, edge] of best.entries()) {
      for (const other of best.slice(index + 1)) {
        const [a, b] = [others[edge] ?? 0, others[other] ?? 0].toSorted((x, y) => x - y) as [number, number];
        if (asked.has(a * 2 ** 26 + b)) continue;
        asked.add(a * 2 ** 26 + b);
        list.push(a, b);
      }
    }
  }
  return Uint32Array.from(list);
}

async function twinsOf(
  { team, spec }: Linkage,
  model: Model,
  segments: TwinJob['segments'],
  rows: Uint32Array,
): Promise<Standing> {
  const weights = weightsOf(model, spec);
  const jobs: TwinJob[] = [];
  for (let at = 0; at < rows.length; at += 2 * PAIRS_PER_JOB) {
    jobs.push({ kind: 'twins', segments, rows: rows.slice(at, at + 2 * PAIRS_PER_JOB), weights, floor: SURE });
  }
  const sets = new UnionFind();
  for (const found of await team.run(jobs)) {
    for (let at = 0; at < found.length; at += 2) sets.join(found[at] ?? 0, found[at + 1] ?? 0);
  }
  return sets.standing();
}
