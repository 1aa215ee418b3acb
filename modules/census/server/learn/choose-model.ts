import { inTransaction, type Acting, type PoolClient, writeJournal } from '@jianjia/db';
import type { CensusDeps } from '../deps.ts';
import { MODEL, modelAt } from '../link/models.ts';
import { problems } from '../problems.ts';
import { waitingModels } from '../works/waiting.ts';
import { MODEL_COLUMNS, type ModelRow, whyUnfit } from './model-row.ts';
import { learningPlace } from './place.ts';

/**
 * Chooses the model that weighs the pairs of a federation's place: one of those it learned, or null for the one that comes with
 * the program. Pairs that are there are weighed anew after the answer; decisions stay what they are.
 * @throws Problem census.noPlace, census.placeTooSmall, census.noModel, census.modelUnfit, census.modelInUse
 */
export async function chooseModel(
  deps: CensusDeps,
  acting: Acting,
  at: string | undefined,
  version: string | null,
): Promise<{ readonly in_use: string }> {
  const answer = await inTransaction(acting, async (client) => {
    const place = await learningPlace(client, at);
    const modelId = version === null ? null : await usable(client, place.union_id, version);
    const before = (await modelAt(client, place.division_code)).name;
    const after = version ?? MODEL;
    if (before === after) throw problems.modelInUse();
    await client.query(
      'insert into census.model_use (union_id, division_code, model_id, set_by) values ($1, $2, $3, $4)',
      [place.union_id, place.division_code, modelId, acting.actor.accountId],
    );
    await writeJournal(client, acting.actor, {
      act: 'census.chooseModel',
      unionId: place.union_id,
      subject: `census/model-use/${place.union_id}`,
      before: { model: before },
      after: { model: after },
    });
    return { in_use: after };
  });
  for (const job of await waitingModels(deps.system)) await deps.jobs.send(job);
  return answer;
}

/** @throws Problem census.noModel, census.modelUnfit */
async function usable(client: PoolClient, unionId: string, version: string): Promise<string> {
  const { rows } = await client.query<ModelRow>(
    `select ${MODEL_COLUMNS} from census.linkage_model where union_id = $1 and version = $2`,
    [unionId, version],
  );
  const [row] = rows;
  if (!row) throw problems.noModel();
  const reason = whyUnfit(row);
  if (reason !== null) throw problems.modelUnfit(reason);
  return row.model_id;
}
