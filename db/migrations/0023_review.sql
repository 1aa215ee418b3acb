-- The review desk of the census: which doubtful pairs matter most, who decides alone and where two must agree, and what
-- decisions come to. Decisions stay insert-only: an undo is a line too.

-- How much depends on a decision about the pair, 0 (nothing) to 1; worked out with the list, 0 once it is settled.
alter table census.pair add column matters real not null default 0 check (matters between 0 and 1);
create index on census.pair (matters desc, left_id, right_id) where matters > 0;

alter table census.decision
  -- How many persons had to agree when it was made.
  add column persons smallint not null default 1 check (persons in (1, 2)),
  -- Made by a third person on a disagreement: it settles the pair.
  add column adjudicates boolean not null default false,
  -- What the model said then, and which: calibration is measured against it.
  add column probability double precision check (probability between 0 and 1),
  add column model text;

-- What each person holds of a pair: the last line of hers.
create view census.opinion with (security_invoker = true) as
  select distinct on (left_id, right_id, decided_by)
    left_id, right_id, decided_by, decision_id, verdict, persons, adjudicates, probability, model, division_code
  from census.decision order by left_id, right_id, decided_by, decision_id desc;
grant select on census.opinion to jianjia_app, jianjia_system;

-- What counts when employers are put together. A third person's word settles; where two persons must agree, their common
-- verdict does; else the last opinion. Null while it is open. The same rule: modules/census/domain/review/standing.ts.
create or replace view census.settled with (security_invoker = true) as
  select left_id, right_id,
    case
      when bool_or(adjudicates) then (array_agg(verdict order by decision_id desc) filter (where adjudicates))[1]
      when max(persons) = 1 then (array_agg(verdict order by decision_id desc))[1]
      when count(*) >= 2 and min(verdict) = max(verdict) then min(verdict)
    end as verdict
  from census.opinion
  where verdict in ('same', 'different')
  group by left_id, right_id;

-- How many persons must agree, set by a federation for its place; the last line of a federation counts, and of all
-- federations whose place holds the pair the strictest.
create table census.review_mode (
  mode_id uuid primary key default kernel.uuid_v7(),
  union_id uuid not null references organisations.union (union_id),
  division_code text not null references kernel.division (code),
  persons smallint not null check (persons in (1, 2)),
  set_by uuid not null references identity.account (account_id),
  set_at timestamptz not null default now()
);
create index on census.review_mode (union_id, mode_id desc);
create index on census.review_mode (division_code);
grant select, insert on census.review_mode to jianjia_app;
grant select on census.review_mode to jianjia_system;
alter table census.review_mode enable row level security;
create policy system on census.review_mode to jianjia_system using (true) with check (true);
create policy reach_read on census.review_mode for select to jianjia_app
  using ((select identity.sees_all('census:read'))
    or review_mode.union_id in (select reached.union_id from identity.unions('census:read') as reached (union_id)));
create policy reach_add on census.review_mode for insert to jianjia_app
  with check (set_by = (select identity.actor_id()) and ((select identity.sees_all('census:write'))
    or review_mode.union_id in (select reached.union_id from identity.unions('census:write') as reached (union_id))));

-- A county is bound by what its city has set, whose lines it does not see: only the number is told.
create function census.persons_needed(division text) returns smallint
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(max(m.persons), 1)::smallint
  from (
    select distinct on (union_id) union_id, division_code, persons from census.review_mode order by union_id, mode_id desc
  ) m
  where division like m.division_code || '%'
$$;
revoke execute on function census.persons_needed(text) from public;
grant execute on function census.persons_needed(text) to jianjia_app, jianjia_system;

-- Decisions whose consequences for the list are still to be worked out: written with them, so that none is lost when the
-- machine stops in between.
create table census.relinking (
  decision_id uuid primary key references census.decision (decision_id),
  left_id uuid not null,
  right_id uuid not null
);
grant select, insert, delete on census.relinking to jianjia_system;
alter table census.relinking enable row level security;
create policy system on census.relinking to jianjia_system using (true) with check (true);

create function census.note_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into census.relinking (decision_id, left_id, right_id) values (new.decision_id, new.left_id, new.right_id);
  return null;
end
$$;
revoke execute on function census.note_decision() from public;
create trigger census_decided after insert on census.decision for each row execute function census.note_decision();
