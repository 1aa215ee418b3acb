import type { Statement } from '@jianjia/db';
import { clauseSql } from '@jianjia/rules';
import type { PlainDate } from '@jianjia/kernel';
import type { FlipQuestion } from '../../contract/index.ts';
import type { Plan } from '../../domain/plan.ts';
import { clauseEnvironment, numberColumns, reachedSql } from '../sql/judge.ts';
import type { Understood } from './changes.ts';

/** Who is asked about: whoever the standard was applied to on a day, from a union down. */
export interface Asked {
  /** Code of the union looked from; null for everything within reach. */
  readonly at: string | null;
  readonly t: PlainDate;
  readonly scheme: string;
  readonly track: string;
}

/** Districts that are told one by one. */
export const MOST_DISTRICTS = 100;

/**
 * `below`: the unions looked at, each with the union of the next level it lies in. Descents of other roots than the
 * actor's own cannot be read, so the tree is walked.
 */
const BELOW = `below(union_id, district) as (
  select u.union_id, null::uuid from organisations.union u
  where case when $1::text is null
    then not exists (select from organisations.union p where p.union_id = u.parent_id)
    else u.union_code = $1 end
  union all
  select u.union_id, coalesce(b.district, u.union_id)
  from below b join organisations.union u on u.parent_id = b.union_id
)`;

const KEPT = `below b
  join assessments.result r on r.union_id = b.union_id and r.as_of = $2 and r.scheme = $3 and r.track = $4
  join organisations.union u on u.union_id = r.union_id`;

/**
 * What every union would be with other numbers and flags, as the body of a query: `before` and `after` say whether it
 * reaches its standard, `letters` are its verdicts on the changed indicators now, `changed` what they would be. Numbers,
 * conditions and the rule of reaching are those of the evaluation itself.
 */
export function changedSql(plan: Plan, t: PlainDate, { planned, changed, changes }: Understood): string {
  const clause = clauseEnvironment(plan, planned, t);
  const numbers = numberColumns(plan, planned).map((column, index) => `r.numbers[${index + 1}] as ${column}`);
  const columns = Object.keys(plan.unionColumns).map((column) => `u.${column}`);
  const verdicts = changes.reduce((text, { index, thresholds }) => {
    const item = changed.items[index];
    if (!item || thresholds.size === 0) return text;
    return `overlay(${text} placing ${clauseSql(item.clause, clause)} from ${index + 1} for 1)`;
  }, 'kept');
  const letters = (text: string) =>
    changes.length === 0
      ? `''`
      : `concat(${changes.map(({ index }) => `substr(${text}, ${index + 1}, 1)`).join(', ')})`;
  return `select union_id, union_code, name, kind, district, before, ${reachedSql(changed)} as after,
      ${letters('kept')} as letters, ${letters('verdicts')} as changed
    from (
      select union_id, union_code, name, kind, district, before, kept, ${verdicts} as verdicts
      from (
        select u.union_id, u.union_code, u.name, b.district, r.reached as before, r.verdicts as kept,
          ${[...columns, ...numbers].join(', ')}
        from ${KEPT}
      ) measured
      offset 0
    ) decided`;
}

/** What every union is by another standard; `after` is null where that does not fit it. */
export function insteadSql(track: string | undefined): string {
  return `select u.union_id, u.union_code, u.name, u.kind, b.district, r.reached as before, o.reached as after,
      '' as letters, '' as changed
    from ${KEPT}
    left join assessments.result o on o.union_id = r.union_id and o.as_of = r.as_of and o.scheme = $5
      ${track === undefined ? '' : 'and o.track = $6'}`;
}

/** The body with the values of its parameters, $1 onwards. */
export interface Body {
  readonly sql: string;
  readonly values: readonly unknown[];
}

export const valuesOf = ({ at, t, scheme, track }: Asked): readonly unknown[] => [at, t, scheme, track];

