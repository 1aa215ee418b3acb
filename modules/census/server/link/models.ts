import type { PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import { checkModel, defaultModel, employers, type Model, type PairScorer, pairScorer } from '@jianjia/linkage';
import { areaSql } from '../works/kinds.ts';

/** The name of the model that comes with the program, as pairs keep it. */
export const MODEL = nameOf(defaultModel);

/** A model and what pairs keep of it. */
export interface ModelInUse {
  readonly name: string;
  readonly model: Model;
}

const SHIPPED: ModelInUse = { name: MODEL, model: defaultModel };

/** What pairs keep of the model that weighed them. */
export function nameOf({ spec, version }: Pick<Model, 'spec' | 'version'>): string {
  return `${spec}-${version}`;
}

/**
 * A learned model as it was kept; null where it does not fit the comparisons of the program any more, as after an update: then
 * the shipped one counts until somebody learns anew.
 */
export function keptModel(json: unknown): Model | null {
  try {
    return checkModel(json, employers, 'census.linkage_model');
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** The model that weighs the pairs of a place. */
export async function modelAt(client: PoolClient, division: string): Promise<ModelInUse> {
  const { rows } = await client.query<{ model: unknown }>('select model from census.model_at($1)', [division]);
  const kept = rows[0]?.model ?? null;
  const model = kept === null ? null : keptModel(kept);
  return model === null ? SHIPPED : { name: nameOf(model), model };
}

/** A model made ready for weighing many pairs. */
export interface ReadyModel {
  readonly name: string;
  readonly scorer: PairScorer;
}

/** The model that weighs the pairs of the entities in `census_touched`, which lie in one area. */
export async function readyModel(client: PoolClient): Promise<ReadyModel> {
  const { rows } = await client.query<{ area: string }>(
    `select ${areaSql('e.division_code')} as area from census_touched join census.entity e using (entity_id) limit 1`,
  );
  const [touched] = rows;
  const { name, model } = touched ? await modelAt(client, touched.area) : SHIPPED;
  return { name, scorer: pairScorer(model, employers) };
}
