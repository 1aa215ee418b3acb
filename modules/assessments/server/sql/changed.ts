import { unionColumns } from '@jianjia/organisations/contract';
import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { divisionAbove, industryAbove, placedGatherings } from './place.ts';
import { judgedByPlace } from './subject.ts';
import { keptFacts, ownArray } from './store.ts';
import { live, nodeColumns, treeFacts } from './tree.ts';
import { WIDE } from './wide.ts';

/**
 * Temporary tables of an incremental evaluation, all small. `changed_owner`: unions whose rows changed, branches and
 * groups replaced by their union; `changed_union`: all unions whose rows count for these. `changed_place`: divisions
 * where employers changed. `touched_place`: these, and where the changed unions' members and employers lie or lay.
 * `node`: every union to be judged again: the changed ones, those above them, and those whose jurisdiction holds a
 * touched place. Only the changed ones are counted again; of the others the kept facts serve.
 */
export function changedSql(t: string, upTo: number): readonly string[] {
  return [
    `create temporary table changed_owner on commit drop as
    with recursive up(union_id, parent_id, kind) as (
      select u.union_id, u.parent_id, u.kind from organisations.union u
      where u.union_id in (select union_id from assessments.changed where id <= ${upTo})
      union
      select u.union_id, u.parent_id, u.kind from up join organisations.union u on u.union_id = up.parent_id
      where up.kind in ('branch', 'group')
    )
    select union_id as owner_id from up where kind not in ('branch', 'group')`,
    `create temporary table changed_union on commit drop as ${ownedBy('changed_owner')}`,
    'analyze changed_union',
    `create temporary table changed_place on commit drop as
    select distinct division_code from assessments.changed where id <= ${upTo} and division_code is not null`,
    'analyze changed_place',
    `create temporary table wanted_employer on commit drop as
    select uscc from employers.employer where union_id in (select union_id from changed_union)
    union select uscc from employers.employer where division_code in (select division_code from changed_place)
    union select uscc from people.member where union_id in (select union_id from changed_union) and uscc is not null`,
    'analyze wanted_employer',
    `create temporary table touched_place on commit drop as
    select division_code from changed_place
    union select c.division_code from assessments.cell c
      where c.as_of = date ${sqlText(t)} and c.union_id in (select owner_id from changed_owner)
    union select e.division_code from employers.employer e where e.uscc in (select uscc from wanted_employer)
    union select u.division_code from organisations.union u where u.union_id in (select union_id from changed_union)`,
    'analyze touched_place',
    nodeSql(t),
    'analyze node',
    `create temporary table scope on commit drop as
    select u.union_id, n.owner_id, n.kind as owner_kind, u.division_code
    from changed_union o
    join organisations.union u on u.union_id = o.union_id
    join node n on n.owner_id = o.owner_id
    where n.live and ${live(t, 'u')}
    union
    ${coveringSql(t)}`,
    'analyze scope',
  ];
}

/** The unions whose rows count for the owners in a table: themselves, and their branches and groups. */
function ownedBy(table: string): string {
  return `
    with recursive owned(union_id, owner_id) as (
      select owner_id, owner_id from ${table}
      union
      select c.union_id, o.owner_id from organisations.union c join owned o on c.parent_id = o.union_id
      where c.kind in ('branch', 'group')
    )
    select union_id, owner_id from owned`;
}

function nodeSql(t: string): string {
  return `create temporary table node on commit drop as
    ${divisionAbove}, ${industryAbove},
    place(division_code) as (
      select distinct a.ancestor from touched_place p join above a on a.code = p.division_code
    ),
    up(union_id, parent_id, kind) as (
      select u.union_id, u.parent_id, u.kind from organisations.union u where u.union_id in (select owner_id from changed_owner)
      union
      select u.union_id, u.parent_id, u.kind from organisations.union u
      where u.division_code in (select division_code from place) and (${judgedByPlace('u')} or u.kind in ('joint', 'federation'))
      union
      select u.union_id, u.parent_id, u.kind from up join organisations.union u on u.union_id = up.parent_id
    )
    select u.union_id as owner_id, null::uuid as parent_id, 0 as depth, ${live(t, 'u')} as live, ${nodeColumns('u')}
    from organisations.union u
    where u.union_id in (select union_id from up where kind not in ('branch', 'group'))`;
}

