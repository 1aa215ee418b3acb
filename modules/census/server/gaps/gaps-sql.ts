import { type Statement, Values } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { type GapQuery, type Growth, MOST_IN_JOINT_UNION } from '../../contract/index.ts';
import { OWN_UNION_FROM } from '../../domain/gaps/joint-unions.ts';

/**
 * SQL: every employer of the list that the actor sees, as of the day in `t`: open or not, covered or not, how many people.
 * A union out of the actor's sight covers all the same. Where nobody reports employees, insured persons stand in.
 */
export function employersSql(t: string): string {
  return `select e.employer_id, e.name, e.uscc, e.division_code, e.address, e.union_id, e.closed_on,
      coalesce(e.employees, e.insured) as headcount,
      case when e.employees is not null then 'employees' when e.insured is not null then 'insured' end as employees_from,
      (e.established_on is null or e.established_on <= ${t}) and (e.closed_on is null or e.closed_on > ${t})
        and coalesce(e.status, 'open') = 'open' as is_open,
      e.closed_on <= ${t} or e.status in ('closed', 'revoked') as is_closed,
      e.union_id is not null and (u.union_id is null
        or u.founded_on <= ${t} and (u.dissolved_on is null or u.dissolved_on > ${t})) as covered,
      coalesce(c.industry_code, e.industry_code) as industry_code, coalesce(c.sector, e.sector) as sector,
      coalesce(c.new_form, false) as new_form, c.park, c.place_kind, c.place, c.address_key, c.classified_at
    from census.employer e
    left join organisations.union u on u.union_id = e.union_id
    left join census.classification c on c.employer_id = e.employer_id`;
}

/** SQL: employers that the register of the union has under several credit codes, in several unions in being. */
export function doubledSql(t: string): string {
  return `select n.employer_id, array_agg(distinct r.union_id) as union_ids
    from census.entity n
    join employers.employer r on r.uscc = n.uscc
    join organisations.union u on u.union_id = r.union_id
      and u.founded_on <= ${t} and (u.dissolved_on is null or u.dissolved_on > ${t})
    group by n.employer_id having count(distinct r.union_id) > 1`;
}

/** SQL: a condition on an employer `e` and its line `d` of the doubled, for each gap. */
export const GAP_SQL: Readonly<Record<GapQuery['gap'], string>> = {
  uncovered: `e.is_open and not e.covered and e.headcount >= ${OWN_UNION_FROM}`,
  small: `e.is_open and not e.covered and coalesce(e.headcount, 0) < ${OWN_UNION_FROM}`,
  closed: 'e.is_closed and e.covered',
  double: 'e.is_open and d.employer_id is not null',
};

/** SQL: a condition on an employer `e`, for each growth area. */
export const GROWTH_SQL = {
  private: `e.sector = 'private'`,
  new_form: 'e.new_form',
  park: 'e.park is not null',
} as const satisfies Readonly<Record<Growth, string>>;

/** SQL: every code of GB/T 4754 with the letter of its section. */
export const SECTIONS = `
  with recursive inside (code, section) as (
    select code, code from kernel.industry where parent is null
    union all
    select i.code, s.section from inside s join kernel.industry i on i.parent = s.code
  ) select code, section from inside`;

/** What a list of a gap is made of. */
export interface GapWanted {
  readonly query: GapQuery;
  readonly t: PlainDate;
}

/** The place of a row in the order of the list; −1 where nothing is known. */
export interface GapPosition {
  readonly headcount: number;
  readonly id: string;
}