const TALLY = `count(*)::int as unions, (count(*) filter (where before))::int as before,
  (count(*) filter (where after))::int as after, (count(*) filter (where not before and after))::int as gained,
  (count(*) filter (where before and not after))::int as lost, (count(*) filter (where after is null))::int as not_judged`;

const FLIPPED = { gained: 'not j.before and j.after', lost: 'j.before and not j.after', not_judged: 'j.after is null' };
const FLIP = `j.union_id, j.union_code, j.name, j.kind, d.name as district, j.before, j.after, j.letters, j.changed`;

/** The whole answer in one row: total, kinds, districts, letters of the changed indicators, and the first flips. */
export function answerSql(body: Body, indicators: number, limit: number): Statement {
  const values = [...body.values, limit + 1];
  return {
    sql: `with recursive ${BELOW}, judged as materialized (${body.sql})
    select
      (select row_to_json(g) from (select ${TALLY} from judged) g) as total,
      (select json_agg(g) from (select kind, ${TALLY} from judged group by kind order by kind) g) as kinds,
      (select json_agg(g) from (
        select d.union_code as union, d.name, g.* from (
          select district, ${TALLY}, count(*) over () as districts from judged where district is not null group by district
        ) g join organisations.union d on d.union_id = g.district
        order by g.gained + g.lost desc, d.union_code collate "C" limit ${MOST_DISTRICTS}
      ) g) as districts,
      ${letterCounts(indicators)} as letters,
      (select json_agg(f) from (
        select ${FLIP} from judged j left join organisations.union d on d.union_id = j.district
        where ${FLIPPED.gained} or ${FLIPPED.lost}
        order by j.union_code collate "C" limit $${values.length}
      ) f) as flips`,
    values,
  };
}

/** Per changed indicator ten numbers: the letters m u k p n before, then after. */
function letterCounts(indicators: number): string {
  if (indicators === 0) return `'[]'::json`;
  const counts = Array.from({ length: indicators }, (_, index) =>
    ['letters', 'changed'].flatMap((column) =>
      ['m', 'u', 'k', 'p', 'n'].map(
        (letter) => `(count(*) filter (where substr(${column}, ${index + 1}, 1) = '${letter}'))::int`,
      ),
    ),
  );
  const rows = counts.map((row) => `array[${row.join(', ')}]`);
  return `(select to_json(array[${rows.join(', ')}]) from judged)`;
}

/** One page of the unions that flip, by code. */
export function flipsSql(
  body: Body,
  page: Pick<FlipQuestion, 'direction' | 'kind' | 'district' | 'after' | 'limit'>,
): Statement {
  const values = [...body.values];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [page.direction ? FLIPPED[page.direction] : `(${FLIPPED.gained} or ${FLIPPED.lost})`];
  if (page.kind !== undefined) conditions.push(`j.kind = ${bind(page.kind)}`);
  if (page.district !== undefined) conditions.push(`d.union_code = ${bind(page.district)}`);
  if (page.after !== undefined) conditions.push(`j.union_code collate "C" > ${bind(page.after)}`);
  return {
    sql: `with recursive ${BELOW}
    select ${FLIP} from (${body.sql}) j left join organisations.union d on d.union_id = j.district
    where ${conditions.join(' and ')}
    order by j.union_code collate "C" limit ${bind(page.limit + 1)}`,
    values,
  };
}

/** Every union asked about, each with what it is and what it would be. */
export function unionsSql({ sql, values }: Body): Statement {
  return { sql: `with recursive ${BELOW} ${sql}`, values };
}

/** The kept results of the unions of one page, for the values behind their verdicts. */
export function keptSql(asked: Asked, unions: readonly string[]): Statement {
  return {
    sql: `select union_id, verdicts, numbers from assessments.result
      where union_id = any ($1::uuid[]) and as_of = $2 and scheme = $3 and track = $4`,
    values: [unions, asked.t, asked.scheme, asked.track],
  };
}
