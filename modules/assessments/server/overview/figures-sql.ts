import { type Statement, Values } from '@jianjia/db';
import { LARGE_EMPLOYER } from '../../contract/index.ts';
import { live } from '../sql/tree.ts';
import { isJudgedByPlace } from '../sql/subject.ts';
import { inView, type View } from './view.ts';

/**
 * A condition that the union `alias` is in being, and for a branch or group also the union it is a part of. Those that are
 * not are few: it is walked down from them.
 */
function inBeing(t: string, alias: string): string {
  return `${live(t, alias)} and ${alias}.union_id not in (
    with recursive gone(union_id) as (
      select g.union_id from organisations."union" g where not ${live(t, 'g')}
      union all
      select c.union_id from gone g join organisations."union" c
        on c.parent_id = g.union_id and c.kind in ('branch', 'group')
    ) select union_id from gone)`;
}

/** Unions in being, by kind. */
export function unionsByKindSql(view: View): Statement {
  const values = new Values();
  const sql = `select u.kind, count(*) as unions, min(u.union_code) as first from organisations."union" u
    where ${inBeing(view.t, 'u')} and ${inView(view, 'u.union_id', values)}
    group by u.kind`;
  return { sql, values: values.list };
}

/**
 * Members in view as the evaluation of the day kept them: of the union looked from, or of the uppermost unions within
 * reach. Null where one of them has no count within reach: it is a branch or group, or not all below it is within reach.
 */
export function keptMembersSql({ at, t }: View): Statement {
  const values = new Values();
  const day = values.add(t);
  const uppermost = `with root as (
      select unnest(identity.roots('people:read')) as union_id
    ), uppermost as (
      select r.union_id from root r
      where r.union_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff' and not exists (
        select from organisations.descent d join root o on o.union_id = d.ancestor_id
        where d.union_id = r.union_id and d.ancestor_id <> r.union_id
      )
    )`;
  const from = at ? `(select ${values.add(at.unionId)}::uuid as union_id)` : 'uppermost';
  const sql = `${at ? '' : uppermost}
    select case when bool_and(c.members is not null) then sum(c.members) end::integer as members
    from ${from} v left join assessments.member_count c on c.union_id = v.union_id and c.as_of = ${day}`;
  return { sql, values: values.list };
}

/** Members on the day, counted like the fact `members.current`: of unions in being, retained memberships left out. */
export function membersSql(view: View): Statement {
  const values = new Values();
  const t = values.add(view.t);
  const sql = `select count(*) as members from people.member m
    where m.joined_on <= ${t} and (m.left_on is null or m.left_on > ${t}) and m.retained is not true
      and m.union_id in (select u.union_id from organisations."union" u where ${inBeing(view.t, 'u')})
      and ${inView(view, 'm.union_id', values)}`;
  return { sql, values: values.list };
}

/** Open employers, with a union in being and without; those without one also by size. */
export function employersSql(view: View): Statement {
  const values = new Values();
  const t = values.add(view.t);
  const size = (condition: string) => `count(*) filter (where not with_union and ${condition})`;
  const sql = `select count(*) as open, count(*) filter (where with_union) as with_union,
      count(*) filter (where not with_union) as without_union,
      ${size(`employees >= ${LARGE_EMPLOYER}`)} as without_union_large,
      ${size(`employees < ${LARGE_EMPLOYER}`)} as without_union_small,
      ${size('employees is null')} as without_union_size_unknown
    from (
      select e.with_union, case when not e.with_union then (
          select w.employees from employers.workforce w where w.uscc = e.uscc and w.as_of <= ${t}
          order by w.as_of desc limit 1
        ) end as employees
      from (
        select e.uscc, u.union_id is not null as with_union
        from employers.employer e
        left join (
          select u.union_id from organisations."union" u where ${inBeing(view.t, 'u')}
        ) u on u.union_id = e.union_id
        where (e.established_on is null or e.established_on <= ${t}) and (e.closed_on is null or e.closed_on > ${t})
          and ${employersInView(view, values)}
        offset 0
      ) e
    ) counted`;
  return { sql, values: values.list };
}

/**
 * A condition on employer `e` with its union in being `u` (null: none): it belongs to what the viewed union answers for
 * (ruling «Jurisdiction»). A county and its like answer for a place, whoever covers the employers there; others for
 * what unions below them cover, and the federation of an industry besides for the uncovered of its industry and place.
 */
export function employersInView(view: View, values: Values): string {
  const { at } = view;
  if (at === null) return 'true';
  if (isJudgedByPlace(at.kind, at.industry)) return locatedIn(at.division, values);
  const covered = `u.union_id is not null and ${inView(view, 'u.union_id', values)}`;
  if (at.kind !== 'federation') return covered;
  const industry = values.add(at.industry);
  return `(${covered} or u.union_id is null and ${locatedIn(at.division, values)} and e.industry_code in (
    with recursive below(code) as (
      select ${industry}::text union all select i.code from below b join kernel.industry i on i.parent = b.code
    ) select code from below))`;
}

function locatedIn(division: string, values: Values): string {
  return `e.division_code in (select code from kernel.division_descent where ancestor = ${values.add(division)})`;
}
