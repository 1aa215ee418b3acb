import { unionColumns } from '@jianjia/organisations/contract';
import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import { judgedByPlace } from './subject.ts';
import { keptFacts } from './store.ts';
import { live, nodeColumns, scopeOf } from './tree.ts';

/**
 * Temporary tables of an incremental evaluation, all small; they begin at `taken_change`. `changed_owner`: unions whose rows changed, branches and
 * groups replaced by their union; `changed_union`: all unions whose rows count for these. `changed_place`: divisions
 * where employers changed. `touched_place`: these, and where the changed unions' members and employers lie or lay;
 * `place_above`: each of these with all divisions above it, itself included.
 * `node`: every union to be judged again: the changed ones, those above them, and those whose jurisdiction holds a
 * touched place. Only the changed ones are counted again; of the others the kept facts serve.
 */
export function changedSql(t: string): readonly string[] {
  return [
    `create temporary table changed_owner on commit drop as
    with recursive up(union_id, parent_id, kind) as (
      select u.union_id, u.parent_id, u.kind from organisations.union u
      where u.union_id in (select union_id from taken_change)
      union
      select u.union_id, u.parent_id, u.kind from up join organisations.union u on u.union_id = up.parent_id
      where up.kind in ('branch', 'group')
    )
    select union_id as owner_id from up where kind not in ('branch', 'group')`,
    `create temporary table changed_union on commit drop as ${ownedBy('changed_owner')}`,
    'analyze changed_union',
    `create temporary table changed_place on commit drop as
    select distinct division_code from taken_change where division_code is not null`,
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
    `create temporary table place_above on commit drop as
    with recursive above(code, ancestor) as (
      select division_code, division_code from touched_place
      union
      select a.code, d.parent from above a join kernel.division d on d.code = a.ancestor where d.parent is not null
    )
    select code, ancestor from above`,
    'analyze place_above',
    nodeSql(t),
    'analyze node',
    `create temporary table scope on commit drop as ${scopeOf('changed_union', t)}
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
    with recursive up(union_id, parent_id, kind) as (
      select u.union_id, u.parent_id, u.kind from organisations.union u where u.union_id in (select owner_id from changed_owner)
      union
      select u.union_id, u.parent_id, u.kind from organisations.union u
      where u.division_code in (select ancestor from place_above) and (${judgedByPlace('u')} or u.kind in ('joint', 'federation'))
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
  const columns = keptFacts(plan).map(({ additive }, index) =>
    additive ? `v.own[${index + 1}]` : `nullif(v.own[${index + 1}], 'NaN')`,
  );
  const names = [...NODE, ...keptFacts(plan).map((fact) => fact.column)];
  return `insert into own (${names.join(', ')})
    select ${[...NODE.map((column) => `n.${column}`), ...columns].join(', ')}
    from node n join assessments.fact_value v on v.union_id = n.owner_id and v.as_of = date ${sqlText(t)}
    where n.owner_id not in (select owner_id from changed_owner)`;
}
