-- A county is bound by what its city has decided about industrial unions, whose lines it does not see: which industrial
-- union answers for which industry, and since when, is told of the federations above a place to whoever reads the list there.
create function census.industry_rules_over(place text)
returns table (union_id uuid, division_code text, industry_code text, industrial_union text, decided_at timestamptz)
language sql stable parallel safe rows 100 security definer set search_path = pg_catalog, pg_temp as $$
  select r.union_id, u.division_code, r.industry_code, r.industrial_union, r.decided_at
  from census.industry_rule r
  join organisations.union u on u.union_id = r.union_id
  where starts_with(place, u.division_code) and place <@ (select identity.place_codes('census:read'))
$$;
revoke execute on function census.industry_rules_over(text) from public;
grant execute on function census.industry_rules_over(text) to jianjia_app;
