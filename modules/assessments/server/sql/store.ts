import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { placedGatherings } from './place.ts';
import { treeFacts } from './tree.ts';

/** Keeps the facts the verdicts were reached by; `own`, `tree`, the cells and the places of one evaluation. */
export function storeFactsSql(plan: Plan, gatherings: readonly Gathering[], t: string): readonly string[] {
  return [unionFactsSql(plan, t), ...placedGatherings(plan, gatherings).flatMap((gathering) => [cellSql(gathering, t), placeValueSql(gathering, t)])];
}

/** Own facts of every union; subtree sums where it has unions below it, null for facts not wanted over the subtree. */
export function unionFactsSql(plan: Plan, t: string): string {
  const facts = [...plan.facts, ...plan.unionFacts];
  const inTree = new Set(treeFacts(plan).map((fact) => fact.id));
  const own = facts.map((fact) => `o.${fact.column}`);
  const tree = facts.map((fact) => (inTree.has(fact.id) ? `t.${fact.column}` : 'null'));
  const joined = inTree.size > 0;
  return `insert into assessments.fact_value (union_id, as_of, own, subtree)
    select o.owner_id, date ${sqlText(t)}, array[${own.join(', ')}]::float8[],
      ${joined ? `case when t.owner_id is not null then array[${tree.join(', ')}]::float8[] end` : 'null'}
    from own o ${joined ? 'left join tree t on t.owner_id = o.owner_id' : ''}`;
}

function cellSql(gathering: Gathering, t: string): string {
  const { relation, facts, table } = gathering;
  return `insert into assessments.cell (as_of, source, union_id, division_code, industry_code, facts)
    select date ${sqlText(t)}, ${sqlText(relation.source.name)}, owner_id, division_code, industry_code,
      array[${facts.map((fact) => fact.column).join(', ')}]::float8[]
    from ${table}`;
}

function placeValueSql(gathering: Gathering, t: string): string {
  const { relation, facts } = gathering;
  return `insert into assessments.place_value (as_of, source, division_code, facts)
    select date ${sqlText(t)}, ${sqlText(relation.source.name)}, division_code,
      array[${facts.map((fact) => fact.column).join(', ')}]::float8[]
    from place_${relation.source.name}`;
}
