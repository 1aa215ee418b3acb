import { type Statement, Values } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { inView, type View } from './view.ts';

/** Which of these days were evaluated, and when. */
export function evaluatedSql(days: readonly PlainDate[]): Statement {
  const sql = `select as_of as day, (evaluated_at at time zone 'Asia/Shanghai')::date as computed_on
    from assessments.evaluation where as_of = any ($1::date[])`;
  return { sql, values: [days] };
}

/** Unions judged and reached, per standard and day. */
export function historySql(view: View, days: readonly PlainDate[], scheme: string | undefined): Statement {
  const values = new Values();
  const filters = [
    `r.as_of = any (${values.add(days)}::date[])`,
    inView(view, 'r.union_id', values),
    ...(scheme === undefined ? [] : [`r.scheme = ${values.add(scheme)}`]),
  ];
  const sql = `select r.as_of as day, r.scheme, count(*) as unions, count(*) filter (where r.reached) as reached
    from assessments.result r where ${filters.join(' and ')} group by 1, 2`;
  return { sql, values: values.list };
}