/** Unions that cover employers in a changed place: their being or not decides whether these have a union. */
function coveringSql(t: string): string {
  return `(with recursive covering(union_id, owner_id, kind, parent_id) as (
      select u.union_id, u.union_id, u.kind, u.parent_id from organisations.union u
      where u.union_id in (select e.union_id from employers.employer e where e.division_code in (select division_code from changed_place))
      union
      select c.union_id, p.union_id, p.kind, p.parent_id from covering c join organisations.union p on p.union_id = c.parent_id
      where c.kind in ('branch', 'group')
    )
    select u.union_id, o.union_id, o.kind, u.division_code
    from covering c
    join organisations.union u on u.union_id = c.union_id
    join organisations.union o on o.union_id = c.owner_id
    where c.kind not in ('branch', 'group') and ${live(t, 'u')} and ${live(t, 'o')})`;
}

/** Columns of the table `node`. */
const NODE = ['owner_id', 'parent_id', 'depth', 'live', 'union_code', ...Object.keys(unionColumns)];

/** Adds the unions that did not change to `own`, with their kept facts. */
export function keptOwnSql(plan: Plan, t: string): string {
  const columns = keptFacts(plan).map(({ additive }, index) => (additive ? `v.own[${index + 1}]` : `nullif(v.own[${index + 1}], 'NaN')`));
  const names = [...NODE, ...keptFacts(plan).map((fact) => fact.column)];
  return `insert into own (${names.join(', ')})
    select ${[...NODE.map((column) => `n.${column}`), ...columns].join(', ')}
    from node n join assessments.fact_value v on v.union_id = n.owner_id and v.as_of = date ${sqlText(t)}
    where n.owner_id not in (select owner_id from changed_owner)`;
}

/** Corrects the kept facts of the changed unions and the sums of everything above them. */
export function correctTreeSql(plan: Plan, t: string): readonly string[] {
  const columns = treeFacts(plan).map((fact) => fact.column);
  if (columns.length === 0) return [];
  const kept = keptFacts(plan).map((fact) => fact.id);
  const now = `array[${columns.map((column) => `o.${column}`).join(', ')}]::float8[]`;
  const before = `array[${treeFacts(plan).map((fact) => `v.own[${kept.indexOf(fact.id) + 1}]`).join(', ')}]`;
  return [
    `create temporary table tree_change on commit drop as
    select o.owner_id, ${now} as now, ${before} as before
    from own o join assessments.fact_value v on v.union_id = o.owner_id and v.as_of = date ${sqlText(t)}
    where o.owner_id in (select owner_id from changed_owner)`,
    `with recursive up(owner_id, above) as (
      select owner_id, owner_id from tree_change
      union all
      select up.owner_id, u.parent_id from up join organisations.union u on u.union_id = up.above where u.parent_id is not null
    ), change as (
      select up.above, i, sum(c.now[i] - c.before[i]) as amount
      from up join tree_change c on c.owner_id = up.owner_id
      cross join generate_series(1, ${columns.length}) i
      group by up.above, i
    ), sums as (
      select v.union_id, array_agg(v.subtree[change.i] + change.amount order by change.i) as subtree
      from change join assessments.fact_value v on v.union_id = change.above and v.as_of = date ${sqlText(t)}
      where v.subtree is not null
      group by v.union_id
    )
    update assessments.fact_value v set subtree = sums.subtree
    from sums where v.union_id = sums.union_id and v.as_of = date ${sqlText(t)}`,
    `update assessments.fact_value v set own = ${ownArray(plan)}
    from own o where v.union_id = o.owner_id and v.as_of = date ${sqlText(t)} and o.owner_id in (select owner_id from changed_owner)`,
    `create temporary table tree ${WIDE} on commit drop as
    select v.union_id as owner_id, ${columns.map((column, index) => `v.subtree[${index + 1}] as ${column}`).join(', ')}
    from assessments.fact_value v
    where v.as_of = date ${sqlText(t)} and v.subtree is not null and v.union_id in (select owner_id from node)`,
  ];
}

