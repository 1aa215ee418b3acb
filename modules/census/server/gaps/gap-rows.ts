import { type Statement, Values } from '@jianjia/db';
import {
  type GapEmployer,
  growthTitles,
  type Growth,
  industrialUnions,
  type Sector,
  type SizeClass,
} from '../../contract/index.ts';
import { isIndustrialUnion } from '../../domain/classification/industrial-union.ts';
import { foundSql, type GapPosition, type GapWanted } from './gaps-sql.ts';

/** One row as it comes from the database. */
export interface GapRow {
  readonly employer_id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly division_code: string;
  readonly division_name: string;
  readonly address: string | null;
  readonly headcount: number;
  readonly employees_from: 'employees' | 'insured' | null;
  readonly industry_code: string | null;
  readonly industry_name: string | null;
  readonly industry_confidence: number | null;
  readonly sector: Sector | null;
  readonly size: SizeClass | null;
  readonly size_at_most: boolean | null;
  readonly new_form: boolean | null;
  readonly park: string | null;
  readonly industrial_union: string | null;
  readonly reasons: Readonly<Record<string, string>> | null;
  readonly unions: readonly { readonly code: string; readonly name: string }[];
  readonly closed_on: string | null;
  readonly task_id: string | null;
  readonly total: number;
}

/** The employers of a gap, those with most employees first, each with the number of all. Without a limit, all. */
export function gapRowsSql(wanted: GapWanted, after: GapPosition | null, limit: number | null): Statement {
  const values = new Values();
  const found = foundSql(wanted, values);
  const beyond = after
    ? `where (f.headcount < ${values.add(after.headcount)}::integer
        or f.headcount = $${values.list.length}::integer and f.employer_id > ${values.add(after.id)}::uuid)`
    : '';
  const cut = limit === null ? '' : `limit ${values.add(limit)}`;
  const sql = `with found as materialized (${found}),
    page as (select f.* from found f ${beyond} order by f.headcount desc, f.employer_id ${cut})
    select p.employer_id, e.name, e.uscc, e.division_code, v.name as division_name, e.address, p.headcount,
      p.employees_from, i.code as industry_code, i.name as industry_name, c.industry_confidence,
      coalesce(c.sector, e.sector) as sector, c.size, c.size_at_most, c.new_form, c.park, c.industrial_union, c.reasons,
      (
        select coalesce(jsonb_agg(jsonb_build_object('code', u.union_code, 'name', u.name) order by u.union_code), '[]')
        from organisations.union u
        where u.union_id = e.union_id or u.union_id in (
          select r.union_id from census.entity n join employers.employer r on r.uscc = n.uscc
          where n.employer_id = e.employer_id)
      ) as unions,
      e.closed_on::text as closed_on, k.task_id, (select count(*)::integer from found) as total
    from page p
    join census.employer e on e.employer_id = p.employer_id
    join kernel.division v on v.code = e.division_code
    left join census.classification c on c.employer_id = p.employer_id
    left join kernel.industry i on i.code = coalesce(c.industry_code, e.industry_code)
    left join census.task k on k.employer_id = p.employer_id and k.state <> 'closed'
    order by p.headcount desc, p.employer_id`;
  return { sql, values: values.list };
}

/** What the reasons of a classification are about, in the order in which they are shown. */
const REASON_TITLES = {
  industry: '行业',
  sector: '单位类别',
  size: '规模',
  above_scale: '规模以上',
  level: '级别',
  new_form: '新就业形态',
  park: '园区',
  industrial_union: '产业工会',
} as const;

/** A row of the list. */
export function employerOf(row: GapRow): GapEmployer {
  const { division_code, division_name, industry_code, industry_name, industrial_union: union, reasons } = row;
  return {
    employer_id: row.employer_id,
    name: row.name,
    uscc: row.uscc,
    division: { code: division_code, name: division_name },
    address: row.address,
    employees: row.headcount < 0 ? null : row.headcount,
    employees_from: row.employees_from,
    industry: industry_code === null || industry_name === null ? null : { code: industry_code, name: industry_name },
    industry_confidence: row.industry_confidence,
    sector: row.sector,
    size: row.size === null ? null : { size: row.size, at_most: row.size_at_most ?? false },
    growth: growthOf(row),
    park: row.park,
    industrial_union: union !== null && isIndustrialUnion(union) ? industrialUnions[union] : null,
    unions: row.unions,
    closed_on: row.closed_on,
    reasons: Object.entries(REASON_TITLES).flatMap(([field, title]) => {
      const reason = reasons?.[field];
      return reason === undefined ? [] : [{ title, reason }];
    }),
    task_id: row.task_id,
  };
}

function growthOf({ sector, new_form, park }: GapRow): readonly Growth[] {
  const holds: Readonly<Record<Growth, boolean>> = {
    private: sector === 'private',
    new_form: new_form === true,
    park: park !== null,
  };
  return (Object.keys(growthTitles) as Growth[]).filter((growth) => holds[growth]);
}