/** SQL of the employers of a gap: employer_id, headcount; adds its parameters to `values`. */
export function foundSql({ query, t }: GapWanted, values: Values): string {
  const day = `${values.add(t)}::date`;
  const conditions = [GAP_SQL[query.gap]];
  const { division, place, place_kind: kind } = query;
  let listed = employersSql(day);
  if (query.industry === 'none') conditions.push('e.industry_code is null');
  else if (query.industry !== undefined) {
    conditions.push(
      `e.industry_code in (select s.code from (${SECTIONS}) s where s.section = ${values.add(query.industry)})`,
    );
  }
  if (query.growth !== undefined) conditions.push(GROWTH_SQL[query.growth]);
  if (division !== undefined) conditions.push(insideSql(division, values));
  const isGrouped = place !== undefined && kind !== undefined;
  if (isGrouped) {
    // A joint union lies in one town: the others need not be grouped.
    const town = division?.slice(0, 9);
    if (town !== undefined) listed = `select * from (${listed}) e where ${insideSql(town, values)}`;
    conditions.push(
      `e.employer_id in (select g.employer_id from (${groupedSql('listed')}) g
         where g.place_kind = ${values.add(kind)} and g.place = ${values.add(place)}
           ${town === undefined ? '' : `and g.town = ${values.add(town)}`}
           and g.part = ${values.add(query.part ?? 1)}::integer)`,
    );
  }
  // What is not asked for is not worked out: that of a million employers takes seconds.
  const isDoubled = query.gap === 'double';
  return `with listed as ${isGrouped ? '' : 'not'} materialized (${listed})
      ${isDoubled ? `, doubled as materialized (${doubledSql(day)})` : ''}
    select e.employer_id, coalesce(e.headcount, -1) as headcount, e.employees_from
    from listed e ${isDoubled ? 'left join doubled d on d.employer_id = e.employer_id' : ''}
    where ${conditions.join(' and ')}`;
}

/** SQL: a condition on an employer `e`, that it lies in a division. */
function insideSql(division: string, values: Values): string {
  return `e.division_code in (select v.code from kernel.division_descent v where v.ancestor = ${values.add(division)})`;
}

/**
 * SQL: small employers without a union with the joint union they could be in, out of `listed` as `employersSql` gives it. The
 * same as `groupForJointUnions` (domain/gaps): a test holds them together.
 */
function groupedSql(listed: string): string {
  return `select s.*, ceil(s.number * ceil(s.together / ${MOST_IN_JOINT_UNION}.0) / s.together)::integer as part
    from (
      select e.employer_id, e.headcount, left(e.division_code, 9) as town, e.place_kind, e.place,
        row_number() over (w order by e.address_key collate "C", e.employer_id::text collate "C") as number,
        count(*) over w as together
      from ${listed} e
      where ${GAP_SQL.small} and e.place is not null
      window w as (partition by left(e.division_code, 9), e.place_kind, e.place)
    ) s where s.together > 1`;
}

/** The place of a joint union in the order of its list. */
export interface JointPosition {
  readonly employers: number;
  readonly key: string;
}

/** Joint unions to be, those of most employers first. */
export function jointSql(
  t: PlainDate,
  division: string | undefined,
  after: JointPosition | null,
  limit: number,
): Statement {
  const values = new Values();
  const day = `${values.add(t)}::date`;
  const inside = division === undefined ? '' : `where ${insideSql(division, values)}`;
  const beyond = after
    ? `where (g.employers, g.key) < (${values.add(after.employers)}::bigint, ${values.add(after.key)}::text collate "C")`
    : '';
  const sql = `with listed as (select * from (${employersSql(day)}) e ${inside}),
    grouped as (
      select g.town, g.place_kind, g.place, g.part, count(*) as employers, sum(coalesce(g.headcount, 0)) as employees,
        concat_ws('/', g.town, g.place_kind, g.place, lpad(g.part::text, 5, '0')) collate "C" as key
      from (${groupedSql('listed')}) g group by g.town, g.place_kind, g.place, g.part
    )
    select g.town as division_code, coalesce(d.name, g.town) as division_name, g.place_kind, g.place, g.part,
      g.employers::integer, g.employees::integer, g.key
    from grouped g left join kernel.division d on d.code = g.town
    ${beyond}
    order by g.employers desc, g.key desc limit ${values.add(limit)}`;
  return { sql, values: values.list };
}
