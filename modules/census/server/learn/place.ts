import type { PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import { problems } from '../problems.ts';
import { federationOf } from '../sources/add-source.ts';

/** A federation that learns and chooses models, with its place. */
export interface LearningPlace {
  readonly union_id: string;
  readonly union_code: string;
  readonly name: string;
  readonly division_code: string;
}

/** Digits of a prefecture: pairs meet within one, so a smaller place has none of its own. */
const PREFECTURE = 4;

/**
 * The federation named, else the highest that the actor may write for.
 * @throws Problem census.noPlace, census.placeTooSmall
 */
export async function learningPlace(client: PoolClient, at: string | undefined): Promise<LearningPlace> {
  const place = await placeOf(client, await federationOf(client, at));
  if (place.division_code.length > PREFECTURE) throw problems.placeTooSmall(place.name);
  return place;
}

/** The place of whoever looks: `own` where the models of it are theirs to learn and choose; null for who has no federation. */
export async function placeToShow(
  client: PoolClient,
): Promise<{ readonly place: LearningPlace; readonly own: boolean } | null> {
  const unionId = await federationOf(client, undefined).catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });
  if (unionId === null) return null;
  const place = await placeOf(client, unionId);
  return { place, own: place.division_code.length <= PREFECTURE };
}

async function placeOf(client: PoolClient, unionId: string): Promise<LearningPlace> {
  const { rows } = await client.query<LearningPlace>(
    'select union_id, union_code, name, division_code from organisations.union where union_id = $1',
    [unionId],
  );
  const [place] = rows;
  if (!place) throw problems.noPlace();
  return place;
}
