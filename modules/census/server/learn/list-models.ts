import { inTransaction, type Acting, type PoolClient } from '@jianjia/db';
import { LEAST_LABELS, type ModelList } from '../../contract/index.ts';
import { MODEL, modelAt } from '../link/models.ts';
import { countLabels } from './labels.ts';
import { MODEL_COLUMNS, modelOf, type ModelRow } from './model-row.ts';
import { placeToShow } from './place.ts';

interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The models of the actor's federation, newest first, and the one that weighs the pairs of its place. */
export async function listModels(acting: Acting, page: Page): Promise<ModelList> {
  return inTransaction(
    acting,
    async (client) => {
      const shown = await placeToShow(client);
      const inUse = shown === null ? MODEL : (await modelAt(client, shown.place.division_code)).name;
      const common = { in_use: inUse, shipped: MODEL };
      if (shown?.own !== true) {
        const labels = { same: 0, different: 0, needed: LEAST_LABELS };
        return { ...common, union: null, working: false, labels, models: [], next: null };
      }
      const { union_id: id, name, division_code: division } = shown.place;
      const rows = await modelsOf(client, id, page);
      const models = rows.slice(0, page.limit);
      return {
        ...common,
        union: { id, name },
        working: await isWorking(client, division),
        labels: { ...(await countLabels(client, division)), needed: LEAST_LABELS },
        models: models.map((row) => modelOf(row, inUse)),
        next: rows.length > page.limit ? (models.at(-1)?.model_id ?? null) : null,
      };
    },
    { readOnly: true },
  );
}

async function modelsOf(client: PoolClient, unionId: string, { after, limit }: Page): Promise<readonly ModelRow[]> {
  const { rows } = await client.query<ModelRow>(
    `select ${MODEL_COLUMNS} from census.linkage_model
     where union_id = $1 and ($2::uuid is null or model_id < $2)
     order by model_id desc limit $3`,
    [unionId, after ?? null, limit + 1],
  );
  return rows;
}

async function isWorking(client: PoolClient, division: string): Promise<boolean> {
  const { rowCount } = await client.query(`select from census.reweighing where area like $1 || '%' limit 1`, [
    division,
  ]);
  return rowCount === 1;
}
