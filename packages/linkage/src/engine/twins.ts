import type { Standing } from '../model/competition.ts';
import { weightsOf } from '../model/weights.ts';
import type { Model } from '../model/model.ts';
import type { Linkage } from './linkage.ts';
import type { Pairs } from './match.ts';

export interface Twins {
  readonly lefts: Standing;
  readonly rights: Standing;
}

/** Finds the rows of one register that are one employer, among those that share a likely partner in the other. */
export async function findTwins({ team, spec, left, right }: Linkage, model: Model, pairs: Pairs): Promise<Twins> {
  const common = { kind: 'twins' as const, odds: pairs.odds, weights: weightsOf(model, spec) };
  const [lefts, rights] = await team.run([
    { ...common, segments: left.segments, rows: pairs.left, others: pairs.right },
    { ...common, segments: right.segments, rows: pairs.right, others: pairs.left },
  ]);
  return { lefts: standing(lefts), rights: standing(rights) };
}

function standing(found: Uint32Array = new Uint32Array()): Standing {
  const all = new Map<number, number>();
  for (let at = 0; at < found.length; at += 2) all.set(found[at] ?? 0, found[at + 1] ?? 0);
  return all;
}
