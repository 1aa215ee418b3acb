import { inTransaction, type Pool } from '@jianjia/db';
import { MODEL, modelAt } from '../link/models.ts';
import { areaSql } from '../works/kinds.ts';

/**
 * Where the program came with another model than the last time, notes the areas of which pairs were weighed by any but the model
 * they have now, in census.reweighing. Each model is looked at once.
 */
export async function noteShipped(system: Pool): Promise<void> {
  const known = await system.query('select from census.shipped_model where model = $1', [MODEL]);
  if (known.rowCount !== 0) return;
  await inTransaction(system, async (client) => {
    const first = await client.query('insert into census.shipped_model (model) values ($1) on conflict do nothing', [
      MODEL,
    ]);
    if (first.rowCount === 0) return;
    const { rows } = await client.query<{ area: string; model: string }>(
      `select distinct ${areaSql('division_code')} as area, model from census.pair order by 1, 2`,
    );
    const stale = new Set<string>();
    for (const { area, model } of rows) {
      if ((await modelAt(client, area)).name !== model) stale.add(area);
    }
    await client.query('insert into census.reweighing (area) select unnest($1::text[]) on conflict do nothing', [
      [...stale],
    ]);
  });
}