/** Replaces the kept cells of the changed unions and places, and corrects the sums of the places above them. */
export function correctPlaceSql(plan: Plan, gatherings: readonly Gathering[], t: string): readonly string[] {
  return placedGatherings(plan, gatherings).flatMap(({ relation, facts, table }) => {
    const { name } = relation.source;
    const kept = `as_of = date ${sqlText(t)} and source = ${sqlText(name)}`;
    const changed = `${kept} and (union_id in (select owner_id from changed_owner)
      or union_id is null and division_code in (select division_code from changed_place))`;
    const now = `array[${facts.map((fact) => fact.column).join(', ')}]::float8[]`;
    return [
      `create temporary table place_change_${name} on commit drop as
      ${divisionAbove}, change(division_code, i, amount) as (
        select c.division_code, i, c.facts[i] * c.sign
        from (
          select division_code, facts, -1 as sign from assessments.cell where ${changed}
          union all
          select division_code, ${now}, 1 from ${table} where owner_id in (select owner_id from changed_owner)
            or owner_id is null and division_code in (select division_code from changed_place)
        ) c cross join generate_series(1, ${facts.length}) i
      )
      select a.ancestor as division_code, i, sum(amount) as amount
      from change join above a on a.code = change.division_code
      group by a.ancestor, i`,
      `delete from assessments.cell where ${changed}`,
      `insert into assessments.cell (as_of, source, union_id, division_code, industry_code, facts)
      select date ${sqlText(t)}, ${sqlText(name)}, owner_id, division_code, industry_code, ${now} from ${table}
      where owner_id in (select owner_id from changed_owner) or owner_id is null and division_code in (select division_code from changed_place)`,
      `insert into assessments.place_value as v (as_of, source, division_code, facts)
      select date ${sqlText(t)}, ${sqlText(name)}, p.division_code,
        array_agg(coalesce(k.facts[p.i], 0) + p.amount order by p.i)
      from place_change_${name} p
      left join assessments.place_value k on k.${kept.replace(' and source', ' and k.source')} and k.division_code = p.division_code
      group by p.division_code
      on conflict (as_of, source, division_code) do update set facts = excluded.facts`,
      `create temporary table place_${name} on commit drop as
      select division_code, ${facts.map((fact, index) => `facts[${index + 1}] as ${fact.column}`).join(', ')}
      from assessments.place_value
      where ${kept} and division_code in (select division_code from node)`,
      ...(name === 'employers' ? [uncoveredAgainSql(facts.map((fact) => fact.column), t)] : []),
    ];
  });
}

/** `uncovered_employers` from the kept cells. */
function uncoveredAgainSql(columns: readonly string[], t: string): string {
  return `create temporary table uncovered_employers on commit drop as
    ${divisionAbove}, ${industryAbove}
    select n.owner_id, ${columns.map((column, index) => `sum(c.facts[${index + 1}]) as ${column}`).join(', ')}
    from node n
    join above a on a.ancestor = n.division_code
    join industry_above i on i.ancestor = n.industry_code
    join assessments.cell c on c.as_of = date ${sqlText(t)} and c.source = 'employers' and c.union_id is null
      and c.division_code = a.code and c.industry_code = i.code
    where n.live and n.kind = 'federation' and n.industry_code is not null
    group by n.owner_id`;
}
