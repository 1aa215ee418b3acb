-- Searches by numbers, counted whether they find somebody or not (docs/adr/0034): by trying, an end or a number could be
-- guessed. Insert-only; the time comes from the database. What was searched for is not kept.
create table people.lookup (
  lookup_id uuid primary key default kernel.uuid_v7(),
  account_id uuid not null,
  looked_at timestamptz not null default clock_timestamp(),
  found integer not null check (found >= 0)
);
create index on people.lookup (account_id, looked_at);

grant insert (account_id, found) on people.lookup to jianjia_app, jianjia_system;
grant select on people.lookup to jianjia_app, jianjia_system;
alter table people.lookup enable row level security;
create policy system on people.lookup to jianjia_system using (true) with check (true);
create policy own_read on people.lookup for select to jianjia_app using (account_id = (select identity.actor_id()));
create policy own_add on people.lookup for insert to jianjia_app with check (account_id = (select identity.actor_id()));
