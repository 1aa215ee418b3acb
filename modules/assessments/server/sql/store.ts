import { sqlText } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { placedGatherings } from './place.ts';
import { treeFacts } from './tree.ts';

/** Keeps the facts the verdicts were reached by; `own`, `tree`, the cells and the places of one evaluation. */
export function storeFactsSql(plan: Plan, gatherings: readonly Gathering[], t: string): readonly string[] {
  const placed = placedGatherings(plan, gatherings);
  return [
    unionFactsSql(plan, t),
    ...placed.flatMap((gathering) => [cellSql(gathering, t), placeValueSql(gathering, t)]),
    ...placed
      .filter(({ relation }) => relation.source.name === 'employers')
      .map((gathering) => storeUncoveredSql(gathering, t)),
  ];
}

/** The facts kept per union, in the order of the array `own`. */
export function keptFacts(plan: Plan): readonly Fact[] {
  return [...plan.facts, ...plan.unionFacts];
}

/** The array `own` of a row `o`. Arrays without nulls are read in constant time, so NaN stands for no value. */
export function ownArray(plan: Plan): string {
  const values = keptFacts(plan).map((fact) =>
    fact.additive ? `o.${fact.column}` : `coalesce(o.${fact.column}, 'NaN')`,
  );
  return `array[${values.join(', ')}]::float8[]`;
}

/** Every union's own facts, and the sums over its subtree where it has unions below it. */
function unionFactsSql(plan: Plan, t: string): string {
  const sums = treeFacts(plan).map((fact) => `t.${fact.column}`);
  const subtree =
    sums.length === 0 ? 'null' : `case when t.owner_id is not null then array[${sums.join(', ')}]::float8[] end`;
  return `insert into assessments.fact_value (union_id, as_of, own, subtree)
    select o.owner_id, date ${sqlText(t)}, ${ownArray(plan)}, ${subtree}
    from own o ${sums.length === 0 ? '' : 'left join tree t on t.owner_id = o.owner_id'}`;
}

/** Keeps what `uncovered_employers` says of the federations of an industry. */
export function storeUncoveredSql({ facts }: Gathering, t: string): string {
  return `insert into assessments.uncovered_value (as_of, union_id, facts)
    select date ${sqlText(t)}, owner_id, array[${facts.map((fact) => fact.column).join(', ')}]::float8[] from uncovered_employers`;
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
