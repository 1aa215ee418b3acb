import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import { industrialUnions, type RuleToSet } from '../../contract/index.ts';
import { federationOf } from '../sources/add-source.ts';
import { problems } from './problems.ts';
import { classificationTables } from './tables.ts';

/**
 * Decides for a federation which industrial union answers for an industry; null takes its decision back.
 * @throws Problem census.noIndustry, census.noPlace, census.noOwnRule
 */
export async function setIndustryRule(
  acting: Acting,
  industry: string,
  { at, industrial_union: union }: RuleToSet,
): Promise<void> {
  const named = classificationTables().industries.get(industry);
  if (!named) throw problems.noIndustry(industry);
  await inTransaction(acting, async (client) => {
    const unionId = await federationOf(client, at);
    const before = await client.query<{ union: string }>(
      'select industrial_union as union from census.industry_rule where union_id = $1 and industry_code = $2',
      [unionId, industry],
    );
    if (union === null) {
      const gone = await client.query('delete from census.industry_rule where union_id = $1 and industry_code = $2', [
        unionId,
        industry,
      ]);
      if (gone.rowCount === 0) throw problems.noOwnRule(`${industry} ${named.name}`);
    } else {
      await client.query(
        `insert into census.industry_rule (union_id, industry_code, industrial_union, decided_by) values ($1, $2, $3, $4)
         on conflict (union_id, industry_code) do update
           set industrial_union = excluded.industrial_union, decided_by = excluded.decided_by, decided_at = now()`,
        [unionId, industry, union, acting.actor.name],
      );
    }
    await writeJournal(client, acting.actor, {
      act: 'census.setIndustryRule',
      unionId,
      subject: `industries/${industry}`,
      before: { industrial_union: before.rows[0]?.union ?? null },
      after: { industrial_union: union, title: union === null ? null : industrialUnions[union] },
    });
  });
}
