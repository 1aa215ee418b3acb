import { type Statement, Values } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { live } from '../sql/tree.ts';
import { inView, type View } from './view.ts';

/**
 * Per standard: unions that reach it on the day and did not on the day `since`, and the other way round; only of those
 * that were judged on both days, for founding and dissolving are told apart.
 */
export function flippedSql(view: View, since: PlainDate): Statement {
  const values = new Values();
  const sql = `select r.scheme, count(*) filter (where r.reached and not e.reached) as newly_reached,
      count(*) filter (where e.reached and not r.reached) as no_longer_reached
    from assessments.result r
    join assessments.result e on e.union_id = r.union_id and e.scheme = r.scheme and e.as_of = ${values.add(since)}::date
    where r.as_of = ${values.add(view.t)}::date and ${inView(view, 'r.union_id', values)}
    group by r.scheme`;
  return { sql, values: values.list };
}

/** Unions, no branches and groups, that were founded after `since` and are in being on the day, and dissolved since. */
export function foundedSql(view: View, since: PlainDate): Statement {
  const values = new Values();
  const [from, to] = [values.add(since), values.add(view.t)];
  const fell = (column: string) => `u.${column} > ${from} and u.${column} <= ${to}`;
  const sql = `select count(*) filter (where ${fell('founded_on')} and ${live(view.t, 'u')}) as founded,
      count(*) filter (where ${fell('dissolved_on')}) as dissolved
    from organisations."union" u
    where u.kind not in ('branch', 'group') and (${fell('founded_on')} or ${fell('dissolved_on')}) and ${inView(view, 'u.union_id', values)}`;
  return { sql, values: values.list };
}
