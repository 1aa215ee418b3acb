import { sqlText, walk, type Measure } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import { judgedByPlace } from './subject.ts';
import { live, nodeColumns, scopeOf } from './tree.ts';

/** Whether some measure counts over the place of a union whatever its kind. */
export function looksAtPlace(measures: readonly Measure[]): boolean {
  return measures.some(({ numerator, denominator, needs, unknown }) =>
    [numerator, denominator, unknown?.when, ...needs.map(({ rows }) => rows)].some((formula) => {
      let found = false;
      if (formula) walk(formula, (node) => (found ||= node.node === 'scoped' && node.scope === 'place'));
      return found;
    }),
  );
}

/**
 * Temporary tables for one union alone. `wanted_union`: whose rows count for it: itself and everything below; where it
 * answers for a place, also the unions that lie there, cover an employer there, or have a member who works there.
 * `wanted_employer`: the employers of these, of their members and of the place. `owned`, `node` and `scope` as in
 * treeSql, of the wanted unions only: below the union as the tree is, every other one by itself.
 */
export function narrowSql(plan: Plan, t: string, union: string): readonly string[] {
  const id = `${sqlText(union)}::uuid`;
  const measures = plan.tracks.flatMap((planned) => planned.measures);
  const byPlace = looksAtPlace(measures) ? 'true' : `(${judgedByPlace('u')} or u.kind = 'federation')`;
  const hasPlace = plan.scopes.place.size > 0;
  return [
    `create temporary table wanted_place on commit drop as
    select v.code from organisations.union u join kernel.division_descent v on v.ancestor = u.division_code
    where u.union_id = ${id} and ${hasPlace ? byPlace : 'false'}`,
    `create temporary table wanted_union on commit drop as
    select union_id from organisations.descent where ancestor_id = ${id}
    union select union_id from organisations.union where division_code in (select code from wanted_place)
    union select union_id from employers.employer
      where division_code in (select code from wanted_place) and union_id is not null
    union select m.union_id from people.member m join employers.employer e on e.uscc = m.uscc
      where e.division_code in (select code from wanted_place)`,
    'analyze wanted_union',
    `create temporary table wanted_employer on commit drop as
    select uscc from employers.employer where union_id in (select union_id from wanted_union)
    union select uscc from employers.employer where division_code in (select code from wanted_place)
    union select uscc from people.member where union_id in (select union_id from wanted_union) and uscc is not null`,
    'analyze wanted_employer',
    ...wantedTreeSql(t, id),
  ];
}

function wantedTreeSql(t: string, id: string): readonly string[] {
  return [
    `create temporary table owned on commit drop as
    with recursive up(union_id, owner_id, parent_id, kind) as (
      select union_id, union_id, parent_id, kind from organisations.union
      where union_id in (select union_id from wanted_union)
      union all
      select up.union_id, p.union_id, p.parent_id, p.kind
      from up join organisations.union p on p.union_id = up.parent_id
      where up.kind in ('branch', 'group')
    )
    select union_id, owner_id from up where kind not in ('branch', 'group')`,
    `create temporary table node on commit drop as
    with recursive placed(owner_id, parent_id, depth) as (
      select ${id}, null::uuid, 0
      union all
      select u.union_id, o.owner_id, p.depth + 1
      from placed p
      join owned o on o.owner_id = p.owner_id
      join organisations.union u on u.parent_id = o.union_id and u.kind not in ('branch', 'group')
    ), all_placed as (
      select owner_id, parent_id, depth from placed
      union all
      select distinct owner_id, null::uuid, 0 from owned where owner_id not in (select owner_id from placed)
    )
    select p.owner_id, p.parent_id, p.depth, ${live(t, 'u')} as live, ${nodeColumns('u')}
    from all_placed p join organisations.union u on u.union_id = p.owner_id`,
    `create temporary table scope on commit drop as ${scopeOf('owned', t)}`,
    'analyze node',
    'analyze scope',
  ];
}
