import type { PoolClient } from '@jianjia/db';
import { rebuildClusters } from './clusters.ts';
import { rebuildEmployers } from './employers.ts';
import { rebuildEntities } from './entities.ts';
import { notePairs, rebuildPairs } from './pairs.ts';
import { ratePairs } from './rate-pairs.ts';

/** What linking came to. */
export interface Relinked {
  readonly added: number;
  readonly met: number;
  readonly merged: number;
}

/** Makes the empty temporary table `census_touched`, to be filled with the ids of entities whose records changed. */
export async function beginTouching(client: PoolClient): Promise<void> {
  await client.query('create temp table census_touched (entity_id uuid primary key) on commit drop');
}

/**
 * Works out anew whatever follows from the entities in `census_touched`: entities, pairs, employers of the list. The
 * result depends on the records and decisions there are, not on how they came. Runs as the system role, in the transaction
 * that changed the records, under `lockArea`; all of them lie in one area.
 * @param delivery what it comes from; null for a decision
 */
export async function relink(client: PoolClient, delivery: string | null): Promise<Relinked> {
  await client.query('analyze census_touched');
  await notePairs(client);
  await rebuildEntities(client);
  await rebuildPairs(client);
  const { merged } = await rebuildClusters(client, delivery);
  const { added, met } = await rebuildEmployers(client);
  await ratePairs(client);
  await client.query(
    'drop table census_touched, census_near, census_seed, census_label, census_verdict, census_edge, census_concerned',
  );
  return { added, met, merged };
}
