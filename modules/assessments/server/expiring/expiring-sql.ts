import { type Statement, Values } from '@jianjia/db';
import { fromDays, toDays, type PlainDate } from '@jianjia/kernel';
import type { ExpiringKind, ExpiringWithin } from '../../contract/index.ts';
import { inView, type View } from '../overview/view.ts';
import { live } from '../sql/tree.ts';

/** Days back that something over is still told of. */
const DAYS_BACK = 90;

/** Where a page begins: the last row of the page before. */
export interface ExpiringCursor {
  readonly endsOn: PlainDate;
  readonly what: ExpiringKind;
  readonly no: string;
}

export interface ExpiringQuery {
  readonly kinds: readonly ExpiringKind[];
  readonly within: ExpiringWithin;
  readonly after?: ExpiringCursor | undefined;
  readonly limit: number;
}

/** How many of each kind run out within 30, 60, 90 days or are over. */
export function countExpiringSql(view: View, kinds: readonly ExpiringKind[]): Statement {
  const values = new Values();
  const day = (distance: number) => `date '${shifted(view.t, distance)}'`;
  const within = (days: number) => `count(*) filter (where x.ends_on between ${day(0)} and ${day(days)})`;
  const sql = `select x.what, ${within(30)} as within_30, ${within(60)} as within_60, ${within(90)} as within_90,
      count(*) filter (where x.ends_on < ${day(0)}) as over
    from (${endingSql(view, kinds, [-DAYS_BACK, 90], values)}) x ${COLUMNS}
    where ${ofUnionsInView(view, values)}
    group by x.what`;
  return { sql, values: values.list };
}

/** The same one by one, soonest first; one row more than the limit, when there are more. */
export function listExpiringSql(view: View, { kinds, within, after, limit }: ExpiringQuery): Statement {
  const values = new Values();
  const period: readonly [number, number] = within === 'over' ? [-DAYS_BACK, -1] : [0, Number(within)];
  const rows = endingSql(view, kinds, period, values);
  const beyond = after
    ? `and (x.ends_on, x.what, x.no collate "C")
        > (${values.add(after.endsOn)}::date, ${values.add(after.what)}::text, ${values.add(after.no)}::text)`
    : '';
  const sql = `select x.what, u.union_code as "union", u.name, x.subject, x.detail, x.no, x.ends_on
    from (${rows}) x ${COLUMNS} join organisations."union" u on u.union_id = x.union_id
    where ${live(view.t, 'u')} and ${inView(view, 'u.union_id', values)} ${beyond}
    order by x.ends_on, x.what, x.no collate "C" limit ${values.add(limit + 1)}`;
  return { sql, values: values.list };
}

function ofUnionsInView(view: View, values: Values): string {
  return `x.union_id in (
    select u.union_id from organisations."union" u where ${live(view.t, 'u')} and ${inView(view, 'u.union_id', values)})`;
}

function shifted(t: PlainDate, days: number): PlainDate {
  return fromDays(toDays(t) + days);
}

/** What ends from one day to another, both included; days are counted from the as-of day. */
function endingSql(
  view: View,
  kinds: readonly ExpiringKind[],
  [first, last]: readonly [number, number],
  values: Values,
): string {
  const period = `between ${values.add(shifted(view.t, first))}::date and ${values.add(shifted(view.t, last))}::date`;
  return kinds.map((kind) => ending[kind](view.t, period)).join('\n union all \n');
}

const TERM_END = (alias: string) => `(${alias}.held_on + make_interval(years => ${alias}.term_years))::date`;

/** What each kind tells: of what (body, kind of contract), a number within it, and the key of the record. */
const COLUMNS = '(union_id, what, ends_on, subject, detail, no)';

const ending: Readonly<Record<ExpiringKind, (t: PlainDate, period: string) => string>> = {
  // The term that runs is that of the latest election; a by-election starts none (facts of democracy). Of two elections
  // on one day the longer term counts, as it does there.
  term: (t, period) => `
    select e.union_id, 'term', ${TERM_END('e')}, e.body, e.term_no::text, e.election_no
    from democracy.election e
    where e.kind <> 'byelection' and e.held_on <= date '${t}' and ${TERM_END('e')} ${period}
      and not exists (
        select from democracy.election l
        where l.union_id = e.union_id and l.body = e.body and l.kind <> 'byelection' and l.held_on <= date '${t}'
          and (l.held_on, ${TERM_END('l')}, l.election_no) > (e.held_on, ${TERM_END('e')}, e.election_no)
      )`,
  contract: (t, period) => `
    select c.union_id, 'contract', c.valid_to, c.kind, c.contract_no, c.contract_no
    from agreements.contract c where c.signed_on <= date '${t}' and c.valid_to ${period}`,
  certificate: (t, period) => `
    select o.union_id, 'certificate', o.legal_person_to, null::text, null::text, o.union_code
    from organisations."union" o where o.legal_person_from <= date '${t}' and o.legal_person_to ${period}`,
};
