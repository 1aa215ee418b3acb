import type { Values } from '@jianjia/db';

/**
 * SQL: everything adopting would change, as the actor sees both. Only what another department says; names as
 * registered, days of closing that come after the founding, industries that are missing, employees later than the last report,
 * and employers that no union has heard of, as far as what the register must know is known.
 */
export function changeSql(values: Values, division: string | undefined): string {
  const inside =
    division === undefined
      ? ''
      : `and l.division_code >= ${values.add(division)} and l.division_code <= ${values.add(`${division}~`)}`;
  return `
    with seen as (
      select l.*, e.uscc is not null as known, e.name as kept_name, e.industry_code as kept_industry, e.closed_on as kept_closed,
        e.established_on as kept_established, w.employees as kept_employees, w.as_of as kept_as_of
      from census.employer l
      left join employers.employer e on e.uscc = l.uscc
      left join lateral (
        select w.employees, w.as_of from employers.workforce w where w.uscc = l.uscc order by w.as_of desc limit 1
      ) w on true
      where l.uscc is not null and l.division_code <@ (select identity.place_codes('employers:write')) ${inside}
    ), change as (
      select s.employer_id, s.uscc, s.name, s.division_code, c.field, c.before, c.after
      from seen s
      cross join lateral (values
        ('added', null, s.name, not s.known and s.sector is not null and coalesce(s.status, 'open') = 'open'),
        ('name', s.kept_name, s.name, s.known and s.name <> s.kept_name),
        ('closed_on', null, s.closed_on::text, s.known and s.kept_closed is null and s.status in ('closed', 'revoked')
          and s.closed_on >= coalesce(s.kept_established, s.closed_on)),
        ('industry_code', null, s.industry_code, s.known and s.kept_industry is null),
        ('employees', s.kept_employees::text, s.employees::text,
          s.employees is distinct from s.kept_employees
          and (s.known or s.sector is not null and coalesce(s.status, 'open') = 'open'))
      ) as c (field, before, after, is_so)
      where c.is_so and c.after is not null
    )
    select c.*, v.delivery_id, v.line, v.as_of, v.department
    from change c
    join seen s using (employer_id)
    cross join lateral (
      select * from census.value v
      where v.employer_id = c.employer_id and v.field = case c.field when 'added' then 'uscc' else c.field end
    ) v
    where v.department <> 'union' and (c.field <> 'employees' or s.kept_as_of is null or v.as_of > s.kept_as_of)`;
}
