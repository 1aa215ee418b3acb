import { type Statement, Values } from '@jianjia/db';
import type { ShareKey } from '../../contract/index.ts';
import { inView, type View } from './view.ts';

/** What shares are asked for. */
export interface SharesQuery {
  readonly by: ShareKey;
  readonly scheme?: string | undefined;
  readonly track?: string | undefined;
}

/** One row per standard and part: unions judged and reached. By district, `start` are the unions whose children count. */
export function sharesSql(view: View, query: SharesQuery, start: readonly string[] = []): Statement {
  const values = new Values();
  const { opening, key, title, joins } = splits[query.by](values, start);
  const filters = [
    `r.as_of = ${values.add(view.t)}`,
    inView(view, 'r.union_id', values),
    ...(query.scheme === undefined ? [] : [`r.scheme = ${values.add(query.scheme)}`]),
    ...(query.track === undefined ? [] : [`r.track = ${values.add(query.track)}`]),
  ];
  const sql = `${opening}
    select r.scheme, ${key} as key, ${title} as title, count(*) as unions, count(*) filter (where r.reached) as reached
    from assessments.result r ${joins}
    where ${filters.join(' and ')}
    group by 1, 2, 3`;
  return { sql, values: values.list };
}

/** How results are told apart: a key and what it is called. */
interface Split {
  readonly opening: string;
  readonly key: string;
  readonly title: string;
  readonly joins: string;
}

const UNION = 'join organisations."union" u on u.union_id = r.union_id';

const splits: Readonly<Record<ShareKey, (values: Values, start: readonly string[]) => Split>> = {
  scheme: () => ({ opening: '', key: 'r.track', title: 'null::text', joins: '' }),
  kind: () => ({ opening: '', key: 'u.kind', title: 'null::text', joins: UNION }),
  industry: () => ({
    opening: `with recursive section(code, section, name) as (
      select code, code, name from kernel.industry where parent is null
      union all
      select i.code, s.section, s.name from section s join kernel.industry i on i.parent = s.code
    )`,
    key: 's.section',
    title: 's.name',
    joins: `${UNION} left join section s on s.code = u.industry_code`,
  }),
  district: (values, start) => ({
    opening: districtSql(values.add(start)),
    key: 'd.union_code',
    title: 'd.name',
    joins: 'left join placed p on p.union_id = r.union_id left join district d on d.union_id = p.district_id',
  }),
};

/** `district`: the unions directly below those given that have unions below them; `placed`: who lies in which. */
function districtSql(start: string): string {
  return `with recursive placed(union_id, district_id, kind, depth) as (
      select union_id, union_id, kind, 0 from organisations."union" where parent_id = any (${start}::uuid[])
      union all
      select c.union_id, p.district_id, c.kind, p.depth + 1
      from placed p join organisations."union" c on c.parent_id = p.union_id
    ), district as (
      select u.union_id, u.union_code, u.name, u.kind from organisations."union" u
      where u.union_id in (select district_id from placed where depth > 0 and kind not in ('branch', 'group'))
    )`;
}

/** The highest unions within sight: those whose superior is not. */
export function topsSql(): Statement {
  const sql = `select u.union_id as id from organisations."union" u
    where not exists (select from organisations."union" p where p.union_id = u.parent_id)`;
  return { sql, values: [] };
}
