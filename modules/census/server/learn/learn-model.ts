import { inTransaction, type Acting, type PoolClient, writeJournal } from '@jianjia/db';
import { defaultModel, employers, learnFromJudged } from '@jianjia/linkage';
import { LEAST_LABELS, type LinkageModel } from '../../contract/index.ts';
import { heldOut, type Label } from '../../domain/review/held-out.ts';
import { modelAt, nameOf } from '../link/models.ts';
import { problems } from '../problems.ts';
import { labelsOf } from './labels.ts';
import { MODEL_COLUMNS, modelOf, type ModelRow } from './model-row.ts';
import { type LearningPlace, learningPlace } from './place.ts';

/**
 * Learns a model from what reviewers have settled in the place of a federation, always from the one that comes with the program,
 * so that it follows from the labels alone; keeps it with what it is worth on labels it did not see. Nobody is weighed by it yet.
 * @throws Problem census.noPlace, census.placeTooSmall, census.tooFewLabels
 */
export async function learnModel(acting: Acting, at: string | undefined): Promise<LinkageModel> {
  return inTransaction(acting, async (client) => {
    const place = await learningPlace(client, at);
    const labels = await labelsOf(client, place.division_code);
    const same = labels.filter(({ match }) => match).length;
    const different = labels.length - same;
    if (Math.min(same, different) < LEAST_LABELS) throw problems.tooFewLabels(same, different, LEAST_LABELS);
    const row = await keep(client, acting, place, labels, { same, different });
    const { before, after } = row.calibration;
    await writeJournal(client, acting.actor, {
      act: 'census.learnModel',
      unionId: place.union_id,
      subject: `census/model/${row.version}`,
      after: { same, different, brier_before: before.brier, brier_after: after.brier },
    });
    return modelOf(row, (await modelAt(client, place.division_code)).name);
  });
}

async function keep(
  client: PoolClient,
  { actor }: Acting,
  { union_id: unionId, union_code: unionCode, name, division_code: division }: LearningPlace,
  labels: readonly Label[],
  { same, different }: { readonly same: number; readonly different: number },
): Promise<ModelRow> {
  // One at a time for a federation, or two would get one number.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`census.model/${unionId}`]);
  const counted = await client.query<{ models: number }>(
    'select count(*)::int as models from census.linkage_model where union_id = $1',
    [unionId],
  );
  const model = learnFromJudged(defaultModel, employers, labels, {
    version: `${defaultModel.version}/${unionCode}.${(counted.rows[0]?.models ?? 0) + 1}`,
    trained: `${defaultModel.trained}；${name}的判定：同一家 ${same} 对，不是同一家 ${different} 对`,
  });
  const { rows } = await client.query<ModelRow>(
    `insert into census.linkage_model (union_id, division_code, version, model, same, different, calibration, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${MODEL_COLUMNS}`,
    [
      unionId,
      division,
      nameOf(model),
      JSON.stringify(model),
      same,
      different,
      JSON.stringify(heldOut(defaultModel, labels)),
      actor.accountId,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the model was not kept');
  return row;
}
