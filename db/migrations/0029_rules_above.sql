-- ==== rules of federations above
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

-- ==== employers that are checked in one go (一趟)
-- Those of one building or street are handed out together, under one name, and are given to somebody else together.
alter table census.task
  add column visit_id uuid,
  add column visit text check (length(visit) between 1 and 100),
  add constraint task_visit check ((visit_id is null) = (visit is null));
create index on census.task (visit_id, task_id) where visit_id is not null;
