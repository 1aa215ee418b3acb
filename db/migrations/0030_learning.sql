-- Checks of what linkage joined by itself, and models of linkage learned from what reviewers decided.

-- ==== checks of joined pairs (抽查)

alter table census.decision
  -- Said of two that linkage had joined by itself and nobody had doubted: what such lines find is the precision of the joins.
  add column spot boolean not null default false;

create or replace view census.opinion with (security_invoker = true) as
  select distinct on (left_id, right_id, decided_by)
    left_id, right_id, decided_by, decision_id, verdict, persons, adjudicates, probability, model, division_code, spot
  from census.decision order by left_id, right_id, decided_by, decision_id desc;

-- The order in which joined pairs are offered for a check: by lot, those that linkage was less sure of the sooner (sequential
-- Poisson sampling, Ohlsson 1998: a number drawn evenly between 0 and 1, divided by the chance). The lot is drawn from
-- the ids, so it falls the same way every time. The strata: modules/census/domain/review/precision.ts.
create function census.spot_rank(left_id uuid, right_id uuid, probability double precision) returns double precision
language sql immutable parallel safe strict
as $$
  select (('x' || substr(md5(left_id::text || right_id::text), 1, 8))::bit(32)::bigint + 0.5) / 4294967296
    / case when probability < 0.98 then 8 when probability < 0.995 then 3 else 1 end
$$;
-- A joined pair of which something depends on a decision has been parted by one: it is doubted, not checked.
create index pair_spot on census.pair (census.spot_rank(left_id, right_id, probability), left_id, right_id)
  where joined and matters = 0;

-- ==== models learned from labels

-- A federation's models are versioned data. A pair keeps the version that weighed it.
create table census.linkage_model (
  model_id uuid primary key default kernel.uuid_v7(),
  union_id uuid not null references organisations.union (union_id),
  -- Pairs meet within a prefecture, so a model is for one or for several.
  division_code text not null references kernel.division (code) check (length(division_code) <= 4),
  version text not null unique,
  model jsonb not null,
  -- Labels it was learned from.
  same integer not null check (same >= 0),
  different integer not null check (different >= 0),
  -- Before and after, of labels that were left out of the learning in turn.
  calibration jsonb not null,
  made_by uuid not null references identity.account (account_id),
  made_at timestamptz not null default now()
);
create index on census.linkage_model (union_id, model_id desc);
create index on census.linkage_model (division_code);
create index on census.linkage_model (made_by);

-- Which model weighs the pairs of a place: the last line of the nearest place counts, null being the model that comes with the
-- program.
create table census.model_use (
  use_id uuid primary key default kernel.uuid_v7(),
  union_id uuid not null references organisations.union (union_id),
  division_code text not null references kernel.division (code) check (length(division_code) <= 4),
  model_id uuid references census.linkage_model (model_id),
  set_by uuid not null references identity.account (account_id),
  set_at timestamptz not null default now()
);
create index on census.model_use (division_code, use_id desc);
create index on census.model_use (union_id);
create index on census.model_use (model_id);
create index on census.model_use (set_by);

-- Areas whose pairs are still to be weighed by the model they have now: written with the choice, so that none is lost when the
-- machine stops in between. Where the area is all that is known of a place, it has two digits.
create table census.reweighing (
  use_id uuid not null references census.model_use (use_id),
  area text not null,
  primary key (use_id, area)
);
create index on census.reweighing (area);

grant select, insert on census.linkage_model, census.model_use to jianjia_app;
grant select on census.reweighing to jianjia_app;
grant select on census.linkage_model, census.model_use to jianjia_system;
grant select, insert, delete on census.reweighing to jianjia_system;

do $$
declare
  target text;
  reach constant text := '((select identity.sees_all(%2$L))
    or %1$s.union_id in (select reached.union_id from identity.unions(%2$L) as reached (union_id)))';
  by_whom constant jsonb := '{"linkage_model": "made_by", "model_use": "set_by"}';
begin
  foreach target in array array['linkage_model', 'model_use'] loop
    execute format('alter table census.%I enable row level security', target);
    execute format('create policy system on census.%I to jianjia_system using (true) with check (true)', target);
    execute format('create policy reach_read on census.%I for select to jianjia_app using (%s)', target,
      format(reach, target, 'census:read'));
    -- For the place of the own federation and no other.
    execute format('create policy reach_add on census.%1$I for insert to jianjia_app with check (%1$I.%2$I = (select identity.actor_id())
      and %3$s and exists (select from organisations.union u where u.union_id = %1$I.union_id and u.division_code = %1$I.division_code))',
      target, by_whom ->> target, format(reach, target, 'census:write'));
  end loop;
end
$$;
alter table census.reweighing enable row level security;
create policy system on census.reweighing to jianjia_system using (true) with check (true);
create policy reach_read on census.reweighing for select to jianjia_app
  using (exists (select from census.model_use u where u.use_id = reweighing.use_id));

create function census.note_model_use() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into census.reweighing (use_id, area)
    select new.use_id, code from kernel.division where code like new.division_code || '%' and length(code) in (2, 4);
  return null;
end
$$;
revoke execute on function census.note_model_use() from public;
create trigger census_chosen after insert on census.model_use for each row execute function census.note_model_use();

-- A county's pairs are weighed by what its city has chosen, whose lines it does not see: only the model is told, which holds shares of
-- levels and nothing of anybody.
create function census.model_at(division text) returns table (version text, model jsonb)
language sql stable parallel safe rows 1 security definer set search_path = pg_catalog, pg_temp as $$
  select m.version, m.model
  from (
    select distinct on (division_code) division_code, model_id from census.model_use order by division_code, use_id desc
  ) u
  left join census.linkage_model m on m.model_id = u.model_id
  where division like u.division_code || '%'
  order by length(u.division_code) desc limit 1
$$;
revoke execute on function census.model_at(text) from public;
grant execute on function census.model_at(text) to jianjia_app, jianjia_system;
