import type { Statement } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';

export interface BelowQuery {
  /** Its id; null asks for the uppermost within the caller's sight. */
  readonly parent: string | null;
  readonly asOf: PlainDate;
  readonly dissolved: boolean;
  /** Code of the last union of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The unions directly below one; one more than asked for, if there are. */
export function belowStatement({ parent, asOf, dissolved, after, limit }: BelowQuery): Statement {
  const place = parent === null ? 'u.union_id in (select organisations.uppermost())' : 'u.parent_id = $4';
  return {
    sql: `
      select u.union_code as code, u.name, u.kind, u.dissolved_on, (
        select count(*) from organisations.union c
        where c.parent_id = u.union_id and (c.dissolved_on is null or c.dissolved_on > $1)
      ) as below
      from organisations.union u
      where ${place} and u.union_code collate "C" > $2
        ${dissolved ? '' : 'and (u.dissolved_on is null or u.dissolved_on > $1)'}
      order by u.union_code collate "C" limit $3`,
    values: [asOf, after ?? '', limit + 1, ...(parent === null ? [] : [parent])],
  };
}

export interface SearchQuery {
  readonly q: string;
  /** Code of the last union of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * The unions that answer a text, each with its chain; one more than asked for, if there are. The function finds by index
 * and within reach; the table, under its row policy, is named once for the finds and everything above them, for every
 * mention of it would work out the reach anew. `offset 0` keeps the look-ups one by one: the planner expects a chain to be
 * many times as long as it is, and would read the whole table.
 */
export function searchStatement({ q, after, limit }: SearchQuery): Statement {
  return {
    sql: `
      with recursive hit as materialized (select * from organisations.find_unions($1, $2, $3)),
      up (hit, height, code, name, kind, dissolved_on, next_id) as (
        select union_id, 0, null, null, null, null::date, union_id from hit
        union all
        select up.hit, up.height + 1, u.union_code, u.name, u.kind, u.dissolved_on, u.parent_id
        from up cross join lateral (
          select * from organisations.union o where o.union_id = up.next_id offset 0
        ) as u
      )
      select self.code, self.name, self.kind, self.dissolved_on, (
        select coalesce(
          jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'kind', a.kind) order by a.height desc), '[]')
        from up a where a.hit = hit.union_id and a.height > 1
      ) as above
      from hit join up self on self.hit = hit.union_id and self.height = 1
      order by hit.place`,
    values: [q, after ?? null, limit + 1],
  };
}

/** One union by its code, with its chain and its numbers; no row when it is not within sight. */
export function headStatement(code: string, asOf: PlainDate): Statement {
  return {
    sql: `
      with recursive up as (
        select u.*, 1 as height from organisations.union u where u.union_code = $1
        union all
        select p.*, up.height + 1 from up join organisations.union p on p.union_id = up.parent_id
      )
      select s.union_code as code, s.name, s.kind, s.dissolved_on, s.founded_on, s.legal_person_from,
        s.legal_person_to,
        jsonb_build_object('code', s.division_code, 'name', d.name) as division,
        case when s.industry_code is not null
          then jsonb_build_object('code', s.industry_code, 'name', i.name) end as industry,
        (
          select coalesce(
            jsonb_agg(jsonb_build_object('code', a.union_code, 'name', a.name, 'kind', a.kind) order by a.height desc),
            '[]')
          from up a where a.height > 1
        ) as above,
        (
          select count(*) from organisations.union c
          where c.parent_id = s.union_id and (c.dissolved_on is null or c.dissolved_on > $2)
        ) as below,
        organisations.count_below(s.union_id, $2) as subtree
      from up s
      left join kernel.division d on d.code = s.division_code
      left join kernel.industry i on i.code = s.industry_code
      where s.height = 1`,
    values: [code, asOf],
  };
}
