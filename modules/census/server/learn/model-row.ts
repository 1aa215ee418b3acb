import type { LinkageModel } from '../../contract/index.ts';
import type { HeldOut } from '../../domain/review/held-out.ts';
import { keptModel } from '../link/models.ts';

/** A learned model as it is kept. */
export interface ModelRow {
  readonly model_id: string;
  readonly version: string;
  readonly same: number;
  readonly different: number;
  readonly made_at: Date;
  readonly calibration: HeldOut;
  readonly model: unknown;
}

export const MODEL_COLUMNS = 'model_id, version, same, different, made_at, calibration, model';

/** @param inUse version of the model that weighs the pairs of the place */
export function modelOf(row: ModelRow, inUse: string): LinkageModel {
  const { version, same, different, made_at: madeAt, calibration } = row;
  return {
    version,
    same,
    different,
    made_at: madeAt.toISOString(),
    ...calibration,
    in_use: version === inUse,
    unfit: whyUnfit(row),
  };
}

/** Why a model is not to be used; null when it may be. */
export function whyUnfit({
  model,
  calibration: { before, after },
}: Pick<ModelRow, 'model' | 'calibration'>): string | null {
  if (keptModel(model) === null) return '平台更新后比较项变了，它不再适用。请重新学习。';
  if ((after.brier ?? 1) > (before.brier ?? 1)) {
    return '在留出的判定上，它还不如随平台提供的模型。请再判定一些记录对后重新学习。';
  }
  return null;
}
