-- Reach: which records an actor may see and change.
--
-- A role granted to an account at a union gives permissions there. When a request begins, the service works out for every
-- permission of its session the unions it starts from (its roots) and keeps them in `identity.acting`, where the
-- application role can neither read nor write; a transaction names the session by its ticket, and row policies ask
-- identity.roots(permission). Whoever sets another ticket would have to guess 122 random bits.
--
-- `organisations.descent` says which union lies below which root, so that a policy is one probe per row, or one hash of
-- the reach for a whole scan: the planner chooses.

-- ==== the tree, all steps at once

-- Every union with every root it lies below: itself, each union above it, its «own reach» (a union with its branches
-- and groups, for whoever may see that union and nothing below it), and the whole installation (the nil UUID).
create table organisations.descent (
  ancestor_id uuid not null,
  union_id uuid not null,
  primary key (ancestor_id, union_id)
);
create index on organisations.descent (union_id, ancestor_id);

create function organisations.own_reach(union_id uuid) returns uuid
language sql immutable strict parallel safe
as $$ select md5('own:' || union_id::text)::uuid $$;

comment on function organisations.own_reach(uuid) is 'The root that stands for a union with its branches and groups only';

-- A tree of unions has seven levels. One of thousands, which a hostile file could bring, would take room with the square
-- of its depth.
create function organisations.add_descent(ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  too_deep text;
begin
  with recursive up (union_id, next_id, height) as (
    select u.union_id, u.parent_id, 1 from organisations."union" u where u.union_id = any (ids)
    union all
    select up.union_id, p.parent_id, up.height + 1
    from up join organisations."union" p on p.union_id = up.next_id where up.height <= 32
  )
  select u.union_code into too_deep
  from up join organisations."union" u on u.union_id = up.union_id where up.height > 32
  order by u.union_code limit 1;
  if too_deep is not null then
    raise exception '工会的层级太多：% 以上超过 32 级。请检查上级工会编码。', too_deep
      using errcode = 'check_violation', constraint = 'union_depth';
  end if;

  with recursive up (union_id, ancestor_id, kind, next_id, height) as (
    select u.union_id, u.union_id, u.kind, u.parent_id, 0 from organisations."union" u where u.union_id = any (ids)
    union all
    select up.union_id, p.union_id, p.kind, p.parent_id, up.height + 1
    from up join organisations."union" p on p.union_id = up.next_id
  ), owner as (
    -- A branch or group belongs to the nearest union above it that is neither; without one, to itself.
    select distinct on (union_id) union_id, ancestor_id
    from up order by union_id, kind in ('branch', 'group'), height
  )
  insert into organisations.descent (ancestor_id, union_id)
  select ancestor_id, union_id from up
  union all
  select organisations.own_reach(ancestor_id), union_id from owner
  union all
  select '00000000-0000-0000-0000-000000000000'::uuid, union_id from unnest(ids) as union_id;
end
$$;

create function organisations.keep_descent_on_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform organisations.add_descent(array(select union_id from written));
  return null;
end
$$;

-- Only a move or a change of kind touches the tree: whatever lies below what moved is written anew.
create function organisations.keep_descent_on_update() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  moved uuid[];
begin
  moved := array(
    select w.union_id from written w join replaced r on r.union_id = w.union_id
    where w.parent_id is distinct from r.parent_id or w.kind <> r.kind
  );
  if moved = '{}' then
    return null;
  end if;
  moved := array(select distinct d.union_id from organisations.descent d where d.ancestor_id = any (moved));
  delete from organisations.descent d where d.union_id = any (moved);
  perform organisations.add_descent(moved);
  return null;
end
$$;

create function organisations.keep_descent_on_delete() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from organisations.descent d where d.union_id in (select union_id from replaced);
  return null;
end
$$;

-- Triggers fire by name: union_cycle_… has refused a circle before union_descent_… walks up.
create trigger union_descent_on_insert after insert on organisations.union
  referencing new table as written for each statement execute function organisations.keep_descent_on_insert();
create trigger union_descent_on_update after update on organisations.union
  referencing old table as replaced new table as written
  for each statement execute function organisations.keep_descent_on_update();
create trigger union_descent_on_delete after delete on organisations.union
  referencing old table as replaced for each statement execute function organisations.keep_descent_on_delete();

-- Everything anew, for whoever filled the table of unions without its triggers (a restore, a generated city).
create function organisations.rebuild_descent() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  delete from organisations.descent;
  perform organisations.add_descent(array(select union_id from organisations."union"));
end
$$;
revoke execute on function organisations.rebuild_descent() from public;
select organisations.rebuild_descent();

-- Every place with every place it lies in, and '*' for everywhere: employers without a union belong to a place only.
create table kernel.division_descent (
  ancestor text not null,
  code text not null,
  primary key (ancestor, code)
);
create index on kernel.division_descent (code, ancestor);

create function kernel.keep_division_descent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from kernel.division_descent;
  insert into kernel.division_descent (ancestor, code)
  with recursive up (code, ancestor) as (
    select code, code from kernel.division
    union
    select up.code, d.parent from up join kernel.division d on d.code = up.ancestor where d.parent is not null
  )
  select ancestor, code from up
  union all
  select '*', code from kernel.division;
  return null;
end
$$;

create trigger division_descent after insert or update or delete on kernel.division
  for each statement execute function kernel.keep_division_descent();
update kernel.division set name = name;

-- ==== roles granted to accounts

-- `source` says what a grant hangs on, and with what it ends:
--   appointed  somebody with the right to grant gave it;
--   post       an officer's post: in force while the officer is in post, handed over at an election (换届);
--   delegated  for a period, with a reason, by whoever has the role: in force while the delegator's own grant is;
--   assigned   an inspection: this one union, this period.
-- Without a union it reaches the whole installation; administrators only.
create table identity.role_grant (
  grant_id uuid primary key default kernel.uuid_v7(),
  account_id uuid not null references identity.account (account_id),
  role text not null check (
    role in (
      'administrator', 'city_officer', 'county_officer', 'township_officer', 'scheme_administrator', 'inspector',
      'auditor', 'chair', 'clerk', 'member'
    )
  ),
  union_id uuid references organisations.union (union_id),
  source text not null check (source in ('appointed', 'post', 'delegated', 'assigned')),
  officer_no text references people.officer (officer_no),
  delegated_from uuid references identity.role_grant (grant_id),
  valid_from timestamptz not null default now(),
  valid_until timestamptz,
  reason text not null check (length(reason) between 1 and 500),
  granted_by uuid references identity.account (account_id),
  granted_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid references identity.account (account_id),
  end_reason text,
  constraint role_grant_union check (union_id is not null or role = 'administrator'),
  constraint role_grant_post check ((source = 'post') = (officer_no is not null)),
  constraint role_grant_delegated check ((source = 'delegated') = (delegated_from is not null)),
  constraint role_grant_period check (source not in ('delegated', 'assigned') or valid_until is not null),
  constraint role_grant_inspector check ((role = 'inspector') = (source = 'assigned')),
  constraint role_grant_until_after_from check (valid_until > valid_from)
);
create index on identity.role_grant (account_id);
create index on identity.role_grant (union_id);
-- A post's rights are one account's at a time.
create unique index role_grant_one_per_post on identity.role_grant (officer_no, role) where ended_at is null;

-- The grants in force at this moment.
create view identity.grant_in_force as
with today as (select (now() at time zone 'Asia/Shanghai')::date as day), running as (
  select g.*
  from identity.role_grant g
  cross join today
  left join people.officer o on o.officer_no = g.officer_no
  left join organisations.union u on u.union_id = g.union_id
  where g.ended_at is null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
    and (g.officer_no is null or (o.since <= today.day and (o.until is null or o.until > today.day)))
    and (u.dissolved_on is null or u.dissolved_on > today.day)
)
select g.* from running g
where g.delegated_from is null or exists (select from running f where f.grant_id = g.delegated_from);

-- Whether a union is in the chain of an account, so that it must not inspect it: one of the unions it belongs to (its
-- home, those it has other roles at), one above it, or one below it. Below a city it may: the city is never judged
-- itself, and sends inspectors to its counties.
create function identity.in_own_chain(whose uuid, inspected uuid) returns boolean
language sql stable as $$
  with home as (
    select union_id from identity.account where account_id = whose and union_id is not null
    union
    select union_id from identity.grant_in_force
    where account_id = whose and source <> 'assigned' and union_id is not null
  )
  select exists (
    select from home h join organisations."union" u on u.union_id = h.union_id
    where exists (select from organisations.descent d where d.ancestor_id = inspected and d.union_id = h.union_id)
      or u.kind <> 'city'
        and exists (select from organisations.descent d where d.ancestor_id = h.union_id and d.union_id = inspected)
  )
$$;
revoke execute on function identity.in_own_chain(uuid, uuid) from public;
grant execute on function identity.in_own_chain(uuid, uuid) to jianjia_system;

-- ==== who acts now

-- What row policies look up, by ticket. Working memory: empty after a crash, the next request fills it again.
create unlogged table identity.acting (
  ticket uuid primary key,
  account_id uuid not null,
  -- Records of the actor's own: 本人.
  member_nos text[] not null,
  -- All roots of the actor, whatever the permission: the part of the tree he or she may know.
  known_roots uuid[] not null,
  -- Of everything the row and its reach say: while it stays, nothing is written.
  digest text not null,
  expires_at timestamptz not null
);

create unlogged table identity.acting_reach (
  ticket uuid not null references identity.acting (ticket) on delete cascade,
  permission text not null,
  -- Roots in organisations.descent, and places in kernel.division_descent.
  roots uuid[] not null,
  places text[] not null,
  primary key (ticket, permission)
);

create function identity.ticket() returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('jianjia.actor', true), '')::uuid $$;

