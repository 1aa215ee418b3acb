import type { Pool } from '@jianjia/db';
import { defaultModel } from '@jianjia/linkage';
import { nameOf } from '../server/link/models.ts';

/**
 * Keeps the model that comes with the program as one that a federation of the forest has learned, by whatever account there is;
 * keeps none where the place is too small for one.
 * @returns its version
 */
export async function plantModel(owner: Pool, at: string): Promise<string> {
  const model = { ...defaultModel, version: `${defaultModel.version}/${crypto.randomUUID()}` };
  const measure = { pairs: 0, brier: 0, plain_brier: 0, bins: [] };
  await owner.query(
    `insert into census.linkage_model (union_id, division_code, version, model, same, different, calibration, made_by)
     select u.union_id, u.division_code, $2, $3, 50, 50, $4, a.account_id
     from organisations.union u, (select account_id from identity.account order by account_id limit 1) a
     where u.union_code = $1 and length(u.division_code) <= 4`,
    [at, nameOf(model), JSON.stringify(model), JSON.stringify({ before: measure, after: measure })],
  );
  return nameOf(model);
}
