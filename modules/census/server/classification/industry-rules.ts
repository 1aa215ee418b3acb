import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import { placeInSight } from '@jianjia/organisations/server';
import { type IndustrialUnion, type IndustryRule, industrialUnions } from '../../contract/index.ts';
import { isIndustrialUnion } from '../../domain/classification/industrial-union.ts';
import { problems } from './problems.ts';
import { classificationTables } from './tables.ts';

interface RuleRow {
  readonly code: string;
  readonly name: string;
  readonly union: string;
  readonly union_code: string;
  readonly union_name: string;
  readonly decided_by: string;
}

/** The national table with what federations within sight decided otherwise. */
export async function listIndustryRules(acting: Acting): Promise<readonly IndustryRule[]> {
  const { industries, industrialUnions: table } = classificationTables();
  const own = await inTransaction(
    acting,
    (client) =>
      client.query<RuleRow>(
        `select i.code, i.name, r.industrial_union as union, u.union_code, u.name as union_name, r.decided_by
         from census.industry_rule r
         join organisations.union u on u.union_id = r.union_id
         join kernel.industry i on i.code = r.industry_code
         order by u.union_code, i.code`,
      ),
    { readOnly: true },
  );
  const national = [...table].flatMap(([code, [union]]): IndustryRule[] => {
    const name = industries.get(code)?.name;
    return name === undefined || union === undefined
      ? []
      : [{ industry: { code, name }, industrial_union: union, decided_by: null }];
  });
  const decided = own.rows.flatMap(({ code, name, union, union_code, union_name, decided_by }): IndustryRule[] =>
    isIndustrialUnion(union)
      ? [
          {
            industry: { code, name },
            industrial_union: union,
            decided_by: { union: union_code, union_name, name: decided_by },
          },
        ]
      : [],
  );
  return [...decided, ...national.sort((a, b) => (a.industry.code < b.industry.code ? -1 : 1))];
}

/**
 * Decides for a federation which industrial union answers for an industry; null goes back to the national table.
 * @throws Problem census.noIndustry, census.notForUnion, organisations.noUnion
 */
export async function setIndustryRule(
  acting: Acting,
  industry: string,
  { at, industrial_union: union }: { readonly at: string; readonly industrial_union: IndustrialUnion | null },
): Promise<void> {
  if (!classificationTables().industries.has(industry)) throw problems.noIndustry(industry);
  await inTransaction(acting, async (client) => {
    const { unionId, name } = await placeInSight(client, at);
    const may = await client.query<{ may: boolean }>(`select identity.may('census:write', $1::uuid) as may`, [unionId]);
    if (may.rows[0]?.may !== true) throw problems.notForUnion(name);
    const before = await client.query<{ union: string }>(
      'select industrial_union as union from census.industry_rule where union_id = $1 and industry_code = $2',
      [unionId, industry],
    );
    if (union === null) {
      await client.query('delete from census.industry_rule where union_id = $1 and industry_code = $2', [
        unionId,
        industry,
      ]);
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
