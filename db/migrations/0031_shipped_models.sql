-- A new version of the program may bring a new model, which weighs the pairs that are there anew; for each model that is noted
-- once, so that a worker of the version before does not begin it again.
create table census.shipped_model (
  model text primary key,
  noted_at timestamptz not null default now()
);
alter table census.shipped_model enable row level security;
create policy system on census.shipped_model to jianjia_system using (true) with check (true);
grant select, insert on census.shipped_model to jianjia_system;

-- What waits for that comes from no choice of a federation.
alter table census.reweighing
  add column reweighing_id uuid not null default kernel.uuid_v7(),
  drop constraint reweighing_pkey,
  add primary key (reweighing_id),
  alter column use_id drop not null;
create unique index on census.reweighing (use_id, area) nulls not distinct;
drop policy reach_read on census.reweighing;
create policy reach_read on census.reweighing for select to jianjia_app
  using (use_id is null or exists (select from census.model_use u where u.use_id = reweighing.use_id));
