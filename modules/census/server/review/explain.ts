import type { PoolClient } from '@jianjia/db';
import { defaultModel, employers, explainPair } from '@jianjia/linkage';
import type { PairExplanation } from '../../contract/index.ts';
import { type ComparedEntity, employerRecord, MODEL } from '../link/comparing.ts';
import type { PairIds } from './pair-sql.ts';

/** Weights below a twentieth of a bit move no probability by more than 1 %: they are left out. */
const LEAST = 0.05;

/** The model's reasons for a pair, those that say most first; null when one of the two is out of the actor's reach. */
export async function explain(client: PoolClient, { left, right }: PairIds): Promise<PairExplanation | null> {
  const { rows } = await client.query<ComparedEntity>(
    `select entity_id, name, uscc, registration_no, written_code, division_code, address, representative, phone
     from census.entity where entity_id = any ($1::uuid[])`,
    [[left, right]],
  );
  const [one, other] = [left, right].map((id) => rows.find((row) => row.entity_id === id));
  if (!one || !other) return null;
  const { prior, steps } = explainPair(defaultModel, employers, employerRecord(one), employerRecord(other));
  return {
    model: MODEL,
    prior: 1 / (1 + 2 ** -prior),
    steps: steps
      .filter(({ weight }) => Math.abs(weight) >= LEAST)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .map(({ title, levelTitle, weight }) => ({ title, level: levelTitle, weight })),
  };
}
