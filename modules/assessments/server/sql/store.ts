import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { placedGatherings } from './place.ts';
import { treeFacts } from './tree.ts';

/** Keeps the facts the verdicts were reached by; `own`, `tree`, the cells and the places of one evaluation. */
export function storeFactsSql(plan: Plan, gatherings: readonly Gathering[], t: string): readonly string[] {
  return [unionFactsSql(plan, t), ...placedGatherings(plan, gatherings).flatMap((gathering) => [cellSql(gathering, t), placeValueSql(gathering, t)])];
}

/** The facts summed over subtrees: of every union itself, and the sums where it has unions below it. */
export function unionFactsSql(plan: Plan, t: string): string {
  const columns = treeFacts(plan).map((fact) => fact.column);
  if (columns.length === 0) return 'select 1';
  return `insert into assessments.fact_value (union_id, as_of, own, subtree)
    select o.owner_id, date ${sqlText(t)}, array[${columns.map((c) => `o.${c}`).join(', ')}]::float8[],
      case when t.owner_id is not null then array[${columns.map((c) => `t.${c}`).join(', ')}]::float8[] end
    from own o left join tree t on t.owner_id = o.owner_id`;
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
