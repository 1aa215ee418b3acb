import { codePath, type CodeTable } from '@jianjia/codes';
import { type Acting, inTransaction, type PoolClient } from '@jianjia/db';
import type { FoundIndustry, IndustryRule, IndustryRules, RuleOrigin } from '../../contract/index.ts';
import { countByRule, countUnder, type Rule, rulesAt } from '../../domain/classification/decisions.ts';
import { rulesFor } from '../../domain/classification/industry-tables.ts';
import { decisionsAround, industryGroups, lookedFrom, type LookedFrom, type ToldDecision } from './rules-sql.ts';
import { classificationTables } from './tables.ts';

type ToldRule = Rule<ToldDecision>;

/**
 * Which industrial union answers for which industries at a place, and what federations below have decided for theirs.
 * @throws Problem organisations.noUnion, census.noPlace
 */
export async function listIndustryRules(acting: Acting, at: string | undefined): Promise<IndustryRules> {
  return inTransaction(
    acting,
    async (client) => {
      const from = await lookedFrom(client, at);
      const decisions = await decisionsAround(client, from.division);
      const below = decisions.filter(({ division }) => division.length > from.division.length);
      const { code, name, division, divisionName, mayWrite } = from;
      return {
        at: { union: code, name, division: { code: division, name: divisionName } },
        rules: await rulesAround(client, from, decisions, below),
        can: { write: mayWrite },
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

async function rulesAround(
  client: PoolClient,
  from: LookedFrom,
  decisions: readonly ToldDecision[],
  below: readonly ToldDecision[],
): Promise<readonly IndustryRule[]> {
  const { industries, industrialUnions: national } = classificationTables();
  const places = new Map<string, ReturnType<typeof rulesAt<ToldDecision>>>();
  const at = (division: string) => {
    const known = places.get(division) ?? rulesAt(national, decisions, division);
    places.set(division, known);
    return known;
  };
  const groups = await industryGroups(client, from.division, [...new Set(below.map(({ division }) => division))]);
  const employers = countByRule(industries, groups, at);
  const holding = [...at(from.division).values()].flat();
  const others = below.map((decision): ToldRule => {
    const { industry, union } = decision;
    return { industry, union, decision };
  });
  return [...inOrder(industries, holding), ...inOrder(industries, others)].map((rule) => ({
    industry: { code: rule.industry, name: industries.get(rule.industry)?.name ?? rule.industry },
    industrial_union: rule.union,
    origin: originOf(rule, from),
    decided: toldOf(rule),
    otherwise: otherwise(rule, decisions),
    employers: employers(rule),
  }));
}

/** By section, then by code; sections first. */
function inOrder(industries: CodeTable, rules: readonly ToldRule[]): readonly ToldRule[] {
  const key = ({ industry }: ToldRule): string => `${codePath(industries, industry).at(-1)?.code ?? ''}${industry}`;
  return rules.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function originOf({ decision }: ToldRule, { unionId, division }: LookedFrom): RuleOrigin {
  if (decision === null) return 'national';
  if (decision.unionId === unionId) return 'here';
  return decision.division.length > division.length ? 'below' : 'above';
}

function toldOf({ decision }: ToldRule): IndustryRule['decided'] {
  if (decision === null) return null;
  const { division, divisionName, code, unionName, decidedBy, decidedAt } = decision;
  return {
    division: { code: division, name: divisionName },
    by:
      code === null || unionName === null || decidedBy === null
        ? null
        : { union: code, union_name: unionName, name: decidedBy },
    on: decidedAt.toISOString(),
  };
}

/** Who would answer for the industry if the decision were taken back. */
function otherwise({ industry, decision }: ToldRule, decisions: readonly ToldDecision[]): IndustryRule['otherwise'] {
  if (decision === null) return null;
  const { industries, industrialUnions: national } = classificationTables();
  const others = decisions.filter((one) => one !== decision);
  return rulesFor(rulesAt(national, others, decision.division), industries, industry)[0]?.union ?? null;
}

const MOST_FOUND = 15;

/**
 * Industries by the begin of their code or by words of their name, the widest first.
 * @throws Problem organisations.noUnion, census.noPlace
 */
export async function findIndustries(
  acting: Acting,
  at: string | undefined,
  search: string,
): Promise<readonly FoundIndustry[]> {
  const { industries, industrialUnions: national } = classificationTables();
  const wanted = search.normalize('NFKC').toUpperCase();
  const found = [...industries.values()]
    .filter(({ code, name }) => code.startsWith(wanted) || name.includes(wanted))
    .toSorted((one, other) => one.level - other.level)
    .slice(0, MOST_FOUND);
  return inTransaction(
    acting,
    async (client) => {
      const { division } = await lookedFrom(client, at);
      const rules = rulesAt(national, await decisionsAround(client, division), division);
      const groups = found.length === 0 ? [] : await industryGroups(client, division, []);
      return found.map(({ code, name }) => ({
        code,
        name,
        industrial_union: rulesFor(rules, industries, code)[0]?.union ?? null,
        employers: countUnder(industries, groups, rules, code),
      }));
    },
    { readOnly: true },
  );
}
