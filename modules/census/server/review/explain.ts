import type { PoolClient } from '@jianjia/db';
import { employers, explainPair } from '@jianjia/linkage';
import type { PairExplanation } from '../../contract/index.ts';
import { comparedEntities } from '../link/compared.ts';
import { employerRecord } from '../link/comparing.ts';
import { modelAt } from '../link/models.ts';
import type { PairIds } from './pair-sql.ts';

/** Weights below a twentieth of a bit move no probability by more than 1 %: they are left out. */
const LEAST = 0.05;

/**
 * The reasons that the model of their place gives for a pair, those that say most first; null when one of the two is out of the
 * actor's reach.
 */
export async function explain(client: PoolClient, { left, right }: PairIds): Promise<PairExplanation | null> {
  const entities = await comparedEntities(client, [left, right]);
  const [one, other] = [entities.get(left), entities.get(right)];
  if (!one || !other) return null;
  const { name, model } = await modelAt(client, other.division_code);
  const { prior, steps } = explainPair(model, employers, employerRecord(one), employerRecord(other));
  return {
    model: name,
    prior: 1 / (1 + 2 ** -prior),
    steps: steps
      .filter(({ weight }) => Math.abs(weight) >= LEAST)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .map(({ title, levelTitle, weight }) => ({ title, level: levelTitle, weight })),
  };
}
