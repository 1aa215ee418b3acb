import type { Statement } from '@jianjia/db';

/**
 * A union by its code, with those above it and its kept results and scores as of a day: one row per result, one with
 * empty results where it has none. Whatever is out of the reader's sight is not there.
 */
export function checklistSql(code: string, asOf: string, scheme: string | undefined): Statement {
  return {
    sql: `
    with recursive here as (
      select union_id, union_code, name, kind, founded_on, dissolved_on, parent_id
      from organisations.union where union_code = $1
    ), up(parent_id, code, name, height) as (
      select u.parent_id, u.union_code, u.name, 1
      from here join organisations.union u on u.union_id = here.parent_id
      union all
      select u.parent_id, u.union_code, u.name, up.height + 1
      from up join organisations.union u on u.union_id = up.parent_id
    )
    select h.union_code as code, h.name, h.kind, h.founded_on, h.dissolved_on,
      (select coalesce(jsonb_agg(jsonb_build_object('code', up.code, 'name', up.name) order by up.height desc), '[]') from up) as above,
      r.scheme, r.track, r.version, r.verdicts, r.parts, r.reached, r.numbers, s.low, s.high, s.level, s.possible, s.items
    from here h
    left join assessments.result r on r.union_id = h.union_id and r.as_of = $2 and ($3::text is null or r.scheme = $3)
    left join assessments.score s on s.union_id = r.union_id and s.as_of = r.as_of and s.scheme = r.scheme and s.track = r.track`,
    values: [code, asOf, scheme ?? null],
  };
}
