import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';
import { keptFacts } from './store.ts';

/** The fact that overviews show without asking the register of members again. */
const CURRENT_MEMBERS = 'members.current';

/** The place of current members among the kept facts; null where no standard asks for them. */
function place(plan: Plan): { readonly column: string; readonly kept: number } | null {
  const facts = keptFacts(plan);
  const index = facts.findIndex(({ id }) => id === CURRENT_MEMBERS);
  const column = facts[index]?.column;
  return column === undefined ? null : { column, kept: index + 1 };
}

/** Keeps the members of every union and all below it; from the table `own` of a whole evaluation. */
export function storeMemberCountsSql(plan: Plan, t: string): readonly string[] {
  const members = place(plan);
  if (!members) return [];
  return [
    `insert into assessments.member_count (as_of, union_id, members)
    select date ${sqlText(t)}, n.owner_id, coalesce(s.members, 0)
    from node n left join (
      select d.ancestor_id, sum(o.${members.column})::integer as members
      from own o join organisations.descent d on d.union_id = o.owner_id
      where o.${members.column} <> 0
      group by d.ancestor_id
    ) s on s.ancestor_id = n.owner_id`,
  ];
}

/** Corrects the counts above the changed unions; before their kept facts are (`correctTreeSql`). */
export function correctMemberCountsSql(plan: Plan, t: string): readonly string[] {
  const members = place(plan);
  if (!members) return [];
  const day = `date ${sqlText(t)}`;
  return [
    `update assessments.member_count c set members = c.members + s.amount
    from (
      select d.ancestor_id, sum(o.${members.column} - v.own[${members.kept}])::integer as amount
      from own o
      join assessments.fact_value v on v.union_id = o.owner_id and v.as_of = ${day}
      join organisations.descent d on d.union_id = o.owner_id
      where o.owner_id in (select owner_id from changed_owner)
      group by d.ancestor_id
    ) s
    where c.as_of = ${day} and c.union_id = s.ancestor_id and s.amount <> 0`,
  ];
}