create function identity.actor_id() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select a.account_id from identity.acting a where a.ticket = identity.ticket() and a.expires_at > now()
$$;

create function identity.own_members() returns text[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select a.member_nos from identity.acting a where a.ticket = identity.ticket() and a.expires_at > now()
$$;

-- The unions from which the actor has a permission downwards; null, which lets nothing pass, where there is none.
create function identity.roots(permission text) returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select r.roots
  from identity.acting a join identity.acting_reach r on r.ticket = a.ticket
  where a.ticket = identity.ticket() and a.expires_at > now() and r.permission = $1
$$;

-- Whether these are all unions there are, so that no row need be looked up.
create function identity.sees_all(permission text) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select 'ffffffff-ffff-ffff-ffff-ffffffffffff' = any (r.roots)
    from identity.acting a join identity.acting_reach r on r.ticket = a.ticket
    where a.ticket = identity.ticket() and a.expires_at > now() and r.permission = $1
  ), false)
$$;

-- The places in which the actor has a permission over employers without a union.
create function identity.places(permission text) returns text[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select r.places
  from identity.acting a join identity.acting_reach r on r.ticket = a.ticket
  where a.ticket = identity.ticket() and a.expires_at > now() and r.permission = $1
$$;

create function identity.known_roots() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select a.known_roots from identity.acting a where a.ticket = identity.ticket() and a.expires_at > now()
$$;

revoke execute on function organisations.add_descent(uuid[]) from public;

grant select, insert, update on identity.role_grant to jianjia_system, jianjia_app;
grant select on identity.grant_in_force to jianjia_system;
grant select, insert, update, delete on identity.acting, identity.acting_reach to jianjia_system;
grant select on organisations.descent, kernel.division_descent to jianjia_app, jianjia_system;
