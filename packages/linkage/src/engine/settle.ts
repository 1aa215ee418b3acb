import { competed } from '../model/competition.ts';
import type { Model } from '../model/model.ts';
import type { Linkage } from './linkage.ts';
import type { Pairs } from './match.ts';
import { findTwins } from './twins.ts';

/**
 * Log2 odds of the pairs given that an employer has one partner at most, however often it stands in a register; in shared
 * memory.
 */
export async function settled(linkage: Linkage, model: Model, pairs: Pairs): Promise<Float64Array> {
  const { lefts, rights } = await findTwins(linkage, model, pairs);
  const odds = new Float64Array(new SharedArrayBuffer(pairs.odds.byteLength));
  odds.set(competed(pairs, lefts, rights));
  return odds;
}
