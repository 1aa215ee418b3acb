import { type Statement, Values } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { Growth } from '../../contract/index.ts';
import { doubledSql, employersSql, GAP_SQL, GROWTH_SQL, SECTIONS } from './gaps-sql.ts';

/** SQL: every division below `base` (or everywhere) with the area of the table it counts in. */
export function areasSql(base: string | null, values: Values): string {
  if (base === null) {
    return `select w.code, c.code as area from kernel.division c join kernel.division_descent w on w.ancestor = c.code
      where c.level = 2 union all select code, code from kernel.division where level = 1`;
  }
  const parameter = values.add(base);
  return `select w.code, c.code as area from kernel.division c join kernel.division_descent w on w.ancestor = c.code
    where c.parent = ${parameter} union all select ${parameter}, ${parameter}`;
}

/** A line of the table as it comes: of an area, of a section, or of all. */
export interface GapTableRow {
  readonly area: string | null;
  readonly section: string | null;
  readonly name: string | null;
  readonly below: boolean;
  readonly open: number;
  readonly covered: number;
  readonly uncovered: number;
  readonly small: number;
  readonly closed: number;
  readonly double: number;
  readonly private: number;
  readonly new_form: number;
  readonly park: number;
  readonly unclassified: number;
  readonly classified_at: Date | null;
}

/** Coverage and gaps in one statement: by area, by section, and in all. */
export function gapTableSql(t: PlainDate, base: string | null): Statement {
  const values = new Values();
  const day = `${values.add(t)}::date`;
  const count = (condition: string) => `count(*) filter (where ${condition})::integer`;
  const growth = (area: Growth) => count(`${GAP_SQL.uncovered} and ${GROWTH_SQL[area]}`);
  const sql = `with area as (${areasSql(base, values)}), section as (${SECTIONS}),
    doubled as materialized (${doubledSql(day)}),
    counted as (
      select grouping(a.area) as all_areas, grouping(coalesce(s.section, 'none')) as all_sections,
        a.area, coalesce(s.section, 'none') as section,
        ${count('e.is_open')} as open, ${count('e.is_open and e.covered')} as covered,
        ${count(GAP_SQL.uncovered)} as uncovered, ${count(GAP_SQL.small)} as small, ${count(GAP_SQL.closed)} as closed,
        ${count(GAP_SQL.double)} as double, ${growth('private')} as private,
        ${growth('new_form')} as new_form, ${growth('park')} as park,
        ${count('e.classified_at is null')} as unclassified, max(e.classified_at) as classified_at
      from (${employersSql(day)}) e
      join area a on a.code = e.division_code
      left join section s on s.code = e.industry_code
      left join doubled d on d.employer_id = e.employer_id
      group by grouping sets ((a.area), (coalesce(s.section, 'none')), ())
    )
    select case when n.all_areas = 0 then n.area end as area, case when n.all_sections = 0 then n.section end as section,
      case when n.all_areas = 0 then v.name else i.name end as name,
      coalesce(v.code is distinct from ${base === null ? 'null' : '$2'}::text
        and exists (select from kernel.division b where b.parent = v.code), false) as below,
      n.open, n.covered, n.uncovered, n.small, n.closed, n.double, n.private, n.new_form, n.park,
      n.unclassified, n.classified_at
    from counted n
    left join kernel.division v on n.all_areas = 0 and v.code = n.area
    left join kernel.industry i on n.all_sections = 0 and i.code = n.section
    order by n.area collate "C" nulls last, n.section collate "C" nulls last`;
  return { sql, values: values.list };
}
