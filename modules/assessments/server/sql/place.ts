import { sqlText } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';

/** Facts wanted per place. */
export function placeFacts(plan: Plan): readonly Fact[] {
  return [...plan.scopes.place.values()];
}

/** The located gatherings that have facts wanted per place, with these facts. */
export function placedGatherings(plan: Plan, gatherings: readonly Gathering[]): readonly Gathering[] {
  return gatherings.flatMap((gathering) => {
    const facts = gathering.facts.filter((fact) => plan.scopes.place.has(fact.id));
    return gathering.relation.source.located && facts.length > 0 ? [{ ...gathering, facts }] : [];
  });
}

/** SQL: every code with each code above it, itself included. */
const codesAbove = (table: string, name: string) => `${name}(code, ancestor) as (
    select code, code from ${table}
    union all
    select a.code, d.parent from ${name} a join ${table} d on d.code = a.ancestor where d.parent is not null
  )`;

/** Opens a query: `above(code, ancestor)` of divisions. */
export const divisionAbove = `with recursive ${codesAbove('kernel.division', 'above')}`;

/** Continues it: `industry_above(code, ancestor)`. */
export const industryAbove = codesAbove('kernel.industry', 'industry_above');

/** `place_<source>`: sums per division over everything located in it and in the divisions below it. */
export function placeSql(gathering: Gathering): string {
  const sums = gathering.facts.map((fact) => `sum(${fact.column}) as ${fact.column}`).join(', ');
  return `create temporary table place_${gathering.relation.source.name} on commit drop as
    ${divisionAbove}
    select a.ancestor as division_code, ${sums}
    from (select division_code, ${sums} from ${gathering.table} group by division_code) c
    join above a on a.code = c.division_code
    group by a.ancestor`;
}

/** The same from the kept cells, for the unions in `node`. */
export function uncoveredCellsSql(gathering: Gathering, t: string): string {
  const sums = gathering.facts.map((fact, index) => `sum(c.facts[${index + 1}]) as ${fact.column}`).join(', ');
  return `${divisionAbove}, ${industryAbove}
    select n.owner_id, ${sums}
    from node n
    join above a on a.ancestor = n.division_code
    join industry_above i on i.ancestor = n.industry_code
    join assessments.cell c on c.as_of = date ${sqlText(t)} and c.source = 'employers' and c.union_id is null
      and c.division_code = a.code and c.industry_code = i.code
    where n.live and n.kind = 'federation' and n.industry_code is not null
    group by n.owner_id`;
}

/**
 * `uncovered`: for each federation of an industry, the employers without a union in its division and industry
 * (ruling «Jurisdiction»); they are added to the employers its subtree covers.
 */
export function uncoveredSql(gathering: Gathering): string {
  const sums = gathering.facts.map((fact) => `sum(c.${fact.column}) as ${fact.column}`).join(', ');
  return `create temporary table uncovered_${gathering.relation.source.name} on commit drop as
    ${divisionAbove}, ${industryAbove}
    select n.owner_id, ${sums}
    from node n
    join above a on a.ancestor = n.division_code
    join industry_above i on i.ancestor = n.industry_code
    join ${gathering.table} c on c.owner_id is null and c.division_code = a.code and c.industry_code = i.code
    where n.live and n.kind = 'federation' and n.industry_code is not null
    group by n.owner_id`;
}
