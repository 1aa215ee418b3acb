import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { placedGatherings, uncoveredCellsSql } from './place.ts';
import { keptFacts, ownArray, storeUncoveredSql } from './store.ts';
import { treeFacts } from './tree.ts';
import { WIDE } from './wide.ts';

/** Corrects the kept facts of the changed unions and the sums of everything above them; makes the table `tree`. */
export function correctTreeSql(plan: Plan, t: string): readonly string[] {
  const columns = treeFacts(plan).map((fact) => fact.column);
  if (columns.length === 0) return [];
  const kept = keptFacts(plan).map((fact) => fact.id);
  const now = `array[${columns.map((column) => `o.${column}`).join(', ')}]::float8[]`;
  const before = `array[${treeFacts(plan)
    .map((fact) => `v.own[${kept.indexOf(fact.id) + 1}]`)
    .join(', ')}]`;
  const day = `v.as_of = date ${sqlText(t)}`;
  return [
    `create temporary table tree_change on commit drop as
    with recursive up(owner_id, above) as (
      select owner_id, owner_id from changed_owner
      union
      select up.owner_id, u.parent_id from up join organisations.union u on u.union_id = up.above where u.parent_id is not null
    ), change as materialized (
      select o.owner_id, ${now} as now, ${before} as before
      from own o join assessments.fact_value v on v.union_id = o.owner_id and ${day}
      where o.owner_id in (select owner_id from changed_owner)
    )
    select up.above, i, sum(c.now[i] - c.before[i]) as amount
    from change c join up on up.owner_id = c.owner_id cross join generate_series(1, ${columns.length}) i
    group by up.above, i`,
    'analyze tree_change',
    `update assessments.fact_value v set subtree = array(
      select v.subtree[c.i] + c.amount from tree_change c where c.above = v.union_id order by c.i)
    where ${day} and v.union_id in (select above from tree_change) and v.subtree is not null`,
    `update assessments.fact_value v set own = ${ownArray(plan)}
    from own o where v.union_id = o.owner_id and ${day} and o.owner_id in (select owner_id from changed_owner)`,
    `create temporary table tree ${WIDE} on commit drop as
    select v.union_id as owner_id, ${columns.map((column, index) => `v.subtree[${index + 1}] as ${column}`).join(', ')}
    from assessments.fact_value v
    where ${day} and v.subtree is not null and v.union_id in (select owner_id from node)`,
  ];
}

/** Replaces the kept cells of the changed unions and places, and corrects the sums of the places above them. */
export function correctPlaceSql(plan: Plan, gatherings: readonly Gathering[], t: string): readonly string[] {
  return placedGatherings(plan, gatherings).flatMap((gathering) => [
    ...correctSourceSql(gathering, t),
    ...(gathering.relation.source.name === 'employers' ? uncoveredAgainSql(gathering, t) : []),
  ]);
}

/** The cells that were counted again: those of the changed unions, and nobody's in the changed places. */
const COUNTED_AGAIN = `(owner_id in (select owner_id from changed_owner)
  or owner_id is null and division_code in (select division_code from changed_place))`;

function correctSourceSql({ relation, facts, table }: Gathering, t: string): readonly string[] {
  const { name } = relation.source;
  const day = `date ${sqlText(t)}`;
  const kept = `as_of = ${day} and source = ${sqlText(name)}`;
  // Two conditions rather than one with «or», so that each finds its index.
  const changed = [
    `${kept} and union_id in (select owner_id from changed_owner)`,
    `${kept} and union_id is null and division_code in (select division_code from changed_place)`,
  ];
  const now = `array[${facts.map((fact) => fact.column).join(', ')}]::float8[]`;
  const before = changed.map(
    (condition) => `select division_code, facts, -1 as sign from assessments.cell where ${condition}`,
  );
  return [
    `create temporary table place_change_${name} on commit drop as
    select a.ancestor as division_code, i, sum(c.facts[i] * c.sign) as amount
    from (
      ${before.join(' union all ')}
      union all
      select division_code, ${now}, 1 from ${table} where ${COUNTED_AGAIN}
    ) c
    join place_above a on a.code = c.division_code
    cross join generate_series(1, ${facts.length}) i
    group by a.ancestor, i`,
    ...changed.map((condition) => `delete from assessments.cell where ${condition}`),
    `insert into assessments.cell (as_of, source, union_id, division_code, industry_code, facts)
    select ${day}, ${sqlText(name)}, owner_id, division_code, industry_code, ${now} from ${table} where ${COUNTED_AGAIN}`,
    `insert into assessments.place_value as v (as_of, source, division_code, facts)
    select ${day}, ${sqlText(name)}, p.division_code, array_agg(coalesce(k.facts[p.i], 0) + p.amount order by p.i)
    from place_change_${name} p
    left join assessments.place_value k on k.as_of = ${day} and k.source = ${sqlText(name)} and k.division_code = p.division_code
    group by p.division_code
    on conflict (as_of, source, division_code) do update set facts = excluded.facts`,
    `create temporary table place_${name} on commit drop as
    select division_code, ${facts.map((fact, index) => `facts[${index + 1}] as ${fact.column}`).join(', ')}
    from assessments.place_value
    where ${kept} and division_code in (select division_code from node)`,
  ];
}

/** `uncovered_employers`: kept, and counted again from the cells only where employers themselves changed. */
function uncoveredAgainSql(gathering: Gathering, t: string): readonly string[] {
  const day = `date ${sqlText(t)}`;
  const columns = gathering.facts.map((fact) => fact.column);
  const moved = 'exists (select from changed_place)';
  return [
    `create temporary table uncovered_employers on commit drop as
    select owner_id, ${columns.join(', ')} from (${uncoveredCellsSql(gathering, t)}) counted where ${moved}
    union all
    select union_id, ${columns.map((_column, index) => `facts[${index + 1}]`).join(', ')}
    from assessments.uncovered_value
    where as_of = ${day} and union_id in (select owner_id from node) and not ${moved}`,
    `delete from assessments.uncovered_value where as_of = ${day} and union_id in (select owner_id from node)`,
    storeUncoveredSql(gathering, t),
  ];
}
