import { sqlText } from '@jianjia/rules';
import type { Plan } from '../../domain/plan.ts';

/**
 * Keeps the last days of every union's own rows (`own`), where it has any, so that a refresh can find the last day of a
 * subtree without counting its unchanged unions again: a largest value cannot be corrected by a difference.
 */
export function storeLastDaysSql(plan: Plan, t: string): readonly string[] {
  return [...plan.lastDays.values()].map(
    (fact) => `insert into assessments.last_day (as_of, fact, union_id, day)
    select date ${sqlText(t)}, ${sqlText(fact.id)}, owner_id, ${fact.column} from own where ${fact.column} is not null`,
  );
}

/** The same after a change: replaces those of the unions judged again. */
export function correctLastDaysSql(plan: Plan, t: string): readonly string[] {
  if (plan.lastDays.size === 0) return [];
  const stale = `delete from assessments.last_day where as_of = date ${sqlText(t)} and union_id in (select owner_id from node)`;
  return [stale, ...storeLastDaysSql(plan, t)];
}

/** `last_day`: the last days over the subtree of every union that has any. */
export function lastDaysSql(plan: Plan, t: string): readonly string[] {
  const facts = [...plan.lastDays.values()];
  if (facts.length === 0) return [];
  const days = facts.map((fact) => `max(day) filter (where fact = ${sqlText(fact.id)}) as ${fact.column}`);
  return [
    `create temporary table last_day on commit drop as
    with recursive up(fact, day, above) as (
      select fact, day, union_id from assessments.last_day where as_of = date ${sqlText(t)}
      union
      select up.fact, up.day, u.parent_id from up join organisations.union u on u.union_id = up.above
      where u.parent_id is not null
    )
    select above as owner_id, ${days.join(', ')} from up group by above`,
    'analyze last_day',
  ];
}
