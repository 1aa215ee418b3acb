-- What an overview and the pages below it cost at 50,000 unions and 3,000,000 members.

-- ==== members
-- How many members a union has with all unions below it, kept by evaluations: an overview that counts three million
-- members at every question makes all other answers wait.

-- Branches and groups are counted with their union and have no row. Working memory like assessments.fact_value.
create unlogged table assessments.member_count (
  as_of date not null,
  union_id uuid not null,
  members integer not null,
  primary key (as_of, union_id)
);
grant select, insert, update, delete on assessments.member_count to jianjia_system;
grant select on assessments.member_count to jianjia_app;

-- The roots with a whole subtree within reach: unions, or everything; not those of an own reach, which ends with the
-- union's branches and groups.
create function identity.subtree_roots(permission text) returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select root.union_id from unnest(r.roots) as root (union_id)
    where root.union_id = '00000000-0000-0000-0000-000000000000'
      or exists (select from organisations."union" u where u.union_id = root.union_id))
  from identity.acting_reach r
  where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
$$;

-- A sum over a subtree tells of every union in it. One or a few rows are asked for: no hash of all unions within reach.
alter table assessments.member_count enable row level security;
create policy system on assessments.member_count to jianjia_system using (true) with check (true);
create policy reach_read on assessments.member_count for select to jianjia_app
  using (exists (
    select from organisations.descent d
    where d.union_id = member_count.union_id
      and d.ancestor_id = any ((select identity.subtree_roots('people:read'))::uuid[])));

-- ==== the tree
-- A statement that asks for the unions below one names that one, and the planner took this policy for a second condition
-- that few rows meet: it expected one row where there are thousands, and gave up hash joins and parallel workers. A
-- condition it cannot look into makes it expect half of them; it is never true and admits nothing.
alter policy reach_read on organisations.descent
  using ((select false) or ancestor_id = any ((select identity.known_roots())::uuid[]));

-- Days evaluated before have no counts: they are computed anew when they are asked for.
update assessments.evaluation set plan = '';
