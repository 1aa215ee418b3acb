import type { PlainDate } from '@jianjia/kernel';
import { inView, Values, type Statement, type View } from './view.ts';

/**
 * Per standard: unions that reach it on the day and did not on the day `since`, and the other way round. A union that
 * was not judged on one of the days did not reach then.
 */
export function flippedSql(view: View, since: PlainDate): Statement {
  const values = new Values();
  const reached = (day: PlainDate) =>
    `select r.union_id, r.scheme from assessments.result r
     where r.as_of = ${values.add(day)} and r.reached and ${inView(view, 'r.union_id', values)}`;
  const sql = `select scheme, count(*) filter (where was.union_id is null) as newly_reached,
      count(*) filter (where now.union_id is null) as no_longer_reached
    from (${reached(view.t)}) now full join (${reached(since)}) was using (union_id, scheme)
    group by scheme`;
  return { sql, values: values.list };
}

/** Unions founded and dissolved after `since`, up to the day. */
export function foundedSql(view: View, since: PlainDate): Statement {
  const values = new Values();
  const [from, to] = [values.add(since), values.add(view.t)];
  const fell = (column: string) => `u.${column} > ${from} and u.${column} <= ${to}`;
  const sql = `select count(*) filter (where ${fell('founded_on')}) as founded,
      count(*) filter (where ${fell('dissolved_on')}) as dissolved
    from organisations."union" u
    where (${fell('founded_on')} or ${fell('dissolved_on')}) and ${inView(view, 'u.union_id', values)}`;
  return { sql, values: values.list };
}
